/**
 * Sentences whose facts are marked where they stand: `收到留言{respond.messages:86}封，同比增长12%。` A line is a paragraph; what is
 * not marked is no fact. `[甲|乙]` gives a line per alternative. Behind a code: `~` approximate, `^` of the whole system, `_` of organs
 * below, `+` cumulative, `=5` the value where it is not what the figure says (`=null`: none); `&` joins two facts of one number.
 */
import type { Fact } from '../../extractors/report.ts';

export type Expected = Pick<Fact, 'code' | 'value' | 'approximate' | 'period' | 'scope'>;

export interface Labelled {
  text: string;
  facts: Expected[];
}

const MARKED = /\{([^:{}]+):([^{}]*)\}/g;
const NAME = /^([a-z_.]*[a-z])([~^_+]*)(?:=(.*))?$/;

/** Reads labelled lines; `#` begins a remark. At most `limit` alternatives of a line are taken. Throws on a mark that cannot be read. */
export const readLabelled = (lines: string, limit = 60): Labelled[] =>
  lines.split('\n').filter((line) => line !== '' && !line.startsWith('#')).flatMap((line) => alternatives(line, limit).map(labelled));

function labelled(line: string): Labelled {
  const facts: Expected[] = [];
  const text = line.replace(MARKED, (_, marks: string, printed: string) => {
    for (const mark of marks.split('&')) facts.push(expected(mark, printed, line));
    return printed;
  });
  return { text, facts };
}

function expected(mark: string, printed: string, line: string): Expected {
  const [, code, flags = '', given] = NAME.exec(mark) ?? [];
  if (code === undefined) throw new Error(`labelled sentences: ${mark} is no mark (CODE, then ~^_+, then =VALUE) in: ${line}`);
  return {
    code: `n.${code}`, value: given === 'null' ? null : numberOf(given ?? printed, line), approximate: flags.includes('~'),
    period: flags.includes('+') ? 'cumulative' : 'year', scope: flags.includes('^') ? 'system' : flags.includes('_') ? 'subordinate' : 'own',
  };
}

function numberOf(printed: string, line: string): number {
  const figure = printed.normalize('NFKC').replace(/[^\d.万]/g, '');
  const value = figure.endsWith('万') ? Number((Number(figure.slice(0, -1)) * 10_000).toFixed(2)) : Number(figure);
  if (figure === '' || !Number.isFinite(value)) throw new Error(`labelled sentences: ${printed} is no number, give its value with = in: ${line}`);
  return value;
}

/** Every combination of the bracketed alternatives, or evenly chosen ones where there are more than `limit`. */
function alternatives(line: string, limit: number): string[] {
  const parts = line.split(/(\[[^\][]*\|[^\][]*\])/);
  const choices = parts.map((part) => (/^\[.*\|.*\]$/.test(part) ? part.slice(1, -1).split('|') : [part]));
  const total = choices.reduce((product, it) => product * it.length, 1);
  const step = Math.max(1, total / limit);
  const lines: string[] = [];
  for (let at = 0; at < total; at += step) {
    let rest = Math.floor(at);
    lines.push(choices.map((it) => {
      const chosen = it[rest % it.length]!;
      rest = Math.floor(rest / it.length);
      return chosen;
    }).join(''));
  }
  return lines;
}
