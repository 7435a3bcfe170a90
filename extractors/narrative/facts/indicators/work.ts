/** Indicators of the work around disclosure: proposals, training, staff, documents, emergencies, enforcement. */
import { ends, words } from '../indicator.ts';
import type { Indicator } from '../indicator.ts';

const PAPERS = '件 份 个 项 部 篇 条';
const OPENNESS = /公开|政务/;
/** People's deputies, political advisers. */
const NPC = words('人大代表(?:的)?(?:意见|议案|建议)', '人大(?:议案|建议|意见)', '代表建议', '代表议案');
const CPPCC = words('政协(?:委员)?(?:的)?(?:提案|议案|建议)', '委员提案');
const NPC_PARTS = '(?:、建议|建议|和建议)*';
const DEEDS = '(?:公开|公布|公示|发布)';
const NORMATIVE = '(?:行政|党内)?规范性文件';
const BY_OTHERS = /以[^,;]{2,24}制发[^;]*$|(?:建议|拟|申请|提请)(?:予以)?(?:废止|宣布失效)[^,;]*$/;

function people(code: string, nameZh: string, nameEn: string, phrase: string, not?: RegExp): Indicator {
  return { code, nameZh, nameEn, unit: '人', counted: '名 人 位', wordings: [{ phrase: ends(phrase), about: OPENNESS, not: not ?? /培训|参加|救援|执法人员|企业/ }] };
}

function decisions(code: string, nameZh: string, nameEn: string, name: string): Indicator {
  return {
    code, nameZh, nameEn, unit: '件', counted: '件 项 条 宗 起 次 个 例',
    wordings: [
      { phrase: ends(`${name}(?:处理)?(?:决定|处理)(?:书)?`), not: /公示|公开[^,;]*$/ },
      { phrase: ends(`(?:作出|做出|办理|办结|实施|下达)(?:了)?(?:各类|的)*${name}(?:案件|事项|业务|措施|案)?`) },
      { phrase: ends(`^${name}(?:案件)?`), about: new RegExp('(?:作出|做出|实施|决定|办理)[^。]*$'), not: /公示|公开[^;]*$/ },
    ],
  };
}

export const WORK_INDICATORS: readonly Indicator[] = [
  {
    code: 'n.proposals.disclosed', nameZh: '公开建议提案办理结果数', nameEn: 'Replies to proposals published', unit: '件', counted: `${PAPERS} 次`,
    wordings: [
      { phrase: ends(`${DEEDS}[^,;]{0,16}(?:${NPC}|${CPPCC}|人大代表|政协委员|建议提案|建议、提案)[^,;]{0,24}(?:结果|情况|答复|复文|回复|内容|全文|提案|建议)`), not: /收集|征集/ },
      { phrase: ends(`(?:${NPC}|${CPPCC}|人大|政协|建议提案)[^;]{0,50}${DEEDS}(?:了)?(?:办理)?(?:结果|情况|答复|复文)?`), not: /收集|征集/ },
      { phrase: ends(`${DEEDS}(?:了)?(?:办理|答复)*(?:答复|结果|情况|复文|内容)`), topic: 'proposal' },
    ],
  },
  {
    code: 'n.proposals.total', nameZh: '人大代表建议和政协提案数', nameEn: "Proposals of people's deputies and political advisers", unit: '件', counted: PAPERS,
    wordings: [
      { phrase: ends(`(?:${NPC}|人大代表|人大)(?:和|与|及|、|以及)(?:省|市|县|区|全国)?(?:${CPPCC}|政协(?:委员)?(?:建议)?提案)`), not: /收集|征集|列席/ },
      { phrase: ends('(?:人大政协|两会)(?:代表委员)?(?:建议提案|建议、提案|提案建议|提案)'), not: /收集|征集/ },
      { phrase: ends('(?:办理|承办|受理|收到)(?:了)?(?:的)?(?:各类)?建议提案') },
    ],
  },
  {
    code: 'n.proposals.npc', nameZh: '人大代表建议数', nameEn: "Proposals of people's deputies", unit: '件', counted: PAPERS,
    wordings: [{ phrase: ends(`${NPC}${NPC_PARTS}`), not: /收集|征集|列席/ }],
  },
  {
    code: 'n.proposals.cppcc', nameZh: '政协提案数', nameEn: 'Proposals of political advisers', unit: '件', counted: PAPERS,
    wordings: [{ phrase: ends(CPPCC), not: /收集|征集|列席/ }],
  },
  {
    code: 'n.train.participants', nameZh: '培训人次', nameEn: 'People trained', unit: '人次', counted: '人次 人 名 余人次 人员',
    wordings: [
      { phrase: ends('(?:参训|受训|轮训|参加培训|接受培训)(?:的)?(?:人员|干部|学员|总)?'), about: OPENNESS, not: /企业|职工|群众|学生/ },
      { phrase: ends('(?<!安全|技能)培训(?:了)?(?:工作人员|人员|干部|学员|骨干|信息员|公务员)?'), about: OPENNESS, not: /企业|职工|群众|学生|从业|安全(?:生产)?培训|技能|救援|演练/ },
      { phrase: ends('(?:人员|干部|工作人员)(?:参加|接受|参与)(?:了)?[^,;]{0,8}培训'), about: OPENNESS, not: /企业|群众|学生|从业/ },
      { phrase: ends('(?:覆盖|惠及)[^,;]{0,12}(?:干部|人员|工作人员)'), topic: 'training', about: OPENNESS },
    ],
  },
  {
    code: 'n.train.courses', nameZh: '培训班次', nameEn: 'Training courses', unit: '次', counted: '次 期 场 班 个 场次 轮 批次 讲',
    wordings: [
      { phrase: ends('(?:政务公开|信息公开|业务|专题|工作|集中|专项|视频|线上|公开|举办|举行|开展|组织|召开|全员|条例)[^,;]{0,12}?培训(?:班|会|讲座|活动|会议|课)?'), about: OPENNESS, not: /安全(?:生产)?培训|技能|企业|从业|演练|救援|职工|参加[^,;]*$/ },
      { phrase: ends('(?:举办|开展|组织)(?:了)?培训(?:班|会)?'), about: OPENNESS, not: /安全(?:生产)?培训|技能|企业|从业|演练|救援|参加[^,;]*$/ },
    ],
  },
  {
    code: 'n.open_days', nameZh: '政府开放日活动次数', nameEn: 'Open days', unit: '次', counted: '次 场 期 个 场次',
    wordings: [{ phrase: ends('(?:开放日|政府活动日|开放周|开放月|公众开放)(?:系列)?(?:主题)?(?:活动)?') }],
  },
  {
    code: 'n.meetings', nameZh: '政府信息公开工作会议次数', nameEn: 'Meetings on disclosure', unit: '次', counted: '次 场 个 场次',
    wordings: [
      { phrase: ends('(?:推进|调度|协调|部署|专题|工作|领导小组|联席|业务|例行|座谈)(?:工作)?(?:会议|会)'), about: /政务公开|信息公开/, not: /常务会|党组|党委会[^专]*$|局务|安委|发布会|培训会|征求|听证|研判会|视频会商|(?:安全生产|应急管理|防汛|防灾减灾)[^,公]{0,8}会议?$|列席|邀请/ },
    ],
  },
  people('n.staff.full_time', '政府信息公开专职人员数', 'Full-time staff', '(?<!专)(?:专职|专门)(?:的)?(?:从事)?(?:负责)?(?:政务公开|政府信息公开|信息公开|工作)*(?:人员|工作人员|信息员|干部)?', /兼职[^,;、]{0,12}$|专兼职|专\(兼\)职|培训|救援|消防|安全员|企业/),
  people('n.staff.part_time', '政府信息公开兼职人员数', 'Part-time staff', '(?<!专|专职、|专\\(|专、)兼职(?:的)?(?:负责)?(?:政务公开|政府信息公开|信息公开|工作)*(?:人员|工作人员|信息员|联络员|干部)?', /专兼职|专\(兼\)职|培训|救援|消防|企业/),
  people('n.staff', '政府信息公开工作人员数', 'Staff for disclosure', '(?:专兼职|专\\(兼\\)职|政务公开|信息公开)(?:政务公开|政府信息公开|信息公开|的|工作|专)*(?:人员|工作人员|信息员|联络员)'),
  {
    code: 'n.budget_wan', nameZh: '政府信息公开经费', nameEn: 'Spending on disclosure', unit: '万元', counted: '元',
    wordings: [{ phrase: ends('(?:投入|安排|落实|支出|列支|使用|保障|拨付)(?:了)?(?:[^,;]{0,12}(?:公开|网站|政务|专项|工作|宣传))?(?:的)?(?:工作|专项|运维|运行|维护|保障)*(?:经费|资金)'), about: OPENNESS, not: /救灾|补助|项目建设|采购|奖励|救助|物资|救援|整改|治理/ }],
  },
  {
    code: 'n.normdoc.repealed', nameZh: '废止规范性文件数', nameEn: 'Normative documents repealed', unit: '件', counted: PAPERS,
    wordings: [
      { phrase: ends(`(?:废止|失效|宣布失效)(?:和失效|、失效|或失效|\\(失效\\)|和宣布失效|或宣布失效)*(?:的)?${NORMATIVE}`), not: BY_OTHERS },
      { phrase: ends('(?:废止|宣布失效)(?:和失效|、失效|或失效|\\(失效\\)|和宣布失效|了)*'), about: /规范性文件[^。]*$/, not: BY_OTHERS },
    ],
  },
  {
    code: 'n.normdoc.in_force', nameZh: '现行有效规范性文件数', nameEn: 'Normative documents in force', unit: '件', counted: PAPERS,
    wordings: [{ phrase: ends(`(?:现行有效|继续有效|保留|现有)(?:的)?${NORMATIVE}`), not: BY_OTHERS }, { phrase: ends('^(?:其余)?(?:现行有效|继续有效)'), about: /规范性文件[^。]*$/, not: BY_OTHERS }],
  },
  {
    code: 'n.normdoc.made', nameZh: '制发规范性文件数', nameEn: 'Normative documents issued', unit: '件', counted: PAPERS,
    wordings: [{ phrase: ends(`(?:制定|制发|出台|印发|新制定|制订|新制作|制作|下发|新增)(?:并?(?:印发|发布|公开|公布)|了|的)*(?:各类)?${NORMATIVE}`), not: /备案|清理|修订[^,;]*$|政府(?:办公[室厅]|办)?名义[^,;]*$/ }],
  },
  {
    code: 'n.docs.issued', nameZh: '印发文件数', nameEn: 'Documents issued', unit: '件', counted: PAPERS,
    wordings: [{ phrase: ends('(?:印发|制发|下发|出台|发文|制定印发)(?:了|的)?(?:各类|正式|行政|政策|政策性)*(?:文件|公文)') }],
  },
  {
    code: 'n.em.warnings', nameZh: '预警信息数', nameEn: 'Warnings issued', unit: '条', counted: '条 期 次 份 个 则 条次',
    wordings: [{ phrase: ends('(?:发布|发送|推送|公开|公布|转发|播发)[^,;]{0,24}(?:预警|警示)(?:预报|提示|提醒|与处置|及处置|和处置|类)*(?:信息|短信)?'), not: /演练|平台建设/ }],
  },
  {
    code: 'n.em.incidents', nameZh: '灾害事故信息数', nameEn: 'Reports of disasters and accidents', unit: '条', counted: '条 期 次 份 个 则',
    wordings: [{ phrase: ends('(?:发布|公开|公布|通报|推送)[^,;]{0,16}(?:灾害|事故|灾情|突发事件)(?:事故|灾害|灾情|救援|处置|应对|救灾|快报)*信息') }],
  },
  {
    code: 'n.em.accident_reports', nameZh: '事故调查报告数', nameEn: 'Accident investigation reports published', unit: '份', counted: '份 篇 起 个 件 次 条',
    wordings: [{ phrase: ends('(?:重特大|重大|较大|一般|生产安全|典型)*(?:事故)?调查(?:评估)?报告'), about: /公开|公布|发布|公示/, not: /未|拟|(?:涉及|申请)[^;]*$/ }],
  },
  {
    code: 'n.em.supervision_notices', nameZh: '挂牌督办通知数', nameEn: 'Supervision notices', unit: '份', counted: '份 起 件 个 次 期',
    wordings: [{ phrase: ends('(?:挂牌)?督办(?:通知|通知书|函|令)') }],
  },
  {
    code: 'n.em.responses_activated', nameZh: '启动应急响应次数', nameEn: 'Emergency responses activated', unit: '次', counted: '次 起 场 个',
    wordings: [{ phrase: ends('启动[^,;]{0,18}响应') }, { phrase: ends('^[^,;]{0,12}应急响应'), about: /启动[^。;]*$/ }],
  },
  {
    code: 'n.em.emergency_plans', nameZh: '应急预案数', nameEn: 'Emergency plans made or published', unit: '件', counted: '件 个 部 项 份 篇 条',
    wordings: [{ phrase: ends('(?:应急)预案'), not: /演练|企业|备案|评审|(?:涉及|申请公开)[^;]*$/ }],
  },
  decisions('n.enforce.licence', '行政许可决定数', 'Licensing decisions', '行政许可'),
  decisions('n.enforce.penalty', '行政处罚决定数', 'Penalty decisions', '行政处罚'),
  decisions('n.enforce.coercion', '行政强制决定数', 'Coercive measures', '行政强制'),
];
