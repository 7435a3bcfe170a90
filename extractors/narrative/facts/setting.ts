/** What stands around a number: the phrase before and behind it, its clause, its sentence, and what the paragraph has said. */
import { isChannel, isNewMedia } from './channels.ts';
import type { Surroundings } from './context.ts';
import { canEndIn, endingsOf } from './endings.ts';
import type { Quantity } from './numbers.ts';
import type { Passage, Sentence } from './prose.ts';

/** Words between what is counted and its number. */
const FILLING = /(?:共计|总计|合计|累计|共有|总共|一共|共|总数量?|总量|总额|数量|(?<![文信案邮])件数|条数|篇数|次数|人数|人次|期数|总数|数|达到|高达|多达|已达|达|均为|分别为|分别|为|是|计|仅|已|即|了|有|:|均|都|全年|本年度|(?<![上下一])年度|年内|今年|今年以来|的|"|第一时间|以上|等)$/;
const FILLING_ENDINGS = endingsOf(FILLING);
/** More than the longest of them and the sign before it. */
const FILLING_REACH = 6;
const LEADING = /^(?:其中|另外|另|以及|及|和|与|并|、|:|\)|还|同时|含|包括|为)+/;
const QUOTED = /"[^"]{1,30}"/g;
const ANY_CHANNEL = /(?:通过|利用|运用|借助|依托|以|在)[^,;]{2,60}?等(?:多种|各种|多个|各|多)?(?:媒体|新闻)?(?:方式|渠道|途径|形式|平台|载体)/g;
const ANYONE = /(?:公民、?(?:法人)?(?:和|或|及|或者|、)?其他组织|公民)(?:提出|提交)?(?:的)?/g;
/** What stands farther off says nothing of the number. */
const LONGEST_PHRASE = 120;
const FULL_OR_PART_TIME = /专\(兼\)职/g;
const PARENTHESIS = /\([^()]*\)/g;
/** Nothing but that it was published. */
const BARE_DEED = /^(?:共|累计|共计|全年|已|均|年度|总共)*(?:(?:主动公开|公开|发布|公布|刊登|推送|更新|召开|举办|举行|开展)+(?:了)?)?$/;

/** Worked out once for all wordings; what few of them ask for, when first asked for. */
export class Setting implements Surroundings {
  readonly quantity: Quantity;
  /** The phrase with the noun behind the number, then without. */
  readonly phrases: readonly string[];
  /** The clause before, where no number stands in it. */
  readonly earlier: string;
  /** The sentence before the clause. */
  readonly named: string;
  readonly sentence: string;
  readonly clause: string;
  readonly whole: string;
  readonly #passage: Passage;
  #said: string | undefined;
  #plain: string | undefined;

  constructor(passage: Passage, whole: string, quantity: Quantity, parts: Pick<Setting, 'phrases' | 'earlier' | 'named' | 'sentence' | 'clause'>) {
    this.#passage = passage;
    this.whole = whole;
    this.quantity = quantity;
    ({ phrases: this.phrases, earlier: this.earlier, named: this.named, sentence: this.sentence, clause: this.clause } = parts);
  }

  /** The paragraph up to the number, after the line that names its topic. */
  get said(): string {
    return (this.#said ??= `${this.#passage.topic}:${this.#passage.text.slice(0, this.quantity.start)}`);
  }

  /** The sentence up to the number, without what leaves all channels and everybody in. */
  get plain(): string {
    return (this.#plain ??= plain(this.sentence));
  }
}

/** The settings of a sentence's numbers; null for one that words tie to nothing: 各3件. */
export function settingsOf(passage: Passage, sentence: Sentence, quantities: readonly Quantity[]): (Setting | null)[] {
  const whole = passage.text.slice(sentence.start, sentence.end);
  const distributed = whole.includes('分别') ? distribute(passage.text, sentence, quantities) : undefined;
  return quantities.map((quantity, i) => settingOf(passage, sentence, whole, quantities, i, distributed?.get(quantity)));
}

function settingOf(passage: Passage, { start, end }: Sentence, whole: string, quantities: readonly Quantity[], i: number, item: string | undefined): Setting | null {
  const { text } = passage;
  const quantity = quantities[i]!;
  const previous = quantities[i - 1]?.end ?? start;
  const next = quantities[i + 1]?.start ?? end;
  const mark = lastMark(text, start, quantity.start);
  const from = Math.max(mark, previous, quantity.start - LONGEST_PHRASE);
  const printed = text.slice(from, quantity.start);
  let left = phraseOf(printed);
  const right = item === undefined ? behind(text.slice(quantity.end, next), i + 1 === quantities.length) : '';
  if (item === undefined && (left.endsWith('各') || left.includes('分别'))) return null;
  left = item ?? withoutFilling(left);
  const markBefore = lastMark(text, start, mark - 1);
  const before = mark > start && from === mark && !/[:;。!?]/.test(text[mark - 1]!) ? phraseOf(text.slice(Math.max(markBefore, previous), mark - 1)) : '';
  const free = from === mark && previous <= markBefore;
  // 答复内容公开更加全面,共公开45件: what was published stands in the clause before.
  const bare = free && right === '' && BARE_DEED.test(left);
  if (bare) left = `${withoutFilling(before)}${left}`;
  const phrases: string[] = right === '' ? (bare && left !== '' ? [left, withoutFilling(before)] : [left]) : [left + right, left];
  if (item === undefined && from < quantity.start && text.slice(from, next).includes('"')) phrases.push(...unquoted(printed, text.slice(quantity.end, next), i + 1 === quantities.length));
  return new Setting(passage, whole, quantity, {
    phrases, earlier: free && !before.includes('%') ? before : '', named: text.slice(start, from), sentence: text.slice(start, quantity.start), clause: text.slice(mark, quantity.start),
  });
}

/** ,;:。!?( stand between clauses. */
function isMark(sign: number): boolean {
  switch (sign) {
    case 0x2c: case 0x3b: case 0x3a: case 0x3002: case 0x21: case 0x3f: case 0x28: return true;
    default: return false;
  }
}

/** Where the clause begins; what stands in parentheses before its end is part of it. */
function lastMark(text: string, start: number, to: number): number {
  let inner = 0;
  let plain = -1;
  for (let i = to - 1; i >= start; i--) {
    const sign = text.charCodeAt(i);
    if (sign === 0x29) inner++;
    else if (isMark(sign)) {
      if (plain < 0) plain = i + 1;
      if (inner === 0) return i + 1;
      if (sign === 0x28) inner--;
    }
  }
  return inner === 0 || plain < 0 ? start : plain;
}

/** Without 通过网络、信函等方式 and 公民、法人和其他组织, which leave all channels and everybody in. */
function plain(text: string): string {
  const rest = text.includes('等') ? text.replace(ANY_CHANNEL, (channels) => (isNewMedia(channels) ? '新媒体' : '')) : text;
  return rest.includes('公民') ? rest.replace(ANYONE, '') : rest;
}

function phraseOf(text: string): string {
  const phrase = plain(text.includes('"') ? text.replace(QUOTED, (name) => (isChannel(name.slice(1, -1)) ? name.slice(1, -1) : '')) : text).replace(FULL_OR_PART_TIME, '专兼职');
  return (phrase.includes(')') ? phrase.replace(PARENTHESIS, '').replace(/^[^(]*\)/, '') : phrase).replace(LEADING, '');
}

/** A quoted name can be what is counted: 举办"政府开放日"3次. */
function unquoted(before: string, after: string, last: boolean): string[] {
  const left = withoutFilling(phraseOf(before.replaceAll('"', '')));
  const right = behind(after.replaceAll('"', ''), last);
  return right === '' ? [left] : [left + right, left];
}

function withoutFilling(phrase: string): string {
  let rest = phrase;
  while (canEndIn(rest, FILLING_ENDINGS)) {
    const found = FILLING.exec(rest.slice(-FILLING_REACH));
    if (found === null) break;
    rest = rest.slice(0, -found[0].length);
  }
  return rest;
}

const STOPS = ',;:。!?()';

/** The noun behind a number: 12件政府信息公开申请. */
function behind(text: string, last: boolean): string {
  if (text === '' || STOPS.includes(text[0]!)) return '';
  const stop = text.search(/[,;:。!?()]/);
  // 2起事故下达通知书3份: a noun right before the next number is that number's.
  const piece = stop >= 0 ? text.slice(0, stop) : last ? text : /[、和及与]/.test(text) ? text.replace(/[、和及与].*$/, '') : '';
  if (piece.length > 40) return '';
  const noun = piece.startsWith('的') ? piece.slice(1) : piece;
  return noun.includes('"') ? noun.replace(QUOTED, '') : noun;
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
