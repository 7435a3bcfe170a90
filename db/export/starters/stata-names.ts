/** Names that Stata takes: at most 32 characters, none that Stata keeps to itself, each standing for one column and no other. */
import { createHash } from 'node:crypto';

const MAX = 32;

/** Words of the form's codes and what is written for them where a name is too long, longest first. */
const SHORT: readonly (readonly [word: string, short: string])[] = [
  ['natural_person', 'person'], ['public_interest', 'public'], ['legal_service', 'legal'], ['not_processed', 'noproc'], ['commercial', 'firm'], ['litigation', 'lit'],
  ['research', 'rsch'], ['result', 'r'], ['denied', 'den'], ['unable', 'unab'], ['correction', 'corr'], ['disclosure', 'discl'], ['after_review', 'afterrev'],
  ['identities', 'ident'], ['normative_documents', 'normdoc'],
];

/** Reserved words of Stata that a column could have. */
const RESERVED: ReadonlySet<string> = new Set(['_all', '_b', '_n', 'byte', 'double', 'float', 'if', 'in', 'int', 'long', 'strL', 'str', 'using', 'with', 'end']);

function shortened(column: string): string {
  let name = column;
  for (const [word, short] of SHORT) {
    if (name.length <= MAX) return name;
    name = name.replace(new RegExp(`(?<=^|_)${word}(?=_|$)`, 'g'), short);
  }
  if (name.length <= MAX) return name;
  const hash = createHash('sha256').update(column).digest('hex').slice(0, 6);
  return `${name.slice(0, MAX - hash.length - 1)}_${hash}`;
}

/** Stata's name of each column of one table. Throws where two columns would share one: that is an error of this file. */
export function stataNames(columns: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const column of columns) {
    const clean = column.replaceAll(/[^A-Za-z0-9_]/g, '_');
    const name = shortened(RESERVED.has(clean) || /^\d/.test(clean) ? `${clean}_` : clean);
    const other = taken.get(name.toLowerCase());
    if (other !== undefined) throw new Error(`the columns ${other} and ${column} would both be ${name} in Stata`);
    taken.set(name.toLowerCase(), column);
    names.set(column, name);
  }
  return names;
}
