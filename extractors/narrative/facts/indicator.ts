/** What an indicator of the prose is: names, unit, and the words by which a number is known to be its. */
import type { FactUnit } from '../../report.ts';

/**
 * A wording. Every pattern meets squeezed text: the phrase is what stands between the number before and this one (and behind
 * it, up to the next mark), without quoted names, 通过…等渠道, and words like 共计 in front of the number.
 */
export interface Wording {
  /** Ends where the phrase ends. */
  phrase: RegExp;
  /** Found in what the paragraph, and the short line above it, have said before. */
  about?: RegExp;
  /** Found nowhere in the sentence up to the phrase's end. */
  not?: RegExp;
  /** Found nowhere in the sentence behind the number. */
  notBehind?: RegExp;
  /** The last thing the paragraph has spoken of. */
  topic?: Topic;
  /** What kind of verb governs the number. */
  verb?: VerbKind;
  /** Units, where they are not those of the indicator. */
  counted?: string;
  /** For a zero said of two things at once: 行政复议、行政诉讼均为0件. A number that is not zero is then neither's. */
  zeroOf?: readonly string[];
  /** The number stands in a list without its verb: it can confirm a table, not contradict it. */
  listed?: boolean;
}

export interface Indicator {
  /** `n.` and a name; stable. */
  code: string;
  nameZh: string;
  nameEn: string;
  unit: FactUnit;
  /** Units in which it is counted, as printed, separated by blanks; `-` stands for none printed. */
  counted: string;
  wordings: readonly Wording[];
  /** True where a number of another year is meant: 上年结转. */
  otherYear?: boolean;
  /** True where an average is meant. */
  average?: boolean;
}

/** Things of which the paragraph can have spoken last; 答复, 办结, 不予公开 are said of several. */
export type Topic = 'request' | 'message' | 'proposal' | 'remedy' | 'paper' | 'licence' | 'training' | 'opinion';

export const TOPICS: readonly (readonly [Topic, string])[] = [
  ['request', '申请(?!人|材料)|依申请公开(?!目录|栏)'],
  ['message', '留言|来信|信件|来电|咨询|工单|诉求|举报|投诉|信访(?!举报投诉类)'],
  ['proposal', '提案|代表建议|人大建议|议案'],
  ['remedy', '行政复议|诉讼'],
  ['paper', '公文|文件|规范性'],
  ['licence', '行政许可|行政处罚|行政强制|行政审批'],
  ['training', '培训'],
  ['opinion', '征求意见|征集|意见建议|问卷调查|网上调查|民意调查'],
];

export type VerbKind = 'publish' | 'receive' | 'make' | 'hold' | 'handle' | 'other';

/** The last of these before a number governs it. 公开 is part of many names. */
export const VERBS: readonly (readonly [VerbKind, string])[] = [
  ['receive', '收到|接收|接到|受理|收办|新收|收悉|收集|征集'],
  ['handle', '公开答复|答复|办结|回复|办理|处理|审理|处置|查处|整改'],
  ['publish', '(?<!信息|政务|厂务|申请|村务|等)(?:主动)?公开(?!申请|答复|栏|平台|目录|指南|工作|制度|征求|力度|渠道|条例|服务|透明)|发布(?!会)|公布|更新|推送|刊登|刊发|发表|上传|公示(?!栏)|编发|播发|播报|推出|转发'],
  ['make', '制作|印发|制发|制定|出台|修订|编制|制订|清理|废止|剪辑|编辑|编印|下发|起草|整理|梳理'],
  ['hold', '举办|召开|组织|开展|举行|参加|邀请|培训'],
  ['other', '接入|配备|投入|设置|建立|建设|开设|检查|细化|涵盖|涉及|报送|出动|排查|达成|免费'],
];

/** A number's marks in words, one pattern per kind. */
export const words = (...alternatives: string[]): string => `(?:${alternatives.join('|')})`;
export const ends = (pattern: string): RegExp => new RegExp(`${pattern}$`);

/** The last match of a global pattern; one after the other, since `matchAll` makes a copy of the pattern each time. */
export function lastMatch(pattern: RegExp, text: string): RegExpExecArray | null {
  let last: RegExpExecArray | null = null;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) last = match;
  return last;
}

/** Which of a pattern's alternatives, a group each, has matched; counted from 0. */
export const alternativeOf = (match: RegExpExecArray): number => match.findIndex((it, group) => group > 0 && it !== undefined) - 1;
