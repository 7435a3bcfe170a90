/** Finds the agency that someone means by an id or a name; where there is none, says which are near. */
import type { Db } from '../../db/open.ts';
import type { AgencyProfile } from '../../extractors/attribution/profile.ts';
import { EXIT } from './exit.ts';
import { Failure } from './failure.ts';

/** An agency by its id, or an organ outside the registry by its name alone. */
export interface KnownAgency {
  id: string | null;
  names: readonly string[];
}

export const knownAgencies = (profiles: readonly AgencyProfile[]): KnownAgency[] =>
  profiles.map(({ id, nameZh, nameEn, aliases }) => ({ id, names: [nameZh, nameEn, ...aliases.map(({ name }) => name)] }));

/** Organs outside the registry that the database has reports of. */
export const storedAgencies = (db: Db): KnownAgency[] =>
  db.prepare<[], string>('SELECT name_zh FROM agencies WHERE agency_id IS NULL ORDER BY name_zh').pluck().all().map((name) => ({ id: null, names: [name] }));

const SHOWN = 5;

/** The agency with this id, name or alias. Throws Failure `unknownAgency`, naming the nearest. */
export function findAgency(wanted: string, known: readonly KnownAgency[]): KnownAgency {
  const text = wanted.trim().toLowerCase();
  const found = known.find(({ id }) => id?.toLowerCase() === text) ?? known.find(({ names }) => names.some((name) => name.toLowerCase() === text));
  if (found) return found;
  const near = known
    .map((agency) => ({ agency, score: Math.max(...[agency.id ?? '', ...agency.names].map((name) => likeness(text, name.toLowerCase()))) }))
    .filter(({ score }) => score > 0.25)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map(({ agency: { id, names } }) => [id, names[0]].filter(Boolean).join(' '));
  const advice = near.length > 0 ? `near to it: ${near.join(', ')}` : 'the ids are the file names in data/agencies';
  throw new Failure(EXIT.unknownAgency, `no agency has the id or name ${JSON.stringify(wanted)}; ${advice}`);
}

/** 0 to 1: the share of character pairs that two names have in common; 1 when one holds the other. */
function likeness(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0;
  if (a.includes(b) || b.includes(a)) return 1;
  const pairs = (text: string): Set<string> => new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  return (2 * [...left].filter((pair) => right.has(pair)).length) / (left.size + right.size);
}
