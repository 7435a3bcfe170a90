/** What a number's surroundings say of it: another year's, a comparison, a plan, an average; whose it is, and since when. */
import type { FactPeriod, FactScope } from '../../report.ts';
import { lastMatch } from './indicator.ts';

/** 比去年增加13项, 同比增长12.5, 多发布60条 */
const COMPARISON = /(?:^[多少](?:公开|发布|收到|受理|办理|举办|召开|更新|推送)|(?:比|较|同比|环比|相比)[^,;]*(?:增|减|升|降|回落|多|少|提高)|(?:增长|减少|下降|上升|提高|增幅|降幅|提升)(?:了|至|到)?)[^,;]{0,3}$/;
const AVERAGE = /(?:日均|月均|人均|平均|每[日月天周季期次人篇件条个家份]|单篇|最高|最多)[^,;]*$/;
const PLANNED =
  /(?:拟(?=[公开出举组修制发召推编])|计划(?=[再在于开组举新公发召制])|力争|争取|预计|下一步|明年(?!.{0,3}办理)|今后|将(?=(?:进一步|继续|再|开展|组织|举办|制定|新增|发布|安排|召开|适时|定期)))/;
const TARGET = /(?:不少于|不低于|不超过|不得少于|不得超过|至少|最多|不高于|达标|要求|规定|(?:相同|同一)[^,;]*[计算])$/;
/** Organs of other tasks than those of the reports that are read, as the subject of a clause: 县气象局发布, 市公安局收到. */
const OTHER_ORGAN =
  /^(?![^,;]*(?:应急|安监|安全监管|[我本][局厅委部]|联合|会同))[^,;]{0,10}?(?:气象|水利|水务|自然资源|规划|公安|民政|住建|建设|交通(?:运输)?|教育|卫生健康|卫健|市场监管|生态环境|环保|林业|林草|农业农村|财政|发展改革|发改|司法|统计|税务|文旅|旅游|商务|审计|国资|信访|能源|医保|工信|信息化|城管|行政审批)(?:监督)?(?:管理)?[局厅委部](?:共|累计|已|及时|先后|组织|全年)*(?:发布|召开|举[办行]|印发|收到|受理|出台|公[布开]|答复|办理|制[发定]|推送|启动)/;
const NAMED_YEAR = /((?:19|20)\d\d)年(?:度)?|去年|上一年度?|上年度?|往年|(今年|本年)/g;
/** Less than the year or more than it, and what speaks of it again. */
const PART_OR_WHOLE = /((?<!每)[上下]半年|(?<!每)[一二三四1-4]季度|(?<!\d)(?:[1-9]|1[0-2])月?[-—–~至](?:[1-9]|1[0-2])月(?!\d)份?|截[至止]到?(?:20\d\d年)?(?:[1-9]|1[01])月|(?<![^,;。])(?:20\d\d年)?(?:[1-9]|1[0-2])月份?(?![\d底末至到起以—–~-])|(?<!报告|统计|年度)期间|近[两二三四五几\d]+年|(?<!\d)[两二三四五几\d]年来|十[二三四五]五"?以来|(?<from>20\d\d)年(?:\d+月)?[-—–~至到](?!\k<from>)20\d\d年)|全年|年度|年内|今年|本年|20\d\d年(?!第?[一二三四1-4上下])/g;
const WHOLE_YEAR = /^1月?[-—–~至]12月/;
const SINCE = /历年|(?:(?:19|20)\d\d年|开通|成立|建[站网]|上线|运行|实施|施行|改革|开办|设立|创办|组建)[^,;。]{0,12}(?:以来|起)/g;
/** 自2022年1月1日起至2022年12月31日 */
const ONE_TERM = /((?:19|20)\d\d)年[^,;。]{0,12}起,?至\1年/;
/** 自2016年以来累计5000条，2022年812条: back to one year. */
const ONE_YEAR = /(?<!截至|截止|至|到)(?:20\d\d年(?![底末\d])|今年|本年)/;

export interface Surroundings {
  /** The sentence up to the number. */
  sentence: string;
  /** Its last part, after the mark before the number. */
  clause: string;
}

/** Whether the number is none of the report's own: compared, averaged, planned or demanded, or another organ's. */
export const isAside = ({ sentence, clause }: Surroundings, average: boolean): boolean =>
  COMPARISON.test(clause) || TARGET.test(clause) || (!average && AVERAGE.test(clause)) || OTHER_ORGAN.test(clause) || PLANNED.test(sentence) || isOfPartOfYear(sentence);

/** 上半年收到3件, 1-6月公开120条, 防汛期间发布36条: the sentence speaks last of less than the year; 近三年收到46件: of more. */
export function isOfPartOfYear(sentence: string): boolean {
  const part = lastMatch(PART_OR_WHOLE, sentence)?.[1];
  return part !== undefined && !WHOLE_YEAR.test(part);
}

/** Whether the sentence speaks last of another year than the report's; `2016年开通以来` speaks of all years since. */
export function isOfAnotherYear({ sentence }: Pick<Surroundings, 'sentence'>, fiscalYear: number | null): boolean {
  const text = withoutTitles(sentence);
  const last = lastMatch(NAMED_YEAR, text);
  if (last === null || last[2] !== undefined) return false;
  const behind = text.slice(last.index + last[0].length);
  if (/^[^,;]{0,12}(?:以来|起|至)/.test(behind) || /^(?:结转|底开通)/.test(behind)) return false;
  const compared = /(?:比|较|与|于)$/.test(text.slice(0, last.index));
  if (last[1] === undefined) return !/^度?结转/.test(behind) && !compared;
  // 比2021年增加6件,其中: the comparison ends with its clause.
  if (compared && /[,;。]/.test(behind)) return false;
  return fiscalYear !== null && Number(last[1]) !== fiscalYear;
}

const withoutTitles = (text: string): string => (text.includes('《') ? text.replace(/《[^》]*》?/g, '') : text);

/** Everything up to now, in place of this year: 历年累计, 自2016年以来. */
export function periodOf({ sentence }: Surroundings): FactPeriod {
  const since = lastMatch(SINCE, sentence);
  if (since === null || /(?:今年|本年|年初)以来/.test(sentence) || ONE_TERM.test(sentence)) return 'year';
  return ONE_YEAR.test(sentence.slice(since.index + since[0].length)) ? 'year' : 'cumulative';
}

const WHOLE = /^(?:(?:截至|截止)[^,;]{0,12}?)?(?:(?:\d{4}年(?:度)?(?:以来|底|末)?|今年(?:以来)?|本年度?|一年来|全年|年内|累计|目前|当前|截至目前|我[省市县区州])*)?(?:在?全[省市县区州盟旗国](?!性|面|覆盖)|全系统|系统内|各级|各[县市区](?:级|区)?|县级(?:应急|安监|各?部门|单位)|区县|县区|[县市区]\([市县区、]+\)|[省市县区]直各?(?:部门|单位|机关)|[省市县区]、?[市县区乡、]{1,4}[两二三四]级|[省市县]本级(?:及|和|与)|(?:应急(?:管理)?|安监|安全监管)系统|[^,;]*(?:指导|督促|督导)(?:各|[县区])|各(?:部门|单位|乡镇|街道|地)|全[省市县区州盟旗国][^,;]{0,8}系统)/;
const BELOW = /(?:^|[,;])(?![^,;]{0,8}?(?:联合|会同|协同|配合|协助|[对向与]))[^,;]{0,8}?(?:(?:下|所|直|局|厅|部|委)属(?:[\d一二两三四五六七八九十]+[个家])?(?:各|事业|单位|机构|部门)|(?:消防救援|森林消防|地震|矿山安全监察|煤矿安全监察|粮食和物资储备)(?:局|总队|支队|大队|队伍))/;
/** 我局及下属单位 */
const TOGETHER = /(?:[局厅委办]|机关|本级)(?:及|和|与|、)(?:其|各)?(?:下|所|直|局|厅|部|委)属/;
const OWN = /我[局厅委办部省市县区]|本[局厅委机部单]关?|[市省县区]局|厅机关|局机关/;

/** Where none of these stands, nobody else is spoken of. */
const OTHERS = /[全各属]|系统|县级|[两二三四]级|本级|[省市县区]直|指导|督[促导]|区县|县区|[县市区]\(|消防|地震|监察|储备/;

/** Whose number it is: the last organ named in the sentence before it. */
export function scopeOf({ sentence }: Surroundings): FactScope {
  let scope: FactScope = 'own';
  if (!OTHERS.test(sentence)) return scope;
  for (const clause of sentence.split(/[,;:]/)) {
    if (BELOW.test(clause)) scope = TOGETHER.test(clause) ? 'system' : 'subordinate';
    else if (WHOLE.test(clause)) scope = 'system';
    else if (OWN.test(clause)) scope = 'own';
  }
  return scope;
}
