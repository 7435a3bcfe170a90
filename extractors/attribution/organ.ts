/** Reads the printed name of an organ: what kind it is, which place it names, whether that settles who it is. */
import type { Gazetteer, NameEntry } from './gazetteer.ts';
import type { AgencyProfile } from './profile.ts';

export type OrganReading =
  /** A name that one agency of the registry holds. `expired`: not in the year reported. */
  | { type: 'agency'; agency: AgencyProfile; printed: string; expired: boolean; joint: boolean }
  /** An organ with a place or kind that the registry does not hold. */
  | { type: 'outside'; printed: string; level: string | null }
  /** 自治区应急管理厅, 市应急局: the kind of organ without its place. `closed`: every organ so called is in the registry. */
  | { type: 'generic'; printed: string; candidates: AgencyProfile[]; closed: boolean; level: string | null };

/** 应急管理 and its predecessor 安全生产监督管理, up to the word for the kind of organ. */
const EMERGENCY = /(?:应急管理|应急|安全生产监督管理|安全生产监管|安全监管|安监)(?:总局|[部厅局])$/;
const PREDECESSOR = /(?:安全生产监督管理|安全生产监管|安全监管|安监)(?:总局|[厅局])$/;

/** Words for a rank of government that stand where a place name should. */
const RANKS: Record<string, string | null> = {
  '': null,
  省: 'province',
  自治区: 'province',
  市: null,
  州: 'city',
  自治州: 'city',
  盟: 'city',
  地区: 'city',
  县: 'county',
  自治县: 'county',
  区: 'county',
  旗: 'county',
  自治旗: 'county',
};

const ORGAN =
  /(?:政府|办公厅|办公室|政府办|委员会|委|管委会|[厅局部院署办]|中心|总队|支队|大队|公司|集团|医院|学院|大学|学校|街道|镇|乡|协会|联合会|社)$/;
const PLACE = /(?:省|市|自治区|自治州|自治县|[州县区旗盟]|地区|新区|开发区|兵团)$/;
const PRINTABLE = /^[\p{Script=Han}·、()〇]{3,45}$/u;
/** Names that every organ uses for a part of itself. */
const INTERNAL = /^(?:[局厅部委]?机关|[局厅部委]|综合|政策法规)?(?:办公室|办公厅|[科处室])$/;

/** True where a squeezed line could be nothing but the name of an organ or of the place it governs. */
export const isOrganName = (line: string): boolean =>
  PRINTABLE.test(line) && (ORGAN.test(withoutRemark(line)) || PLACE.test(line)) && !INTERNAL.test(line) && !/^[一二三四五六七八九十]+、|年/.test(line);

const withoutRemark = (name: string): string => name.replace(/\([^()]*\)$/, '');

/**
 * Who a squeezed organ name is. `fiscalYear` decides whether a former name still held; null leaves it open.
 * Never maps a county's organ to the one of its city or province, nor another kind of organ to this one.
 */
export function readOrgan(name: string, gazetteer: Gazetteer, fiscalYear: number | null): OrganReading {
  const exact = findAgency(name, gazetteer) ?? findAgency(withoutRemark(name), gazetteer);
  if (exact) return agencyReading(exact, name, fiscalYear, false);
  // 贵州省安全生产监督管理局、贵州煤矿安全监察局: one report of two organs
  const parts = name.split('、');
  if (parts.length > 1) {
    const found = parts.map((part) => findAgency(part, gazetteer)).filter((it) => it !== null);
    if (found.length === 1) return agencyReading(found[0]!, name, fiscalYear, true);
  }
  const bare = withoutRemark(name);
  const kind = EMERGENCY.exec(bare)?.[0];
  const place = kind === undefined ? '' : bare.slice(0, -kind.length).replace(/^[本我]/, '');
  if (kind !== undefined && place in RANKS) return genericReading(name, place, kind, gazetteer, fiscalYear);
  return { type: 'outside', printed: name, level: levelOf(bare, gazetteer) };
}

/** By exact name, or with the name of the region above in front: 贵州省六盘水市应急管理局. */
function findAgency(name: string, gazetteer: Gazetteer): NameEntry | null {
  const entries = gazetteer.names.get(name);
  if (entries) return entries[0]!;
  for (let cut = 2; cut < name.length - 4 && cut <= 11; cut++) {
    const entry = gazetteer.names.get(name.slice(cut))?.[0];
    if (!entry) continue;
    const above = entry.agency.parent === null ? undefined : gazetteer.byId.get(entry.agency.parent);
    const prefix = name.slice(0, cut);
    if (above?.places.includes(prefix)) return entry;
  }
  return null;
}

function agencyReading(entry: NameEntry, printed: string, fiscalYear: number | null, joint: boolean): OrganReading {
  const early = entry.from !== undefined && fiscalYear !== null && fiscalYear < entry.from;
  const late = entry.to !== undefined && fiscalYear !== null && fiscalYear > entry.to;
  return { type: 'agency', agency: entry.agency, printed, expired: early || late, joint };
}

function genericReading(printed: string, rank: string, kind: string, gazetteer: Gazetteer, fiscalYear: number | null): OrganReading {
  const level = RANKS[rank] ?? null;
  const former = PREDECESSOR.test(kind);
  const candidates = [...gazetteer.byId.values()].filter((agency) => {
    if (former && fiscalYear !== null && !agency.aliases.some((it) => PREDECESSOR.test(it.name) && (it.to ?? 9999) >= fiscalYear))
      return false;
    // The kind of organ tells provinces (厅) from municipalities and cities (局); predecessors were all 局.
    if (!former && !agency.nameZh.endsWith(kind.slice(-1))) return false;
    return rank === '' ? agency.level !== 'central' : regionOf(agency).endsWith(rank);
  });
  return { type: 'generic', printed, candidates, closed: level === 'province', level };
}

/** 宁夏回族自治区 of 宁夏回族自治区应急管理厅. */
const regionOf = (agency: AgencyProfile): string => agency.nameZh.replace(EMERGENCY, '');

const MUNICIPALITY = /^(?:北京|天津|上海|重庆)市$/;

/** Level of government as far as the name tells it; 市 may be a prefecture or a county, so only the provinces' cities are known. */
function levelOf(name: string, gazetteer: Gazetteer): string | null {
  const region = /^.*[省州县区旗盟市]/.exec(name)?.[0] ?? '';
  if (/(?:新区|开发区|高新区|示范区|园区)$/.test(region)) return null;
  if (/(?:省|自治区)$/.test(region) || MUNICIPALITY.test(region)) return 'province';
  if (/(?:[州盟]|地区)$/.test(region)) return 'city';
  if (/[县区旗]$/.test(region)) return 'county';
  const city = region.replace(/^.*(?:省|自治区)/, '');
  return gazetteer.places.get(city)?.some((it) => it.level === 'province' && it.places[0] !== city) ? 'city' : null;
}

const GOVERNMENT = /(?:人民政府|政府|政府办|政府办公[厅室])$/;

export const isGovernment = (name: string): boolean => GOVERNMENT.test(name);

const PLACELESS = /^[本我]?(?:省|自治区|市|自治州|州|盟|地区|县|自治县|区|旗|自治旗)[^省市州盟县区旗]+$/;

/** True for a name that tells the rank of its government and not the place: 市人民政府办公室, but not 市中区人民政府. */
export const isPlaceless = (name: string): boolean => PLACELESS.test(name);

/** The place that a government governs: 淮安市 of 淮安市人民政府办公室. */
export const placeOfGovernment = (name: string): string => name.replace(GOVERNMENT, '');

/** True where two printed names are one organ or parts of it: 淮安市人民政府 and 淮安市人民政府办公室. */
export function sameOrgan(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (ORGAN.test(short) && (long.endsWith(short) || long.startsWith(short)));
}
