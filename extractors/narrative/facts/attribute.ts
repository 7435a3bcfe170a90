/** Which indicator a number of a paragraph belongs to: by the phrase before and behind it, and what the paragraph has said. */
import { categoryOf, isNewMedia, publishedBy } from './channels.ts';
import { isAside, isOfAnotherYear, type Surroundings } from './context.ts';
import { TOPICS, VERBS, type Indicator, type Topic, type VerbKind, type Wording } from './indicator.ts';
import { INDICATORS, indicatorOf } from './indicators/index.ts';
import type { Quantity } from './numbers.ts';
import type { Passage, Sentence } from './prose.ts';

export interface Attribution {
  codes: readonly string[];
  matcher: string;
  label: string | null;
}

/** Words between what is counted and its number. */
const FILLING = /(?:共计|总计|合计|累计|共有|总共|一共|共|总数量?|总量|总额|数量|(?<![文信案邮])件数|条数|篇数|次数|人数|人次|期数|总数|数|达到|高达|多达|已达|达|均为|分别为|分别|为|是|计|仅|已|即|了|有|:|均|都|全年|本年度|(?<![上下一])年度|年内|今年|今年以来|的|"|第一时间|以上|等)$/;
const LEADING = /^(?:其中|另外|另|以及|及|和|与|并|、|:|\)|还|同时|含|包括|为)+/;
const QUOTED = /"[^"]{1,30}"/g;
const ANY_CHANNEL = /(?:通过|利用|运用|借助|依托|以|在)[^,;]{2,60}?等(?:多种|各种|多个|各|多)?(?:媒体|新闻)?(?:方式|渠道|途径|形式|平台|载体)/g;
const ANYONE = /(?:公民、?(?:法人)?(?:和|或|及|或者|、)?其他组织|公民)(?:提出|提交)?(?:的)?/g;
/** What stands farther off says nothing of the number. */
const LONGEST_PHRASE = 120;
/** Marks between clauses. */
const MARKS = /[,;:。!?(]/;
const PARENTHESIS = /\([^()]*\)/g;
/** Nothing but that it was published. */
const BARE_DEED = /^(?:共|累计|共计|全年|已|均|年度|总共)*(?:(?:主动公开|公开|发布|公布|刊登|推送|更新|召开|举办|举行|开展)+(?:了)?)?$/;

/** A number and what surrounds it, worked out once for all indicators. */
interface Setting extends Surroundings {
  quantity: Quantity;
  /** The phrase with the noun behind the number, then without. */
  phrases: readonly string[];
  /** The clause before, where no number stands in it. */
  earlier: string;
  /** The sentence before the clause. */
  named: string;
  /** The paragraph up to the number, after the line that names its topic. */
  said: string;
  whole: string;
}

/** Attributes the numbers of a sentence, given in order; what cannot be attributed is left out. */
export function attribute(passage: Passage, sentence: Sentence, quantities: readonly Quantity[], fiscalYear: number | null): Map<Quantity, Attribution> {
  const found = new Map<Quantity, Attribution>();
  const distributed = distribute(passage.text, sentence, quantities);
  quantities.forEach((quantity, i) => {
    const setting = settingOf(passage, sentence, quantities, i, distributed.get(quantity));
    if (setting === null) return;
    const attribution = judge(setting, fiscalYear);
    if (attribution) found.set(quantity, attribution);
  });
  return found;
}

function judge(setting: Setting, fiscalYear: number | null): Attribution | null {
  const { any, list } = countedIn(setting.quantity.unit);
  for (const { indicator, wording, at } of setting.phrases.some((it) => any.test(it)) ? list : []) {
    if (!fits(wording, setting)) continue;
    const { zeroOf } = wording;
    if ((zeroOf && setting.quantity.value !== 0) || !isTheYears(indicator, setting, fiscalYear)) return null;
    return { codes: zeroOf ?? [indicator.code], matcher: `${indicator.code}/${at + 1}`, label: null };
  }
  return publication(setting, fiscalYear);
}

const isTheYears = ({ average = false, otherYear = false }: Indicator, setting: Setting, fiscalYear: number | null): boolean =>
  !isAside(setting, average) && (otherYear || !isOfAnotherYear(setting, fiscalYear));

function fits(wording: Wording, setting: Setting): boolean {
  const phrase = setting.phrases.find((it) => wording.phrase.test(it));
  if (phrase === undefined) return false;
  if (wording.not && (wording.not.test(plain(setting.sentence)) || wording.not.test(phrase))) return false;
  if (wording.about && !wording.about.test(setting.said) && !wording.about.test(setting.whole) && !wording.about.test(phrase)) return false;
  if (wording.topic && topicOf(setting.said + (phrase === setting.phrases[0] ? phrase : '')) !== wording.topic) return false;
  return !wording.verb || verbOf(setting) === wording.verb;
}

interface Candidate {
  indicator: Indicator;
  wording: Wording;
  /** Index of the wording. */
  at: number;
}

/** The wordings that can be counted in a unit, in the order in which they are tried, and all their phrases in one pattern: most numbers fit none. */
const candidates = new Map<string, { any: RegExp; list: readonly Candidate[] }>();
function countedIn(unit: string): { any: RegExp; list: readonly Candidate[] } {
  let found = candidates.get(unit);
  if (found === undefined) {
    const name = unit === '' ? '-' : unit;
    const list = INDICATORS.flatMap((indicator) =>
      indicator.wordings.map((wording, at) => ({ indicator, wording, at })).filter(({ wording }) => (wording.counted ?? indicator.counted).split(' ').includes(name)));
    found = { any: list.length === 0 ? /(?!)/ : new RegExp(list.map(({ wording }) => `(?:${wording.phrase.source})`).join('|')), list };
    candidates.set(unit, found);
  }
  return found;
}

const KIND_IN = new Set(['条', '篇', '件', '个', '项', '期', '份', '则', '部', '幅', '宗']);
const PUBLISHED_IN = new Set([...KIND_IN, '次']);

function publication(setting: Setting, fiscalYear: number | null): Attribution | null {
  const { quantity, phrases, earlier, named } = setting;
  if (!PUBLISHED_IN.has(quantity.unit)) return null;
  for (const phrase of phrases) {
    const code = publishedBy(phrase, earlier, named);
    if (code !== null) return isTheYears(indicatorOf(code), setting, fiscalYear) ? { codes: [code], matcher: `${code}/channel`, label: null } : null;
  }
  if (!KIND_IN.has(quantity.unit) || verbOf(setting) !== 'publish') return null;
  const phrase = phrases.find((it) => categoryOf(it) !== null);
  if (phrase === undefined || !isTheYears(indicatorOf('n.pub.category'), setting, fiscalYear)) return null;
  return { codes: ['n.pub.category'], matcher: 'n.pub.category/list', label: categoryOf(phrase) };
}

const alternatives = <T extends string>(list: readonly (readonly [T, string])[]): RegExp => new RegExp(list.map(([, names]) => `(${names})`).join('|'), 'g');
const TOPIC = alternatives(TOPICS);
const VERB = alternatives(VERBS);
const BEGINS_WITH_VERB = new RegExp(`^(?:共|已|全年|累计|并|均)*(?:${VERBS.map(([, names]) => names).join('|')})`);

function lastOf<T extends string>(pattern: RegExp, list: readonly (readonly [T, string])[], text: string): T | null {
  let last: RegExpMatchArray | null = null;
  for (const match of text.matchAll(pattern)) last = match;
  return last === null ? null : list[last.slice(1).findIndex((it) => it !== undefined)]![0];
}

/** Far enough back to find the last topic; further would be another matter. */
const topicOf = (said: string): Topic | null => lastOf(TOPIC, TOPICS, said.slice(-400));

/** The verb of the sentence; of the sentence before where this one goes on listing: 其中，工作动态211条. */
function verbOf({ sentence, named, said, phrases }: Setting): VerbKind | null {
  const own = lastOf(VERB, VERBS, phrases[0]!);
  if (own === 'publish' || BEGINS_WITH_VERB.test(phrases.at(-1)!)) return own;
  // A noun in a list, 双随机检查结果14条: the verb stands before the list.
  const part = named.slice(named.lastIndexOf(';') + 1);
  return lastOf(VERB, VERBS, part) ?? own ?? (/^其中/.test(sentence) ? lastOf(VERB, VERBS, said.slice(-200)) : null);
}

/** What stands around a number; null where words tie it to nothing: 各3件. */
function settingOf({ text, topic }: Passage, { start, end }: Sentence, quantities: readonly Quantity[], i: number, item: string | undefined): Setting | null {
  const quantity = quantities[i]!;
  const previous = quantities[i - 1]?.end ?? start;
  const next = quantities[i + 1]?.start ?? end;
  const mark = lastMark(text, start, quantity.start);
  const from = Math.max(mark, previous, quantity.start - LONGEST_PHRASE);
  let left = phraseOf(text.slice(from, quantity.start));
  const right = item === undefined ? behind(text.slice(quantity.end, next), i + 1 === quantities.length) : '';
  if (item === undefined && (/各$/.test(left) || left.includes('分别'))) return null;
  left = item ?? withoutFilling(left);
  const before = mark > start && from === mark && !/[:;。!?]/.test(text[mark - 1]!) ? text.slice(Math.max(lastMark(text, start, mark - 1), previous), mark - 1) : '';
  const free = from === mark && previous <= lastMark(text, start, mark - 1);
  // 答复内容公开更加全面,共公开45件: what was published stands in the clause before.
  const bare = free && right === '' && BARE_DEED.test(left);
  if (bare) left = `${withoutFilling(phraseOf(before))}${left}`;
  const { said, sentence } = { said: `${topic}:${text.slice(0, quantity.start)}`, sentence: text.slice(start, quantity.start) };
  const phrases: string[] = right === '' ? (bare && left !== '' ? [left, withoutFilling(phraseOf(before))] : [left]) : [left + right, left];
  if (item === undefined && from < quantity.start && text.slice(from, next).includes('"')) phrases.push(...unquoted(text.slice(from, quantity.start), text.slice(quantity.end, next), i + 1 === quantities.length));
  return { quantity, phrases, earlier: free ? phraseOf(before) : '', named: text.slice(start, from), said, whole: text.slice(start, end), sentence, clause: text.slice(mark, quantity.start) };
}

/** Where the clause begins; what stands in parentheses before its end is part of it. */
function lastMark(text: string, start: number, to: number): number {
  let inner = 0;
  let plain = -1;
  for (let i = to - 1; i >= start; i--) {
    if (plain < 0 && MARKS.test(text[i]!)) plain = i + 1;
    if (text[i] === ')') inner++;
    else if (inner > 0 && text[i] === '(') inner--;
    else if (inner === 0 && MARKS.test(text[i]!)) return i + 1;
  }
  return inner === 0 || plain < 0 ? start : plain;
}

/** Without 通过网络、信函等方式 and 公民、法人和其他组织, which leave all channels and everybody in. */
function plain(text: string): string {
  const rest = text.includes('等') ? text.replace(ANY_CHANNEL, (channels) => (isNewMedia(channels) ? '新媒体' : '')) : text;
  return rest.includes('公民') ? rest.replace(ANYONE, '') : rest;
}

function phraseOf(text: string): string {
  const phrase = plain(text.includes('"') ? text.replace(QUOTED, '') : text);
  return (phrase.includes(')') ? phrase.replace(PARENTHESIS, '').replace(/^[^(]*\)/, '') : phrase).replace(LEADING, '');
}

/** A quoted name can be what is counted: 举办"政府开放日"3次. */
function unquoted(before: string, after: string, last: boolean): string[] {
  const left = withoutFilling(phraseOf(before.replaceAll('"', '')));
  const right = behind(after.replaceAll('"', ''), last);
  return right === '' ? [left] : [left + right, left];
}

function withoutFilling(phrase: string): string {
  let text = phrase;
  for (let rest = text.replace(FILLING, ''); rest !== text; rest = text.replace(FILLING, '')) text = rest;
  return text;
}

/** The noun behind a number: 12件政府信息公开申请. */
function behind(text: string, last: boolean): string {
  const stop = text.search(/[,;:。!?()]/);
  // 2起事故下达通知书3份: a noun right before the next number is that number's.
  const piece = stop >= 0 ? text.slice(0, stop) : last ? text : /[、和及与]/.test(text) ? text.replace(/[、和及与].*$/, '') : '';
  return piece.length > 40 ? '' : piece.replace(/^的/, '').replace(QUOTED, '');
}

/** 网站、微博分别发布信息300条、95条: each number with its own item; items that do not match in number leave all without. */
function distribute(text: string, { start }: Sentence, quantities: readonly Quantity[]): Map<Quantity, string> {
  const items = new Map<Quantity, string>();
  quantities.forEach((first, i) => {
    const from = Math.max(lastMark(text, start, first.start), quantities[i - 1]?.end ?? start);
    const clause = text.slice(from, first.start);
    const split = clause.indexOf('分别');
    if (split < 0) return;
    const names = clause.slice(0, split).replace(/^.*(?:通过|利用|运用|在)/, '').split(/、|和|及|与/).filter((it) => it !== '');
    let last = i;
    while (last + 1 < quantities.length && /^(?:、|和|及|与)$/.test(text.slice(quantities[last]!.end, quantities[last + 1]!.start))) last++;
    if (names.length !== last - i + 1 || names.length < 2) return;
    const deed = withoutFilling(clause.slice(split + 2));
    names.forEach((name, k) => items.set(quantities[i + k]!, `${name}${deed}`));
  });
  return items;
}
