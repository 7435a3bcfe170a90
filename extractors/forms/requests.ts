/**
 * Table 三 (收到和处理政府信息公开申请情况): rows and columns that the 2019 and 2021 editions share.
 * Source: 国办公开办函〔2019〕60号 and 〔2021〕30号; variants after real reports.
 */
import type { ColumnSpec, RequestGroupSpec, RequestRowSpec } from './form.ts';

type Role = RequestRowSpec['role'];

const row = (
  id: string,
  role: Role,
  group: string | null,
  zh: string,
  en: string,
  article: string | null,
  labels: string[],
): RequestRowSpec => ({ id, role, group, zh, en, article, labels });

/** Labels carry no numbering: `（一）`, `1.` and the like are stripped before matching. */
export const NEW = row('new', 'input', null, '一、本年新收政府信息公开申请数量', 'New requests received this year', '27-29', [
  '本年新收政府信息公开申请数量', '本年度新收政府信息公开申请数量', '本年新收政府信息公开申请', '本年新收申请数量',
  '本年新收政府信息公开申请数', '本年新收政府信息公开申请总数',
]);

export const CARRY_IN = row('carry_in', 'input', null, '二、上年结转政府信息公开申请数量', 'Carried in from previous year', null, [
  '上年结转政府信息公开申请数量', '上年度结转政府信息公开申请数量', '上一年结转政府信息公开申请数量', '上年结转政府信息公开申请',
  '上年结转申请数量', '上年结转政府信息公开申请数',
]);

export const CARRY_OUT = row('carry_out', 'input', null, '四、结转下年度继续办理', 'Carried out to next year', null, [
  '结转下年度继续办理', '结转下年继续办理', '结转下一年度继续办理', '结转下一年继续办理', '结转下年度继续办理数量',
]);

export const RESULT_TOTAL = row('result.total', 'sum', null, '三（七）总计', 'Total dispositions', null, ['总计', '合计', '办理结果总计']);

/** 其他处理 as one row: the 2019 edition's own row, and what a 2021 report prints when it collapses the three sub-rows. */
export const OTHER = row('result.other', 'leaf', null, '三（六）其他处理', 'Other handling', null, ['其他处理']);

export const LEAVES_COMMON: readonly RequestRowSpec[] = [
  row('result.open', 'leaf', null, '三（一）予以公开', 'Disclosed in full', '36(1)(2)', ['予以公开']),
  row('result.partial', 'leaf', null, '三（二）部分公开（区分处理的，只计这一情形，不计其他情形）', 'Disclosed in part', '37', [
    '部分公开(区分处理的,只计这一情形,不计其他情形)', '部分公开',
  ]),
  row('result.denied.state_secret', 'leaf', 'denied', '三（三）不予公开 1.属于国家秘密', 'Denied: state secret', '14', ['属于国家秘密']),
  row('result.denied.law_prohibits', 'leaf', 'denied', '三（三）不予公开 2.其他法律行政法规禁止公开', 'Denied: other law or regulation prohibits', '14', [
    '其他法律行政法规禁止公开', '其他法律、行政法规禁止公开', '其他法律法规禁止公开',
  ]),
  row('result.denied.security_stability', 'leaf', 'denied', '三（三）不予公开 3.危及“三安全一稳定”', 'Denied: endangers national, public or economic security or social stability', '14', [
    '危及"三安全一稳定"', '危及三安全一稳定',
  ]),
  row('result.denied.third_party', 'leaf', 'denied', '三（三）不予公开 4.保护第三方合法权益', 'Denied: lawful interests of a third party', '15', [
    '保护第三方合法权益', '保护第三方的合法权益',
  ]),
  row('result.denied.internal_affairs', 'leaf', 'denied', '三（三）不予公开 5.属于三类内部事务信息', 'Denied: three kinds of internal-affairs information', '16¶1', [
    '属于三类内部事务信息', '三类内部事务信息', '属于三类内部管理事务信息',
  ]),
  row('result.denied.deliberative', 'leaf', 'denied', '三（三）不予公开 6.属于四类过程性信息', 'Denied: four kinds of deliberative information', '16¶2', [
    '属于四类过程性信息', '四类过程性信息',
  ]),
  row('result.denied.enforcement_file', 'leaf', 'denied', '三（三）不予公开 7.属于行政执法案卷', 'Denied: enforcement case file', '16¶2', [
    '属于行政执法案卷', '属于行政执法案卷信息',
  ]),
  row('result.denied.admin_query', 'leaf', 'denied', '三（三）不予公开 8.属于行政查询事项', 'Denied: belongs to a statutory look-up service', '36(7)', [
    '属于行政查询事项', '属于行政查询事项信息',
  ]),
  row('result.unable.not_held', 'leaf', 'unable', '三（四）无法提供 1.本机关不掌握相关政府信息', 'Unable: information not held', '36(4)(5)', [
    '本机关不掌握相关政府信息', '本行政机关不掌握相关政府信息', '本机关不掌握相关信息',
  ]),
  row('result.unable.needs_creation', 'leaf', 'unable', '三（四）无法提供 2.没有现成信息需要另行制作', 'Unable: would have to be created', '38', [
    '没有现成信息需要另行制作', '没有现成信息,需要另行制作', '没有现成信息需另行制作',
  ]),
  row('result.unable.unclear', 'leaf', 'unable', '三（四）无法提供 3.补正后申请内容仍不明确', 'Unable: still unclear after correction', '30', [
    '补正后申请内容仍不明确', '补正后申请内容不明确',
  ]),
  row('result.not_processed.petition', 'leaf', 'not_processed', '三（五）不予处理 1.信访举报投诉类申请', 'Not processed: petition or complaint in disguise', '39¶1', [
    '信访举报投诉类申请', '信访、举报、投诉类申请', '信访举报投诉类',
  ]),
  row('result.not_processed.duplicate', 'leaf', 'not_processed', '三（五）不予处理 2.重复申请', 'Not processed: duplicate request', '36(6)', ['重复申请']),
  row('result.not_processed.publication', 'leaf', 'not_processed', '三（五）不予处理 3.要求提供公开出版物', 'Not processed: asks for a public publication', '39¶2', [
    '要求提供公开出版物', '要求提供公开的出版物',
  ]),
  row('result.not_processed.excessive', 'leaf', 'not_processed', '三（五）不予处理 4.无正当理由大量反复申请', 'Not processed: excessive repeated requests without reason', '35', [
    '无正当理由大量反复申请', '无正当理由,大量反复申请',
  ]),
  row('result.not_processed.reconfirm', 'leaf', 'not_processed', '三（五）不予处理 5.要求行政机关确认或重新出具已获取信息', 'Not processed: asks to confirm or re-issue information already obtained', null, [
    '要求行政机关确认或重新出具已获取信息', '要求行政机关确认或者重新出具已获取信息', '要求行政机关确认或重新出具已获取的信息',
  ]),
];

/** The three sub-rows of 其他处理 in the 2021 edition. */
export const OTHER_2021: readonly RequestRowSpec[] = [
  row('result.other.uncorrected', 'leaf', 'other', '三（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', 'Other: applicant failed to correct in time', '30', [
    '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', '申请人无正当理由逾期不补正,行政机关不再处理其政府信息公开申请',
    '申请人无正当理由逾期不补正', '申请人逾期不补正',
  ]),
  row('result.other.fee_unpaid', 'leaf', 'other', '三（六）其他处理 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', 'Other: fee notice not paid in time', '42', [
    '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    '申请人逾期未按收费通知要求缴纳费用,行政机关不再处理其政府信息公开申请',
    '申请人逾期未按收费通知要求缴纳费用', '申请人逾期未缴费', '申请人逾期不缴费',
  ]),
  row('result.other.misc', 'leaf', 'other', '三（六）其他处理 3.其他', 'Other: other', null, ['其他']),
];

/** Parent rows without figures of their own. */
export const GROUPS: readonly RequestGroupSpec[] = [
  { id: 'results', labels: ['本年度办理结果', '本年办理结果', '办理结果'], zh: '三、本年度办理结果', en: 'Dispositions this year' },
  { id: 'denied', labels: ['不予公开'], zh: '（三）不予公开', en: 'Denied' },
  { id: 'unable', labels: ['无法提供'], zh: '（四）无法提供', en: 'Unable to provide' },
  { id: 'not_processed', labels: ['不予处理'], zh: '（五）不予处理', en: 'Not processed' },
];

export const GROUP_OTHER: RequestGroupSpec = { id: 'other', labels: ['其他处理'], zh: '（六）其他处理', en: 'Other handling' };

export const APPLICANTS: readonly ColumnSpec[] = [
  { id: 'natural_person', labels: ['自然人'], zh: '自然人', en: 'Natural person' },
  { id: 'org.commercial', labels: ['商业企业'], zh: '商业企业', en: 'Commercial enterprise' },
  { id: 'org.research', labels: ['科研机构'], zh: '科研机构', en: 'Research institution' },
  { id: 'org.public_interest', labels: ['社会公益组织', '社会公益机构'], zh: '社会公益组织', en: 'Public-interest organisation' },
  { id: 'org.legal_service', labels: ['法律服务机构', '法律服务组织'], zh: '法律服务机构', en: 'Legal-service organisation' },
  { id: 'org.other', labels: ['其他', '其它'], zh: '其他', en: 'Other organisation' },
  { id: 'total', labels: ['总计', '合计'], zh: '总计', en: 'Total' },
];

/** Header cells of table 三 that span the columns of several applicants or none. */
export const APPLICANT_HEADERS = {
  /** Over the five organisation columns. */
  organisations: ['法人或其他组织', '法人和其他组织', '法人或者其他组织', '法人及其他组织'],
  /** Over all seven. */
  all: ['申请人情况'],
  /** The top-left cell prints identity I1. */
  corner: ['本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和'],
} as const;
