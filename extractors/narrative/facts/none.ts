/** Statements that there were none: 未收到政府信息公开申请, 未发生行政复议、行政诉讼. Each is a fact with the value 0. */
import { isOfAnotherYear, isOfPartOfYear } from './context.ts';
import type { Sentence } from './prose.ts';

export interface Nothing {
  code: string;
  /** The words that say so, in the squeezed text. */
  start: number;
  end: number;
}

const NEGATION =
  /(?:(?:(?:均|暂|尚|也|亦)?未曾?|从未)(?:收到|接到|接收|受理|收悉|发生|出现|产生|引发|提起|涉及|存在|有|被|因|向|收取|开展|发出)|(?:没有|尚无|(?<=^|[,:;年度月厅局关均亦也])无(?!正当|法|故|效|关|条件|障碍))(?:收到|接到|接收|受理|发生|出现|产生|引发|提起|涉及|存在|收取|被|因|向)?)/g;
const ELSEWHEN = /去年|上一?年(?!度?结转)|往年|历年|以来|20\d\d年(?:之前|以前)/;
const PLANNED = /如|若|拟|将/;

/** Cheap to look for first. */
const NONE_AT_ALL = /[未无]|没有|零败诉/;

/** The negated part: up to the next mark; 、 binds a list. */
const OBJECT_END = /[,;:。!?]/;

const REQUEST = /^(?:过|任何|公民|、|法人|和|或者?|及|其他组织|向|我[局厅委办]|本[机单][关位]|提出|提交|的|书面|关于|有关|相关)*(?:政府信息公开|信息公开|依申请公开|政务公开|申请公开政府信息)(?:政府信息|的)*(?:申请|申请件|申请事项|事项|件|申请表|要求)?(?:和|及|、|或)?/;
/** 法人提出的申请 without those of citizens. */
const SOME_APPLICANTS = /^(?!.*公民).*(?:法人|组织)/;
const REQUEST_ELSE = /(?:申请)[^,]{0,10}(?:逾期|投诉|复议|诉讼|引发|引起|答复|反馈|异议|补正|更正|材料)|(?:更正|补正|撤回)申请|逾期|投诉|举报/;
const FEE = /费/;
/** Another fee than that of information. */
const OTHER_FEE = /事业性收费|收费减免|减免收费/;
/** 未因不依法履行义务被申请复议, 除此之外未发生其他诉讼, 不予公开的3件未引发诉讼: there may have been others. */
const AT_FAULT = /因[^、,;]*?(?:[不未](?:依法|按|履行|作为|规范|及时|到位)|失误|过错|不当|超期|逾期|违法)/;
const OTHERS = /^(?:任何)?(?:其[他它](?!组织)|新[的增])/;
const BUT = /除[^;]*外,?[^,;]{0,8}$|(?:结转|不予公开|无法提供|部分公开|不予处理)的[^;]*$/;
/** Not a review, not a lawsuit of the first instance: 复议机关的通知, 行政诉讼二审案件. */
const NEITHER = { review: /复议(?:机关|决定|意见|建议|后)/, litigation: /二审|再审|上诉|抗诉/ };
/** Losing, or being set right, is another matter than being sued. */
const CHANGED = /纠错|纠正|撤销|变更|违法|责令|不当|超期|逾期/;

/** The statements of one sentence. That there were no reviews at all says that there were none about information. */
export function nothingIn(text: string, { start, end }: Sentence, fiscalYear: number | null): Nothing[] {
  const found: Nothing[] = [];
  const sentence = text.slice(start, end);
  if (!NONE_AT_ALL.test(sentence) || ELSEWHEN.test(sentence)) return found;
  NEGATION.lastIndex = 0;
  for (let match = NEGATION.exec(sentence); match !== null; match = NEGATION.exec(sentence)) {
    const from = match.index + match[0].length;
    const stop = sentence.slice(from).search(OBJECT_END);
    const object = sentence.slice(from, stop < 0 ? sentence.length : from + stop);
    if (PLANNED.test(sentence.slice(Math.max(0, match.index - 6), match.index)) || object.length > 90 || /\d/.test(object)) continue;
    const before = sentence.slice(0, match.index);
    if (isOfPartOfYear(before) || isOfAnotherYear({ sentence: before }, fiscalYear)) continue;
    const said = { start: start + match.index, end: start + from };
    const whole = match[0] + object;
    if (AT_FAULT.test(match[0] + object) || OTHERS.test(object) || BUT.test(before)) continue;
    const denied = remediesIn(/因$|被$|向$|有$|无$/.test(match[0]) ? object : whole);
    if (denied.review) found.push({ code: 'n.review.count', ...said });
    if (denied.litigation) found.push({ code: 'n.litigation.count', ...said });
    if (denied.lost) found.push({ code: 'n.litigation.lost', ...said });
    if (denied.review || denied.litigation || denied.lost || /复议|诉讼/.test(object)) continue;
    if (OTHER_FEE.test(object)) continue;
    if (FEE.test(object) && /收取|向|开展|产生|无|有|发生/.test(match[0]) && /收取|收费|费用|信息处理费/.test(whole) && !/通知/.test(object)) found.push({ code: 'n.fee.amount_collected', ...said });
    else if (/收取/.test(match[0]) && /信息处理费|依申请/.test(sentence)) found.push({ code: 'n.fee.amount_collected', ...said });
    else if (/收到|接到|接收|受理|收悉|发生|有|无|存在/.test(match[0]) && REQUEST.test(object) && !REQUEST_ELSE.test(object) && !SOME_APPLICANTS.test(object)) found.push({ code: 'n.req.received', ...said });
  }
  const lost = /零败诉/.exec(sentence);
  if (lost) found.push({ code: 'n.litigation.lost', start: start + lost.index, end: start + lost.index + 1 });
  return found;
}

interface Denied {
  review: boolean;
  litigation: boolean;
  lost: boolean;
}

/** What a negated list denies: 行政复议、复议败诉案件、行政诉讼案件 denies both kinds, 行政诉讼败诉案件 neither. */
function remediesIn(object: string): Denied {
  const denied: Denied = { review: false, litigation: false, lost: false };
  const items = object.split(/、|和|及|与|或|以及/).filter((it) => it !== '');
  for (const [i, item] of items.entries()) {
    if (item.includes('败诉') && !item.includes('复议')) denied.lost = true;
    if (CHANGED.test(item) || item.includes('败诉')) continue;
    const next = items[i + 1];
    for (const [venue, word] of [['review', '复议'], ['litigation', '诉讼']] as const) {
      if (!item.includes(word) || NEITHER[venue].test(item)) continue;
      // 行政复议、行政诉讼败诉案件: the words behind the last item may belong to the first as well.
      const shared = item.endsWith(word) && next !== undefined && (CHANGED.test(next) || next.includes('败诉')) && !next.includes(word);
      if (!shared) denied[venue] = true;
    }
  }
  return denied;
}
