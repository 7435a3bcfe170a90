/**
 * 政府信息公开情况统计表, 国办发〔2014〕32号, fiscal years 2014 to 2018: one label and one figure a line. Labels stand
 * without numbering, 其中 and parentheses, and without 数 or 数量 at their end, which reports leave out as they please.
 */
import type { Form, Identity, StatisticSpec } from './form.ts';
import type { Unit } from '../report.ts';

const line = (id: string, unit: Unit, zh: string, en: string, role: StatisticSpec['role'] = 'leaf', labels: string[] = [zh]): StatisticSpec => ({
  id, unit, zh, en, role, labels, type: unit === '万元' ? 'money' : 'count',
});

const STATISTICS: readonly StatisticSpec[] = [
  line('pub.total', '条', '主动公开政府信息数', 'Information published proactively', 'input', ['主动公开政府信息数', '主动公开政府信息总数', '主动公开信息数']),
  line('pub.normdoc', '条', '主动公开规范性文件数', 'Normative documents published proactively'),
  line('pub.normdoc_made', '件', '制发规范性文件总数', 'Normative documents issued', 'leaf', ['制发规范性文件总数', '制发规范性文件数']),
  line('pub.by.gazette', '条', '政府公报公开政府信息数', 'Published in the gazette', 'leaf', ['政府公报公开政府信息数', '通过政府公报公开政府信息数']),
  line('pub.by.website', '条', '政府网站公开政府信息数', 'Published on the website', 'leaf', ['政府网站公开政府信息数', '通过政府网站公开政府信息数']),
  line('pub.by.weibo', '条', '政务微博公开政府信息数', 'Published on Weibo', 'leaf', ['政务微博公开政府信息数', '政府微博公开政府信息数', '通过政务微博公开政府信息数']),
  line('pub.by.wechat', '条', '政务微信公开政府信息数', 'Published on WeChat', 'leaf', ['政务微信公开政府信息数', '政府微信公开政府信息数', '通过政务微信公开政府信息数']),
  line('pub.by.other', '条', '其他方式公开政府信息数', 'Published by other means', 'leaf', ['其他方式公开政府信息数', '其它方式公开政府信息数', '通过其他方式公开政府信息数']),
  line('resp.hot_topics', '次', '回应公众关注热点或重大舆情数', 'Responses to topics of public concern', 'leaf', ['回应公众关注热点或重大舆情数', '回应公众关注热点或者重大舆情数', '回应公众关注热点和重大舆情数']),
  line('resp.pressconf', '次', '参加或举办新闻发布会总次数', 'Press conferences held or joined', 'leaf', ['参加或举办新闻发布会总次数', '参加或举办新闻发布会次数', '参加或者举办新闻发布会总次数']),
  line('resp.pressconf_head', '次', '主要负责同志参加新闻发布会次数', 'Press conferences joined by the head', 'leaf', ['主要负责同志参加新闻发布会次数', '主要负责同志参加次数', '主要负责同志参加']),
  line('resp.interview', '次', '政府网站在线访谈次数', 'Online interviews', 'leaf', ['政府网站在线访谈次数', '在线访谈次数']),
  line('resp.interview_head', '次', '主要负责同志参加政府网站在线访谈次数', 'Online interviews joined by the head', 'leaf', ['主要负责同志参加政府网站在线访谈次数', '主要负责同志参加在线访谈次数', '主要负责同志参加次数', '主要负责同志参加']),
  line('resp.interpretations', '篇', '政策解读稿件发布数', 'Policy interpretations published'),
  line('resp.social', '次', '微博微信回应事件数', 'Events answered on Weibo and WeChat', 'leaf', ['微博微信回应事件数', '微博、微信回应事件数', '通过微博微信回应事件数']),
  line('resp.other', '次', '其他方式回应事件数', 'Events answered by other means', 'leaf', ['其他方式回应事件数', '其它方式回应事件数', '通过其他方式回应事件数']),
  line('req.received', '件', '收到申请数', 'Requests received', 'sum', ['收到申请数', '收到政府信息公开申请数', '收到申请总数']),
  line('req.received.in_person', '件', '当面申请数', 'Requests in person', 'leaf', ['当面申请数', '当面提交申请数']),
  line('req.received.fax', '件', '传真申请数', 'Requests by fax', 'leaf', ['传真申请数', '传真提交申请数']),
  line('req.received.online', '件', '网络申请数', 'Requests online', 'leaf', ['网络申请数', '网上申请数', '网络提交申请数']),
  line('req.received.letter', '件', '信函申请数', 'Requests by letter', 'leaf', ['信函申请数', '信函提交申请数']),
  line('req.closed', '件', '申请办结数', 'Requests closed', 'sum'),
  line('req.closed.on_time', '件', '按时办结数', 'Closed on time'),
  line('req.closed.extended', '件', '延期办结数', 'Closed after extension'),
  line('req.answered', '件', '申请答复数', 'Requests answered', 'sum', ['申请答复数', '对申请的答复总数', '对申请答复数']),
  line('ans.already_public', '件', '属于已主动公开范围数', 'Already public'),
  line('ans.open', '件', '同意公开答复数', 'Disclosed in full', 'leaf', ['同意公开答复数', '同意公开数']),
  line('ans.partial', '件', '同意部分公开答复数', 'Disclosed in part', 'leaf', ['同意部分公开答复数', '部分公开答复数', '同意部分公开数']),
  line('ans.denied', '件', '不同意公开答复数', 'Denied', 'sum', ['不同意公开答复数', '不予公开答复数', '不同意公开数']),
  line('ans.denied.state_secret', '件', '涉及国家秘密', 'Denied: state secret', 'leaf', ['涉及国家秘密', '涉及国家秘密的']),
  line('ans.denied.trade_secret', '件', '涉及商业秘密', 'Denied: trade secret', 'leaf', ['涉及商业秘密', '涉及商业秘密的']),
  line('ans.denied.privacy', '件', '涉及个人隐私', 'Denied: privacy', 'leaf', ['涉及个人隐私', '涉及个人隐私的']),
  line('ans.denied.security_stability', '件', '危及国家安全、公共安全、经济安全和社会稳定', 'Denied: endangers security or stability', 'leaf', ['危及国家安全、公共安全、经济安全和社会稳定', '危及国家安全、公共安全、经济安全或社会稳定', '危及国家安全、公共安全、经济安全和社会稳定的']),
  line('ans.denied.not_ogi', '件', '不是《条例》所指政府信息', 'Denied: not government information', 'leaf', ['不是《条例》所指政府信息', '不是《政府信息公开条例》所指政府信息', '不是《条例》所指政府信息的', '非《条例》所指政府信息']),
  line('ans.denied.other_law', '件', '法律法规规定的其他情形', 'Denied: other cases in law', 'leaf', ['法律法规规定的其他情形', '法律法规规定的其他情形的', '法律、法规规定的其他情形']),
  line('ans.not_this_organ', '件', '不属于本行政机关公开数', 'Not this organ', 'leaf', ['不属于本行政机关公开数', '不属于本行政机关公开职责权限范围数', '非本部门掌握', '非本机关掌握']),
  line('ans.not_exist', '件', '申请信息不存在数', 'Information does not exist'),
  line('ans.correction_notice', '件', '告知作出更改补充数', 'Asked to correct or add', 'leaf', ['告知作出更改补充数', '告知作出更改、补充数', '告知做出更改补充数', '告知更改补充数']),
  line('ans.other_channel', '件', '告知通过其他途径办理数', 'Referred to another channel', 'leaf', ['告知通过其他途径办理数', '告知通过其它途径办理数']),
  line('review.total', '件', '行政复议数量', 'Reconsiderations', 'sum', ['行政复议数量', '行政复议总数', '政府信息公开行政复议数', '行政复议件数', '申请行政复议数']),
  line('review.upheld', '件', '维持具体行政行为数', 'Reconsideration: upheld'),
  line('review.corrected', '件', '被依法纠错数', 'Reconsideration: corrected'),
  line('review.other', '件', '其他情形数', 'Reconsideration: other'),
  line('lit.total', '件', '行政诉讼数量', 'Lawsuits', 'sum', ['行政诉讼数量', '行政诉讼总数', '政府信息公开行政诉讼数', '行政诉讼件数', '提起行政诉讼数']),
  line('lit.upheld', '件', '维持具体行政行为或者驳回原告诉讼请求数', 'Lawsuit: upheld or dismissed', 'leaf', ['维持具体行政行为或者驳回原告诉讼请求数', '维持具体行政行为或驳回原告诉讼请求数', '维持具体行政行为数']),
  line('lit.corrected', '件', '被依法纠错数', 'Lawsuit: corrected'),
  line('lit.other', '件', '其他情形数', 'Lawsuit: other'),
  line('complaints', '件', '举报投诉数量', 'Complaints', 'input', ['举报投诉数量', '投诉举报数量', '政府信息公开举报投诉数']),
  line('fees', '万元', '依申请公开信息收取的费用', 'Fees collected for requests', 'input', ['依申请公开信息收取的费用', '依申请公开政府信息收取的费用', '依申请公开信息收取费用']),
  line('org.offices', '个', '政府信息公开工作专门机构数', 'Dedicated offices', 'leaf', ['政府信息公开工作专门机构数', '专门机构数', '设立政府信息公开工作专门机构数']),
  line('org.reading_points', '个', '设置政府信息公开查阅点数', 'Reading points', 'leaf', ['设置政府信息公开查阅点数', '政府信息公开查阅点数', '设置政府信息查阅点数', '查阅点数']),
  line('org.staff', '人', '从事政府信息公开工作人员数', 'Staff', 'sum', ['从事政府信息公开工作人员数', '政府信息公开工作人员数', '工作人员数']),
  line('org.staff.full_time', '人', '专职人员数', 'Staff: full time'),
  line('org.staff.part_time', '人', '兼职人员数', 'Staff: part time'),
  line('org.budget', '万元', '政府信息公开专项经费', 'Dedicated budget', 'input', ['政府信息公开专项经费', '政府信息公开工作专项经费', '专项经费']),
  line('train.meetings', '次', '召开政府信息公开工作会议或专题会议数', 'Meetings', 'leaf', ['召开政府信息公开工作会议或专题会议数', '召开政府信息公开工作会议、专题会议数', '召开政府信息公开工作会议和专题会议数']),
  line('train.courses', '次', '举办各类培训班数', 'Training courses', 'leaf', ['举办各类培训班数', '举办政府信息公开培训班数']),
  line('train.trainees', '人次', '接受培训人员数', 'Persons trained'),
];

/** Lines that only group others. `opens` is the beginning of the ids below it: it tells which of two like-named rows follows. */
export const STATISTIC_HEADINGS: readonly { labels: readonly string[]; opens: string }[] = [
  { opens: 'pub', labels: ['主动公开情况', '主动公开政府信息情况'] },
  { opens: 'pub', labels: ['通过不同渠道和方式公开政府信息的情况', '通过不同渠道和方式公开政府信息情况', '不同渠道和方式公开政府信息的情况'] },
  { opens: 'resp', labels: ['回应解读情况', '解读回应情况'] },
  { opens: 'resp', labels: ['通过不同渠道和方式回应解读的情况', '通过不同渠道和方式回应解读情况'] },
  { opens: 'req', labels: ['依申请公开情况', '依申请公开政府信息情况'] },
  { opens: 'review', labels: ['行政复议情况'] },
  { opens: 'lit', labels: ['行政诉讼情况'] },
  { opens: 'org', labels: ['机构建设和保障经费情况', '机构建设及保障经费情况', '机构建设和经费保障情况'] },
  { opens: 'train', labels: ['政府信息公开会议和培训情况', '会议和培训情况'] },
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
