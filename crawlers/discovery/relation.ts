/** Whose report a title names: the agency's own, one by its rank alone, nobody's, another organ's. */
import type { AgencyRecord } from '../../data/registry.ts';
import { INTERNAL, JOINTS, kindOf, NO_NAMES, ORGAN_ENDING, ORGAN_OR_PLACE, RANK, SELF, SEPARATORS, SITE_NAME, trimName } from './organs.ts';
import { PROVINCES } from './provinces.ts';

/** What of an agency's record a title is compared with. */
export type TitleAgency = Pick<AgencyRecord, 'id' | 'nameZh' | 'level' | 'aliases' | 'places'>;

/**
 * `own`       names the agency; without an agency: names an emergency organ of a place
 * `relative`  names it by its rank alone (市应急管理局, 我局)
 * `none`      names no organ and no place
 * `foreign`   names another organ, a government or a place
 */
export type Relation = 'own' | 'relative' | 'none' | 'foreign';

export interface RelationRead {
  relation: Relation;
  /** Last fiscal year in which the name held; null while it holds. */
  until: number | null;
  /** Words that are neither names nor known to surround them; '' mostly. */
  left: string;
}

/**
 * Reads whose a title is. `text`: normalised, without years, bars where the core stood (years.ts, core.ts).
 * `agency` null: whether it names anybody.
 */
export function readRelation(text: string, agency: TitleAgency | null): RelationRead {
  const pieces = piecesOf(text);
  const read = pieces.map((piece) => readPiece(piece, agency));
  // 黄石市2019年应急管理局: the year stood between place and organ, or a bracket does.
  const joined = pieces.length > 1 ? readPiece(pieces.join(''), agency) : null;
  if (joined?.relation === 'own' && joined.left === '') return joined;
  const own = read.findIndex(({ relation }) => relation === 'own');
  const foreign = read.findIndex(({ relation }) => relation === 'foreign');
  // Another organ behind the agency's own name is a remark or the site's name; before it, the author.
  const first = own >= 0 && (foreign < 0 || own < foreign) ? own : foreign >= 0 ? foreign : read.findIndex(({ relation }) => relation === 'relative');
  const chosen = read[first] ?? { relation: 'none' as const, until: null, left: '' };
  const left = chosen.relation === 'foreign' ? chosen.left : read.filter((it, index) => index === first || it.relation !== 'foreign').map((it) => it.left).join('');
  return { ...chosen, left };
}

/** Whether a text is the agency's name, or its name by rank, and nothing else. */
export const isNameAlone = (text: string, agency: TitleAgency): boolean => ['own', 'relative'].includes(readName(text.replace(/[^\p{Script=Han}]/gu, ''), agency)?.relation ?? '');

/** Names and words of a title, in order. A site's name behind others is left out. */
function piecesOf(text: string): string[] {
  const all = text.replace(NO_NAMES, '').split(SEPARATORS).map(trimName).filter((it) => it !== '');
  const last = all.at(-1);
  const pieces = all.length > 1 && last !== undefined && SITE_NAME.test(last) ? all.slice(0, -1) : all;
  return pieces.filter((it, index) => index === 0 || !INTERNAL.test(it));
}

const NONE: RelationRead = { relation: 'none', until: null, left: '' };
const FOREIGN: RelationRead = { relation: 'foreign', until: null, left: '' };

function readPiece(piece: string, agency: TitleAgency | null): RelationRead {
  const exact = readName(piece, agency);
  if (exact && exact.relation !== 'foreign') return exact;
  const joint = piece.split(JOINTS).map(trimName);
  if (joint.length > 1) {
    // 贵州省安全生产监督管理局、贵州煤矿安全监察局: one report of several organs.
    const own = joint.map((it) => readName(it, agency)).find((it) => it?.relation === 'own');
    if (own && joint.every((it) => it !== '')) return own;
  }
  // The name with more words behind or before it, the longest name first.
  for (let length = piece.length - 1; length >= 4; length--) {
    for (const [name, more, before] of [
      [piece.slice(0, length), piece.slice(length), false],
      [piece.slice(-length), piece.slice(0, -length), true],
    ] as const) {
      const found = readName(name, agency);
      if (found?.relation !== 'own') continue;
      if (!before && INTERNAL.test(more)) return found;
      // 应急管理部门 is any such organ, not the ministry.
      if (!before && name.endsWith('部') && more.startsWith('门')) return FOREIGN;
      if (!(before ? ORGAN_OR_PLACE : ORGAN_ENDING).test(more)) return { ...found, left: more };
      // 国家安全监管总局 国家煤矿安监局: a whole second name, where the parts of an organ bear no place of their own.
      return !before && startsWithPlace(more, agency) ? found : FOREIGN;
    }
  }
  if (exact) return exact;
  return isOrganOrPlace(piece, agency) ? FOREIGN : { ...NONE, left: piece };
}

const startsWithPlace = (name: string, agency: TitleAgency | null): boolean => /^(?:国家|中国)/.test(name) || (agency !== null && [...regionsOf(agency)].some((it) => name.startsWith(it)));

/** A whole name: own, relative, another emergency organ's; null where it is no name of an emergency organ. */
function readName(name: string, agency: TitleAgency | null): RelationRead | null {
  if (SELF.test(name)) return { relation: 'relative', until: null, left: '' };
  const kind = kindOf(name);
  if (agency === null) {
    if (!kind) return null;
    const isBare = RANK.test(name.slice(0, -kind.kind.length)) && !kind.kind.endsWith('部');
    return { relation: isBare ? 'relative' : 'own', until: null, left: '' };
  }
  const alias = [{ name: agency.nameZh }, ...agency.aliases].find((it) => it.name === name);
  if (alias) return { relation: 'own', until: ('to' in alias ? alias.to : undefined) ?? null, left: '' };
  if (!kind) return null;
  return readKind(name.slice(0, -kind.kind.length), kind, agency);
}

/** A place, or a rank, before a kind of emergency organ. */
function readKind(place: string, { kind, former }: { kind: string; former: boolean }, agency: TitleAgency): RelationRead | null {
  const named = kindOf(agency.nameZh);
  if (!named) return FOREIGN;
  const formerNames = agency.aliases.filter((it) => kindOf(it.name)?.former);
  // Provinces have a 厅, cities a 局, the ministry is a 部; what came before them was a 局 everywhere.
  const isKind = former ? formerNames.length > 0 : kind.at(-1) === named.kind.at(-1);
  const until = former ? Math.max(0, ...formerNames.map((it) => it.to ?? Infinity)) : null;
  const held = until === Infinity ? null : until;
  const regions = regionsOf(agency);
  if (isKind && place !== '' && regions.has(withoutProvince(place, agency))) return { relation: 'own', until: held, left: '' };
  const rank = RANK.exec(place)?.[1];
  if (isKind && rank !== undefined && agency.level !== 'central' && regionOf(agency.nameZh).endsWith(rank)) return { relation: 'relative', until: held, left: '' };
  // Words before a place that is not the agency's belong to no name of its own.
  return FOREIGN;
}

const regionOf = (name: string): string => {
  const kind = kindOf(name);
  return kind ? name.slice(0, -kind.kind.length) : name;
};

/** The region's names, long and short, as the agency's own names have them. */
const regionsOf = (agency: TitleAgency): Set<string> => new Set([agency.nameZh, ...agency.aliases.map((it) => it.name)].filter((it) => kindOf(it)).map(regionOf).filter((it) => it !== ''));

/** 湖北省黄石市 → 黄石市, for an agency of Hubei alone. */
function withoutProvince(place: string, { id, level }: TitleAgency): string {
  if (level !== 'city') return place;
  const above = PROVINCES[id.slice(0, 2)]?.find((it) => place.startsWith(it));
  return above === undefined || place.length - above.length < 2 ? place : place.slice(above.length);
}

const PROVINCE_NAMES = new Set(Object.values(PROVINCES).flat());

const isOrganOrPlace = (piece: string, agency: TitleAgency | null): boolean =>
  ORGAN_OR_PLACE.test(piece) || PROVINCE_NAMES.has(piece) || (agency?.places.includes(piece) ?? false);
