/** What the prose claims about requests received, and about reviews and lawsuits that there were not. */
import type { Section } from '../report.ts';
import { countOf, sentencesWith } from './sentences.ts';

export interface Received {
  count: number;
  /** Squeezed. */
  sentence: string;
  /** Says plainly that this organ received so many; otherwise it can confirm but not contradict. */
  plain: boolean;
}

const COUNT = '(\\d{1,3}(?:,\\d{3})+|\\d+|[一二两三四五六七八九十百千零]+)';
const UNITS = '(?:件次|人次|件|起|项|条|宗|份|例|个|次|封|桩)';
const VERB = '(?<!不予|未|不)(?:收到|接收|接到|受理|收办|新收|收悉)';
/** 共收到有效申请公开件87件 */
const BEFORE = new RegExp(`${VERB}(?:了|到|的)?([^,:()]{0,40}?)(?:共计|共|合计|总计|总数为|数量为|为)?${COUNT}(?![年月日])(余|多|几)?${UNITS}`, 'g');
/** 收到12件政府信息公开申请 */
const AFTER = new RegExp(`${VERB}(?:了|到)?${COUNT}(余|多|几)?${UNITS}([^,:()]{0,16}申请)`, 'g');
/** 政府信息公开申请共收到12件 */
const TURNED = new RegExp(`((?:政府信息|信息公开|依申请公开)[^,:]{0,8}申请)[^,:]{0,6}?(?:共|总共)?${VERB}(?:了)?${COUNT}(余|多|几)?${UNITS}`, 'g');
/** 信息公开申请4件, in a list without its verb. */
const LISTED = new RegExp(`(?:^|[,、:])((?:政府)?信息公开申请|依申请公开(?:申请|事项))${COUNT}(余|多|几)?${UNITS}`, 'g');
/** 未收到政府信息公开申请 */
const NONE = /(?:未|没有|未曾|尚未)(?:收到|接到|受理|收悉|发生)(?:过|任何|公民|、|法人|和|或|及|其他组织|向|我[局厅]|提出|提交|的|书面|关于)*(?:政府信息公开|信息公开|依申请公开(?:政府信息)?)(?:的)?(?:申请|申请件|事项|申请事项)(?![^,]*(?:逾期|投诉|复议|诉讼|引发))/;

/** What is received here must be requests for information, and nothing else. */
const REQUESTS = /公开.*申请|申请.*公开|依申请公开/;
const OTHER_THINGS = /复议|诉讼|许可|举报|投诉|信访|留言|信件|咨询|提案|建议|意见|来电|补正/;
/** A part of the requests: by channel, by outcome, of another year or organ. */
const PART = /网络|网上|在线|信函|书面|当面|邮件|传真|现场|邮寄|平台|系统|其中|超期|转办|自然人|法人|个人|企业|重复|撤/;
const ELSEWHEN = /去年|上年|上一年|往年|历年|以来|结转/;
const APPROXIMATE = /(?:近|约|超过?|逾|大约|将近|不足)$/;
const WIDER = /全[省市县区国州]|系统|各[省市县区级单部]|下属|辖区|下辖/;

/** Numbers of requests that the prose says were received in the year, each with its sentence. */
export function receivedCounts(sections: readonly Section[]): Received[] {
  const claims: Received[] = [];
  const add = (count: number | null, sentence: string, plain: boolean): void => {
    if (count === null || claims.some((it) => it.count === count && it.plain === plain)) return;
    claims.push({ count, sentence, plain });
  };
  for (const sentence of sentencesWith(sections, /收到|接收|接到|受理|收办|新收|收悉|公开申请/g, '申请')) {
    if (NONE.test(sentence)) add(0, sentence, !ELSEWHEN.test(sentence));
    for (const match of sentence.matchAll(BEFORE)) {
      const [, what = '', count = '', approximate] = match;
      const before = sentence.slice(0, match.index);
      judge(aboutRequests(before, what), count, approximate, before, match[0].startsWith('新收'), sentence, add);
    }
    for (const match of sentence.matchAll(AFTER)) judge(match[3]!, match[1]!, match[2], sentence.slice(0, match.index), false, sentence, add);
    for (const match of sentence.matchAll(TURNED)) judge(match[1]!, match[2]!, match[3], sentence.slice(0, match.index), false, sentence, add);
    for (const match of sentence.matchAll(LISTED)) if (match[3] === undefined) add(countOf(match[2]!), sentence, false);
  }
  return claims;
}

const ANYONE = /公民、?(?:法人)?(?:和|或|及|或者|、)?其他组织|公民/g;

/** 收到申请19件 counts where the sentence has said before that it speaks of requests for information. */
function aboutRequests(before: string, what: string): string {
  const bare = /^(?:有效|各类)?(?:的)?申请(?:件|事项)?$/.test(what);
  return bare && /信息公开|依申请公开/.test(before) ? `公开${what}` : what.replace(ANYONE, '');
}

/** 通过网络、信函等方式: all channels together. */
const ANY_CHANNEL = /等(?:多种|各种)?(?:方式|渠道|途径|形式)/;

type Add = (count: number | null, sentence: string, plain: boolean) => void;

function judge(what: string, count: string, approximate: string | undefined, before: string, fresh: boolean, sentence: string, add: Add): void {
  const clause = before.slice(before.lastIndexOf(',') + 1);
  if (!REQUESTS.test(what) || OTHER_THINGS.test(what) || PART.test(what) || approximate !== undefined || APPROXIMATE.test(what)) return;
  if (ELSEWHEN.test(clause) || (!fresh && /其中|网上|网络|信函|书面|当面|邮件|传真/.test(clause.slice(-12)) && !ANY_CHANNEL.test(clause))) return;
  add(countOf(count), sentence, !WIDER.test(clause) && !/累计/.test(clause));
}

export interface NoRemedies {
  review: boolean;
  litigation: boolean;
  sentence: string;
}

const NEGATION =
  /(?:(?:未曾?|从未)(?:收到|接到|发生|出现|产生|引发|提起|涉及|存在|有|被|因)|(?:没有|尚无|(?<=^|[,:年度月厅局关均亦也])无(?!正当|法|故|效|关|条件))(?:收到|接到|发生|出现|产生|引发|提起|涉及|存在|被|因)?)([^,:]{0,60}(?:复议|诉讼)[^,:]{0,24})/;
/** 行政复议、行政诉讼均为0件 */
const NONE_BEHIND = /([^,:]{0,40}(?:复议|诉讼)[^,:\d]{0,10}?)(?:(?:均|都|皆)?(?:未发生|没有发生|未出现|为零)|(?:均|都|数量|总数|数)*(?:为|:)?0(?:件|起|宗|例|次)?(?![\d.]))/;
/** Losing is another matter than being sued. */
const LOST = /败诉|纠错|纠正|撤销|变更|违法|责令|不当|超期|逾期/;

/** The sentence that says there were no reviews, no lawsuits, or neither; null where none says so plainly. */
export function noRemedies(sections: readonly Section[]): NoRemedies | null {
  const claim: NoRemedies = { review: false, litigation: false, sentence: '' };
  for (const sentence of sentencesWith(sections, /复议|诉讼/g)) {
    if (ELSEWHEN.test(sentence)) continue;
    const object = NEGATION.exec(sentence)?.[1] ?? NONE_BEHIND.exec(sentence)?.[1];
    if (object === undefined) continue;
    const venues = venuesOf(object);
    if (!venues.review && !venues.litigation) continue;
    claim.review ||= venues.review;
    claim.litigation ||= venues.litigation;
    claim.sentence = claim.sentence === '' ? sentence : `${claim.sentence}; ${sentence}`;
  }
  return claim.review || claim.litigation ? claim : null;
}

/** Which venues a negated list denies: 行政复议、复议败诉案件、行政诉讼案件 denies both, 行政诉讼败诉案件 denies neither. */
function venuesOf(object: string): { review: boolean; litigation: boolean } {
  const items = object.split(/、|和|及|与|或|以及/).filter((it) => it !== '');
  const denied = { review: false, litigation: false };
  for (const [i, item] of items.entries()) {
    if (LOST.test(item)) continue;
    const next = items[i + 1];
    for (const [venue, word] of [['review', '复议'], ['litigation', '诉讼']] as const) {
      if (!item.includes(word)) continue;
      // 行政复议、行政诉讼败诉案件: the words behind the last item may belong to the first as well.
      const shared = item.endsWith(word) && next !== undefined && LOST.test(next) && !next.includes(word);
      if (!shared) denied[venue] = true;
    }
  }
  return denied;
}
