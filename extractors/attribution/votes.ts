/** Collects every vote for who the agency is. Deciding among them is `agency.ts`'s. */
import { isGrid } from '../document.ts';
import type { Document, Place } from '../document.ts';
import { foldRadicals } from '../formats/pdf/fold.ts';
import { foldWidth, squeeze } from '../normalise.ts';
import { loneDay } from './dates.ts';
import { domainOf } from './gazetteer.ts';
import type { Gazetteer, Word } from './gazetteer.ts';
import type { Line, Surroundings } from './head.ts';
import { isGovernment, isOrganName, placeOfGovernment, readOrgan } from './organ.ts';
import type { OrganReading } from './organ.ts';
import type { AgencyProfile, SourceHints } from './profile.ts';
import type { Title } from './title.ts';

/**
 * What each kind weighs. All of a contact block together (contact, area code, postcode, place) stays below the title:
 * template reuse leaves another organ's contact behind more often than another organ's title.
 */
export const WEIGHTS = {
  title: 10,
  other_title: 4,
  publisher: 6,
  signature: 6,
  site_name: 4,
  site_owner: 4,
  author: 4,
  host: 5,
  shared_host: 2,
  printed_host: 4,
  printed_shared_host: 1,
  domain: 2,
  contact: 3,
  alias: 1,
  place_name: 1,
  area_code: 2,
  postcode: 2,
  address: 2,
  county: 2,
  file_name: 2,
} as const;
export type VoteKind = keyof typeof WEIGHTS;

export interface Vote {
  kind: VoteKind;
  text: string;
  /** The agency it speaks for; null where the words name an organ outside the registry, or none in particular. */
  agency: AgencyProfile | null;
  /** How an organ was named; absent for places, hosts and numbers. */
  reading?: OrganReading;
  weight: number;
  place?: Place | undefined;
}

export interface VoteSources {
  document: Document;
  titles: readonly Title[];
  around: Surroundings;
  source: SourceHints;
  gazetteer: Gazetteer;
  fiscalYear: number | null;
}

export function collectVotes(from: VoteSources): Vote[] {
  const named = (kind: VoteKind, text: string, place?: Place): Vote => {
    const reading = readOrgan(text, from.gazetteer, from.fiscalYear);
    const agency = reading.type === 'agency' && !reading.expired ? reading.agency : null;
    return { kind, text, agency, reading, weight: WEIGHTS[kind], place };
  };
  return [
    ...from.titles.flatMap((it, index) => (it.organ === null ? [] : [named(index === 0 ? 'title' : 'other_title', it.organ, it.place)])),
    ...publishers(from, named),
    ...siteOwners(from, named),
    ...signatures(from.around).map((line) => named('signature', line.text, line.place)),
    ...sentences(from.around, from.titles).map(({ kind, text, place }) => named(kind, text, place)),
    ...sourceVotes(from.source, from.gazetteer),
    ...bodyVotes(from),
    ...addresses(from.around),
    ...(namesItsPlace(from) ? [] : countyWords(from.document)),
  ];
}

/** Where the title names its place, nobody asks how the text speaks of its government. */
const namesItsPlace = ({ titles, gazetteer, fiscalYear }: VoteSources): boolean => {
  const organ = titles[0]?.organ ?? null;
  return organ !== null && readOrgan(organ, gazetteer, fiscalYear).type !== 'generic';
};

type Named = (kind: VoteKind, text: string, place?: Place) => Vote;

const PUBLISHER_META = /^(?:contentsource|publisher|author|source|fbjg|organ)$/i;
const PUBLISHER_LABEL = /机构|单位|机关|部门|主体|来源/;

/** ContentSource, 发布机构 and the like; the site's name says less, since it may be the government's. */
function publishers({ document, around }: VoteSources, named: Named): Vote[] {
  const votes: Vote[] = [];
  for (const [name, value] of Object.entries(document.meta)) {
    const text = squeeze(value);
    if (!isOrganName(text)) continue;
    if (PUBLISHER_META.test(name)) votes.push(named('publisher', text));
    else if (/^sitename$/i.test(name)) votes.push(named('site_name', text));
  }
  // 2020年政府信息公开年度报告-宁夏回族自治区应急管理厅
  for (const part of (document.title ?? '').split(/[_|]|-+|—+/).slice(1)) {
    const text = squeeze(part);
    if (isOrganName(text)) votes.push(named('site_name', text));
  }
  for (const { label, value, place } of around.labelled)
    if (PUBLISHER_LABEL.test(label) && isOrganName(value)) votes.push(named('publisher', value, place));
  return votes;
}

const OWNER_META = /^(?:主办|主办单位|版权所有)$/;
/** What runs on behind the name in a footer: 主办：某市应急管理局承办：…, 版权所有：某局备案号…. */
const BEHIND_OWNER = /(?:主办|承办|协办|维护|版权|备案|地址|电话|网站|ICP)\S*$/i;

/**
 * Whose site the page stands on, by its footer (主办单位). An organ's own site speaks for that organ; a government's carries the
 * reports of its departments, and tells no more than its portal's address does.
 */
function siteOwners({ document, gazetteer }: VoteSources, named: Named): Vote[] {
  const votes: Vote[] = [];
  for (const [name, value] of Object.entries(document.meta)) {
    if (!OWNER_META.test(name)) continue;
    const text = squeeze(value).replace(BEHIND_OWNER, '');
    if (!isOrganName(text) || votes.some((it) => it.text === text)) continue;
    if (!isGovernment(text)) votes.push(named('site_owner', text));
    else for (const agency of gazetteer.places.get(placeOfGovernment(text)) ?? []) votes.push({ kind: 'shared_host', text, agency, weight: WEIGHTS.shared_host });
  }
  return votes;
}

/** An organ's name alone on the line above a date: at the end, or under the announcement before the report. */
function signatures({ head, tail }: Surroundings): Line[] {
  return [head, tail].flatMap((lines) =>
    lines.filter((line, i) => isOrganName(line.text) && line.text.length <= 25 && loneDay(lines[i + 1]?.text ?? '') !== null),
  );
}

const NAME = '([\\p{Script=Han}·]{3,24}?(?:人民政府办公[厅室]|政府办公[厅室]|[厅局部]|委员会|人民政府))';
/** 请与聊城应急管理局办公室联系 */
const CONTACT = new RegExp(`(?:请?[与向致]|联系单位:|联系机构:|(?:承办|受理|编制)(?:单位|机构|部门):)${NAME}(?:办公室|[\\p{Script=Han}]{0,8}[处科室])?(?:联系|咨询|反映|查询|[(,;。]|$)`, 'u');
/** 本报告由淮安市人民政府办公室根据…编制 */
const AUTHOR = new RegExp(`(?:报告|年报)(?:是|系)?由${NAME}(?:办公室|[\\p{Script=Han}]{0,8}[处科室])?(?:根据|按照|依据|编制|负责|发布|,)`, 'u');
/** 现公布2020年聊城市应急管理局政府信息公开工作年度报告 */
const OWN_REPORT = new RegExp(`(?:公布|发布|编制|现将|形成|《)(?:的|了)?(?:20\\d\\d年度?)?${NAME}(?:20\\d\\d年度?)?(?:政府|政务)?信息公开(?:工作)?(?:20\\d\\d年度?|年度)?(?:工作)?(?:情况)?(?:的)?(?:报告|年报)`, 'u');

/** Organs that introduction or closing lines name as author, or as whom to ask. */
function sentences({ head, tail }: Surroundings, titles: readonly Title[]): { kind: VoteKind; text: string; place: Place }[] {
  const printed = new Set(titles.map((it) => it.text));
  // An introduction broken over lines is read as one.
  const votes: { kind: VoteKind; text: string; place: Place }[] = [];
  for (const lines of [head.filter((it) => !printed.has(it.text)), tail]) {
    const text = lines.map((it) => it.text).join('');
    if (text.length > 6000) continue;
    for (const [kind, pattern] of [['author', AUTHOR], ['author', OWN_REPORT], ['contact', CONTACT]] as const) {
      const name = pattern.exec(text)?.[1];
      if (name === undefined || votes.some((it) => it.kind === kind && it.text === name)) continue;
      votes.push({ kind, text: name, place: (lines.find((it) => it.text.includes(name.slice(0, 3))) ?? lines[0]!).place });
    }
  }
  return votes;
}

/** The address the document came from, and its file name. */
function sourceVotes(source: SourceHints, gazetteer: Gazetteer): Vote[] {
  const votes: Vote[] = [];
  const host = /^https?:\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(source.url ?? '')?.[1]?.toLowerCase();
  if (host !== undefined) votes.push(...hostVotes(host, gazetteer, 'host', 'shared_host', undefined));
  if (source.name !== undefined)
    gazetteer.scan(source.name, (word) => {
      for (const { agency } of word.names) votes.push({ kind: 'file_name', text: word.text, agency, weight: WEIGHTS.file_name });
    });
  return votes;
}

function hostVotes(host: string, gazetteer: Gazetteer, own: VoteKind, shared: VoteKind, place: Place | undefined): Vote[] {
  const known = gazetteer.hosts.get(host);
  if (known)
    return known.map((it) => {
      const kind = it.shared ? shared : own;
      return { kind, text: host, agency: it.agency, weight: WEIGHTS[kind], place };
    });
  const agencies = gazetteer.domains.get(host) ?? gazetteer.domains.get(domainOf(host)) ?? [];
  return agencies.map((agency) => ({ kind: 'domain', text: host, agency, weight: WEIGHTS.domain, place }));
}

/** A street is no place: 北京东路, 中山东一路; nor is a river's bank or a station. */
const STREET = /^\s*[东西南北中]?[一二三四五六]?(?:路|街|大道|大街|巷|桥|岸|站|段|侧)/;
/** A cheap test, since most paragraphs hold none of them. */
const HAS_NUMBERS = /\.(?:cn|com|net|org)|\d{6}/i;
const NUMBERS =
  /(?<![a-z0-9-])((?:[a-z0-9-]{1,63}\.){1,6}(?:cn|com|net|org))(?![a-z0-9.-])|(?<!\d)(0\d{2,3})[-－—–)）\s]{1,3}\d{7,8}(?!\d)|邮\s*(?:政\s*)?编\s*码?\s*[:：]?\s*(\d{6})(?!\d)/gi;

/** One walk over the text: names and places of the registry, hosts, area codes, postcodes. */
function bodyVotes({ document, gazetteer, fiscalYear }: VoteSources): Vote[] {
  const words = new Map<Word, { count: number; place: Place }>();
  const numbers = new Map<string, Vote[]>();
  for (const block of document.blocks) {
    if (isGrid(block)) continue;
    const { place } = block;
    const text = foldRadicals(block.text);
    gazetteer.scan(text, (word, start, end) => {
      if (isMisleading(word, text, start, end)) return;
      const seen = words.get(word);
      if (seen) seen.count++;
      else words.set(word, { count: 1, place });
    });
    const folded = foldWidth(text);
    if (!HAS_NUMBERS.test(folded)) continue;
    for (const [printed, host, areaCode, postcode] of folded.matchAll(NUMBERS)) {
      if (numbers.has(printed)) continue;
      numbers.set(printed, numberVotes(gazetteer, place, host?.toLowerCase(), areaCode, postcode));
    }
  }
  const votes = [...numbers.values()].flat();
  for (const [word, { count, place }] of words) {
    for (const entry of word.names) {
      if (entry.to !== undefined && fiscalYear !== null && fiscalYear > entry.to) continue;
      votes.push({ kind: 'alias', text: word.text, agency: entry.agency, weight: WEIGHTS.alias + (count >= 3 ? 1 : 0), place });
    }
    for (const agency of word.places)
      votes.push({ kind: 'place_name', text: word.text, agency, weight: WEIGHTS.place_name + (count >= 3 ? 1 : 0), place });
  }
  return votes;
}

function isMisleading(word: Word, text: string, start: number, end: number): boolean {
  // 应急管理部门 is any such organ, not the ministry.
  if (word.names.length > 0) return word.text.endsWith('部') && text.charAt(end) === '门';
  if (STREET.test(text.slice(end, end + 8))) return true;
  // 黄河南岸, 中山东路: the word begins inside another.
  return /[黄淮长渭]$/.test(text.slice(Math.max(0, start - 1), start)) && /^[河江]/.test(word.text);
}

function numberVotes(
  gazetteer: Gazetteer,
  place: Place,
  host: string | undefined,
  areaCode: string | undefined,
  postcode: string | undefined,
): Vote[] {
  const vote = (kind: VoteKind, text: string) => (agency: AgencyProfile) => ({ kind, text, agency, weight: WEIGHTS[kind], place });
  if (host !== undefined) return hostVotes(host, gazetteer, 'printed_host', 'printed_shared_host', place);
  if (areaCode !== undefined) return (gazetteer.areaCodes.get(areaCode) ?? []).map(vote('area_code', areaCode));
  return postcode === undefined ? [] : gazetteer.byPostcode(postcode).map(vote('postcode', postcode));
}

/** The city or county in which the organ says it sits: it rules out others, whatever else speaks for them. */
function addresses({ head, tail }: Surroundings): Vote[] {
  return [...head, ...tail].flatMap((line) => {
    const address = /(?:地址|地点)[:：]?([^,;。()]{3,30})/.exec(line.text)?.[1];
    const text = address === undefined ? undefined : /^(?:[\p{Script=Han}]{2,7}(?:省|自治区))?([\p{Script=Han}]{2,5}?[市县旗])/u.exec(address)?.[1];
    return text === undefined ? [] : [{ kind: 'address' as const, text, agency: null, weight: WEIGHTS.address, place: line.place }];
  });
}

const COUNTY = /我[县区旗]|全县|(?<!自治)[县区旗](?:委|政府|应急)/g;
const CITY = /我市|全市|市委|市政府|市应急/g;

/** Words by which a county's organ speaks of its own government. */
function countyWords(document: Document): Vote[] {
  let county = 0;
  let city = 0;
  let first: { text: string; place: Place } | undefined;
  for (const block of document.blocks) {
    if (isGrid(block)) continue;
    const found = block.text.match(COUNTY);
    if (found) first ??= { text: found[0], place: block.place };
    county += found?.length ?? 0;
    city += block.text.match(CITY)?.length ?? 0;
  }
  return first && county >= 2 && county > city ? [{ kind: 'county', text: first.text, agency: null, weight: WEIGHTS.county, place: first.place }] : [];
}
