/** What the checks of prose against tables (N1 to N6) compare, and how their two sides are told, in words of both languages. */
import { indicatorOf } from '../extractors/narrative/facts/indicators/index.ts';

export interface Told {
  zh: string;
  en: string;
}

export interface NarrativeRule {
  /** Name of the check: `N1`, `N2:open`. */
  name: string;
  /** Indicators of the prose that it is about. */
  indicators: readonly string[];
  /** The figure of which the prose speaks at first sight, where other ways of counting can explain another number. */
  plain?: string;
  rule: Told;
  /** Both sides of a difference, `L` and `R` standing for the numbers. */
  sides: Told;
}

const AGAINST_TABLE: Told = { zh: '文字为 L，表格为 R', en: 'the prose says L, the table R' };

/** What table 三 prints for an outcome of which the prose speaks. */
const OUTCOMES: Readonly<Record<string, Told>> = {
  open: { zh: '表三“予以公开”（总计）', en: '“granted” in table 3 (total)' },
  partial: { zh: '表三“部分公开”（总计）', en: '“granted in part” in table 3 (total)' },
  disclosed: { zh: '表三“予以公开”与“部分公开”之和（总计）', en: '“granted” and “granted in part” of table 3 (total), added' },
  denied: { zh: '表三“不予公开”各项之和（总计）', en: 'the rows of “denied” in table 3 (total), added' },
  unable: { zh: '表三“无法提供”各项之和（总计）', en: 'the rows of “cannot be provided” in table 3 (total), added' },
  not_processed: { zh: '表三“不予处理”各项之和（总计）', en: 'the rows of “not processed” in table 3 (total), added' },
  other: { zh: '表三“其他处理”（总计）', en: '“other” in table 3 (total)' },
  answered: { zh: '表三本年度办理结果“总计”（总计）', en: 'the sum of results in table 3 (total)' },
  carry_in: { zh: '表三“上年结转”（总计）', en: '“carried over from last year” in table 3 (total)' },
  carry_out: { zh: '表三“结转下年度继续办理”（总计）', en: '“carried over to next year” in table 3 (total)' },
};
/** Outcomes of which the prose prints a share. */
const SHARED = ['open', 'partial', 'disclosed', 'denied', 'unable', 'not_processed', 'other'];
const CHANNELS = ['online', 'letter', 'in_person', 'fax', 'email'];

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
const named = (code: string): Told => ({ zh: indicatorOf(code).nameZh, en: lower(indicatorOf(code).nameEn) });

function outcome([name, table]: [string, Told]): NarrativeRule {
  const { zh, en } = named(`n.req.${name}`);
  return { name: `N2:${name}`, indicators: [`n.req.${name}`], ...(name === 'answered' && { plain: 't3.result.total@total' }), rule: { zh: `文字所述${zh} = ${table.zh}`, en: `${en}, by the prose = ${table.en}` }, sides: AGAINST_TABLE };
}

function share(name: string): NarrativeRule {
  const { zh, en } = named(`n.req.${name}`);
  return {
    name: `N5:${name}`, indicators: [`n.req.${name}`, 'n.req.received', 'n.req.answered'],
    rule: {
      zh: `文字所印百分比 = 文字所述${zh} ÷ 收到或答复的申请数（文字或表三），四舍五入或截位`,
      en: `percentage printed in the prose = ${en}, by the prose ÷ requests received or answered (prose or table 3), rounded or cut off`,
    },
    sides: { zh: '文字所印为 L%，按所述数字计算为 R%', en: 'the prose prints L %, its own numbers give R %' },
  };
}

const REVIEW: Told = { zh: '文字所述行政复议数 = 表四行政复议总计', en: 'administrative reviews by the prose = their total in table 4' };
const LITIGATION: Told = { zh: '文字所述行政诉讼数 = 表四行政诉讼总计（未经复议直接起诉与复议后起诉之和）', en: 'lawsuits by the prose = their totals in table 4 (direct and after review), added' };

export const NARRATIVE_RULES: readonly NarrativeRule[] = [
  {
    name: 'N1', indicators: ['n.req.received'], plain: 't3.new@total', sides: AGAINST_TABLE,
    rule: { zh: '文字所述收到申请数 = 本年新收政府信息公开申请数量（总计）', en: 'requests received by the prose = new requests (total) of table 3' },
  },
  ...Object.entries(OUTCOMES).map(outcome),
  {
    name: 'N3', indicators: ['n.req.received', ...CHANNELS.map((it) => `n.req.${it}`)],
    rule: { zh: '文字所列各渠道（网络、信函、当面、传真、电子邮件）申请数之和 ≤ 文字所述收到申请数', en: 'requests by channel (online, letter, in person, fax, e-mail) in the prose, added ≤ requests received, by the same sentence' },
    sides: { zh: '文字所列各渠道之和为 L，文字所述收到数为 R', en: 'the channels that the prose names add up to L, it says that R were received' },
  },
  {
    name: 'N4', indicators: ['n.review.count', 'n.litigation.count'], sides: AGAINST_TABLE,
    rule: { zh: '文字称无行政复议、行政诉讼 → 表四总计为 0', en: 'no reconsiderations or lawsuits by the prose → totals of table 4 are 0' },
  },
  { name: 'N4:review', indicators: ['n.review.count'], rule: REVIEW, sides: AGAINST_TABLE },
  { name: 'N4:litigation', indicators: ['n.litigation.count'], rule: LITIGATION, sides: AGAINST_TABLE },
  ...SHARED.map(share),
  {
    name: 'N6', indicators: ['n.fee.administrative', 'n.fee.amount_collected'],
    rule: { zh: '文字所述行政事业性收费金额（元）÷ 10000 = 表二第二十条第（八）项收费金额（万元）', en: 'administrative fees by the prose (yuan) ÷ 10,000 = fees of article 20 (8) in table 2 (10,000 yuan)' },
    sides: { zh: '文字为 L 万元，表格为 R 万元', en: 'the prose says L, the table R (10,000 yuan)' },
  },
];

const BY_NAME = new Map(NARRATIVE_RULES.map((it) => [it.name, it]));

/** The rule of a narrative check; undefined for a name that is none. */
export const narrativeRule = (name: string): NarrativeRule | undefined => BY_NAME.get(name);
