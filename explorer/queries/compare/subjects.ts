/** Whose figures are compared: agencies, and groups of them. */
import type { Db } from '../../../db/open.ts';
import { agencyKey } from '../../frame/addresses.ts';
import type { Phrase } from '../../frame/language.ts';
import { Refused } from '../../frame/query.ts';
import { levelPhrase } from '../../words/terms.ts';
import { GROUPS as W } from '../../words/compare.ts';
import { remembered } from '../remembered.ts';

export interface Member {
  /** Row of the store. */
  row: number;
  agency_id: string | null;
  zh: string;
  en: string | null;
  level: string | null;
  /** Id of the agency that stands for its province. */
  province_id: string | null;
}

export interface Group {
  id: string;
  name: Phrase;
  members: readonly Member[];
  /** Which agencies these are, over the columns of the view `agencies`. */
  sql: string;
}

/** Agencies of the registry and organs that a report names: those of the view `agencies`, from the country down. */
export const agenciesOf = (db: Db): readonly Member[] =>
  remembered(db, 'compare agencies', () => db
    .prepare<[], Member>(`
      SELECT a.id AS row, a.agency_id, a.name_zh AS zh, a.name_en AS en, a.level, p.agency_id AS province_id FROM agency a LEFT JOIN agency p ON p.id = a.province
      WHERE a.in_registry = 1 OR EXISTS (SELECT 1 FROM reading n WHERE n.agency = a.id AND n.current = 1)
      ORDER BY a.level IS NOT 'central', a.level NOT IN ('province', 'xpcc'), a.agency_id IS NULL, a.agency_id, a.name_zh`)
    .all());

export const keyOf = ({ agency_id, zh }: Member): string => agencyKey(agency_id, zh);

/** Throws Refused 400 where there is no such agency. */
export function agencyOf(db: Db, key: string): Member {
  const found = agenciesOf(db).find((member) => keyOf(member) === key);
  if (found === undefined) throw new Refused(400, `agency is the id or the name of an agency in the data, and ${JSON.stringify(key.slice(0, 80))} is none`);
  return found;
}

export interface Found {
  exact: Member | null;
  /** At most `MOST_FOUND`. */
  similar: Member[];
  /** How many there are in all. */
  all: number;
}

export const MOST_FOUND = 30;

/** Agencies by a part of their name or id; `exact` where one is meant. */
export function findAgencies(db: Db, text: string): Found {
  const wanted = text.trim().toLowerCase();
  const members = agenciesOf(db);
  const names = (member: Member): string[] => [keyOf(member), member.zh, member.en ?? ''].map((name) => name.toLowerCase());
  const similar = members.filter((member) => names(member).some((name) => name.includes(wanted)));
  const same = similar.filter((member) => names(member).includes(wanted));
  const exact = same.length === 1 ? same[0]! : similar.length === 1 ? similar[0]! : null;
  return { exact, similar: similar.slice(0, MOST_FOUND), all: similar.length };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const isProvincial = ({ level }: Member): boolean => level === 'province' || level === 'xpcc';

/** Throws Refused 400 where a group is none. */
export function groupOf(db: Db, id: string): Group {
  const members = agenciesOf(db);
  const [kind, of = ''] = id.split(/:(.*)/s);
  const group = (name: Phrase, sql: string, holds: (member: Member) => boolean): Group => ({ id, name, members: members.filter(holds), sql });
  if (kind === 'country') return group(W.country, '1', () => true);
  if (kind === 'provinces') return group(W.provinces, `level IN ('province', 'xpcc')`, isProvincial);
  if (kind === 'level') {
    const found = group(W.level(levelPhrase(of)), `level = ${quoted(of)}`, ({ level }) => level === of);
    if (found.members.length > 0) return found;
  }
  const head = members.find((member) => member.agency_id === of && isProvincial(member));
  if (head !== undefined && (kind === 'cities' || kind === 'within')) {
    const name = { zh: head.zh, en: head.en ?? head.zh };
    return kind === 'cities'
      ? group(W.cities(name), `province_id = ${quoted(of)} AND level = 'city'`, ({ province_id, level }) => province_id === of && level === 'city')
      : group(W.within(name), `province_id = ${quoted(of)} AND agency_id IS NOT ${quoted(of)}`, (member) => member.province_id === of && member.row !== head.row);
  }
  throw new Refused(400, `group is country, provinces, level:LEVEL, cities:ID or within:ID of a level or province in the data, not ${JSON.stringify(id.slice(0, 40))}`);
}

/** The groups that there are, in order: everything, provinces, the other levels, and for each province its cities and all below it. */
export const groupsOf = (db: Db): readonly { id: string; name: Phrase }[] =>
  remembered(db, 'compare groups', () => {
    const members = agenciesOf(db);
    const levels = [...new Set(members.flatMap((member) => (member.level === null || isProvincial(member) || member.level === 'central' ? [] : [member.level])))];
    const heads = members.filter((member) => isProvincial(member) && member.agency_id !== null);
    const below = (id: string, level?: string): boolean =>
      members.some((member) => member.province_id === id && member.agency_id !== id && (level === undefined || member.level === level));
    const ids = [
      'country', 'provinces', ...levels.map((level) => `level:${level}`),
      ...heads.filter(({ agency_id }) => below(agency_id!, 'city')).map(({ agency_id }) => `cities:${agency_id!}`),
      ...heads.filter(({ agency_id }) => below(agency_id!, 'county')).map(({ agency_id }) => `within:${agency_id!}`),
    ];
    return ids.map((id) => ({ id, name: groupOf(db, id).name }));
  });

/** One agency over the columns of the view `agencies`. */
export const memberSql = ({ agency_id, zh }: Member): string => (agency_id === null ? `agency_id IS NULL AND name_zh = ${quoted(zh)}` : `agency_id = ${quoted(agency_id)}`);
