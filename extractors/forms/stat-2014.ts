/**
 * 政府信息公开情况统计表, 国办发〔2014〕32号, fiscal years 2014 to 2018: one label and one figure a line.
 * Only its codes and its place in the crosswalk are used so far; documents of this edition are not read yet.
 */
import type { Form, Identity, StatisticSpec } from './form.ts';
import type { Unit } from '../report.ts';

const line = (id: string, unit: Unit, zh: string, en: string, role: StatisticSpec['role'] = 'leaf', labels: string[] = [zh]): StatisticSpec => ({
  id, unit, zh, en, role, labels, type: unit === '万元' ? 'money' : 'count',
});

const STATISTICS: readonly StatisticSpec[] = [
  line('pub.total', '条', '主动公开政府信息数', 'Information published proactively', 'input'),
  line('pub.normdoc', '条', '主动公开规范性文件数', 'Normative documents published proactively'),
  line('pub.normdoc_made', '件', '制发规范性文件总数', 'Normative documents issued'),
  line('pub.by.gazette', '条', '政府公报公开政府信息数', 'Published in the gazette'),
  line('pub.by.website', '条', '政府网站公开政府信息数', 'Published on the website'),
  line('pub.by.weibo', '条', '政务微博公开政府信息数', 'Published on Weibo'),
  line('pub.by.wechat', '条', '政务微信公开政府信息数', 'Published on WeChat'),
  line('pub.by.other', '条', '其他方式公开政府信息数', 'Published by other means'),
  line('resp.hot_topics', '次', '回应公众关注热点或重大舆情数', 'Responses to topics of public concern'),
  line('resp.pressconf', '次', '参加或举办新闻发布会总次数', 'Press conferences held or joined'),
  line('resp.pressconf_head', '次', '主要负责同志参加新闻发布会次数', 'Press conferences joined by the head'),
  line('resp.interview', '次', '政府网站在线访谈次数', 'Online interviews'),
  line('resp.interview_head', '次', '主要负责同志参加政府网站在线访谈次数', 'Online interviews joined by the head'),
  line('resp.interpretations', '篇', '政策解读稿件发布数', 'Policy interpretations published'),
  line('resp.social', '次', '微博微信回应事件数', 'Events answered on Weibo and WeChat'),
  line('resp.other', '次', '其他方式回应事件数', 'Events answered by other means'),
  line('req.received', '件', '收到申请数', 'Requests received', 'sum'),
  line('req.received.in_person', '件', '当面申请数', 'Requests in person'),
  line('req.received.fax', '件', '传真申请数', 'Requests by fax'),
  line('req.received.online', '件', '网络申请数', 'Requests online'),
  line('req.received.letter', '件', '信函申请数', 'Requests by letter'),
  line('req.closed', '件', '申请办结数', 'Requests closed', 'sum'),
  line('req.closed.on_time', '件', '按时办结数', 'Closed on time'),
  line('req.closed.extended', '件', '延期办结数', 'Closed after extension'),
  line('req.answered', '件', '申请答复数', 'Requests answered', 'sum'),
  line('ans.already_public', '件', '属于已主动公开范围数', 'Already public'),
  line('ans.open', '件', '同意公开答复数', 'Disclosed in full'),
  line('ans.partial', '件', '同意部分公开答复数', 'Disclosed in part'),
  line('ans.denied', '件', '不同意公开答复数', 'Denied', 'sum'),
  line('ans.denied.state_secret', '件', '涉及国家秘密', 'Denied: state secret'),
  line('ans.denied.trade_secret', '件', '涉及商业秘密', 'Denied: trade secret'),
  line('ans.denied.privacy', '件', '涉及个人隐私', 'Denied: privacy'),
  line('ans.denied.security_stability', '件', '危及国家安全、公共安全、经济安全和社会稳定', 'Denied: endangers security or stability'),
  line('ans.denied.not_ogi', '件', '不是《条例》所指政府信息', 'Denied: not government information'),
  line('ans.denied.other_law', '件', '法律法规规定的其他情形', 'Denied: other cases in law'),
  line('ans.not_this_organ', '件', '不属于本行政机关公开数', 'Not this organ', 'leaf', ['不属于本行政机关公开数', '非本部门掌握']),
  line('ans.not_exist', '件', '申请信息不存在数', 'Information does not exist'),
  line('ans.correction_notice', '件', '告知作出更改补充数', 'Asked to correct or add'),
  line('ans.other_channel', '件', '告知通过其他途径办理数', 'Referred to another channel'),
  line('review.total', '件', '行政复议数量', 'Reconsiderations', 'sum'),
  line('review.upheld', '件', '维持具体行政行为数', 'Reconsideration: upheld'),
  line('review.corrected', '件', '被依法纠错数', 'Reconsideration: corrected'),
  line('review.other', '件', '其他情形数', 'Reconsideration: other'),
  line('lit.total', '件', '行政诉讼数量', 'Lawsuits', 'sum'),
  line('lit.upheld', '件', '维持具体行政行为或者驳回原告诉讼请求数', 'Lawsuit: upheld or dismissed'),
  line('lit.corrected', '件', '被依法纠错数', 'Lawsuit: corrected'),
  line('lit.other', '件', '其他情形数', 'Lawsuit: other'),
  line('complaints', '件', '举报投诉数量', 'Complaints', 'input'),
  line('fees', '万元', '依申请公开信息收取的费用', 'Fees collected for requests', 'input'),
  line('org.offices', '个', '政府信息公开工作专门机构数', 'Dedicated offices'),
  line('org.reading_points', '个', '设置政府信息公开查阅点数', 'Reading points'),
  line('org.staff', '人', '从事政府信息公开工作人员数', 'Staff', 'sum'),
  line('org.staff.full_time', '人', '专职人员数', 'Staff: full time'),
  line('org.staff.part_time', '人', '兼职人员数', 'Staff: part time'),
  line('org.budget', '万元', '政府信息公开专项经费', 'Dedicated budget', 'input'),
  line('train.meetings', '次', '召开政府信息公开工作会议或专题会议数', 'Meetings'),
  line('train.courses', '次', '举办各类培训班数', 'Training courses'),
  line('train.trainees', '人次', '接受培训人员数', 'Persons trained'),
];

const sum = (id: string, total: string, parts: string[], zh: string, en: string): Identity => ({
  id: `S1:${id}`, rule: 'S1', relation: '=', left: [`t0.${total}`], right: parts.map((p) => `t0.${p}`), descriptionZh: zh, descriptionEn: en,
});

const under = (prefix: string): string[] =>
  STATISTICS.filter((s) => s.id.startsWith(`${prefix}.`) && !s.id.slice(prefix.length + 1).includes('.') && !s.id.endsWith('.total')).map((s) => s.id);

export const stat2014: Form = {
  id: 'stat-2014',
  nameZh: '政府信息公开情况统计表',
  nameEn: 'Statistics table on government information disclosure, 2014',
  source: '国办发〔2014〕32号',
  inForce: [2014, 2018],
  blocks: [],
  requestRows: [],
  requestGroups: [],
  applicants: [],
  venues: [],
  outcomes: [],
  statistics: STATISTICS,
  codes: STATISTICS.map((s) => `t0.${s.id}`),
  identities: [
    sum('received', 'req.received', under('req.received'), '收到申请数 = 各渠道申请数之和', 'received = sum of channels'),
    sum('closed', 'req.closed', under('req.closed'), '申请办结数 = 按时办结 + 延期办结', 'closed = on time + extended'),
    sum('answered', 'req.answered', under('ans'), '申请答复数 = 各类答复数之和', 'answered = sum of answers'),
    sum('denied', 'ans.denied', under('ans.denied'), '不同意公开答复数 = 各类理由之和', 'denied = sum of reasons'),
    sum('review', 'review.total', under('review'), '行政复议数量 = 三类结果之和', 'reconsiderations = sum of outcomes'),
    sum('litigation', 'lit.total', under('lit'), '行政诉讼数量 = 三类结果之和', 'lawsuits = sum of outcomes'),
    sum('staff', 'org.staff', under('org.staff'), '工作人员数 = 专职 + 兼职', 'staff = full time + part time'),
  ],
};
