/** Indicators of requests, what became of them, reviews and lawsuits, and fees. */
import { ends, words } from '../indicator.ts';
import type { Indicator, Wording } from '../indicator.ts';

const CASES = '件 起 项 条 宗 份 例 个 次 封 件次 人次 -';
/** Requests for information under all their names; 申请 alone where the paragraph has said of what. */
const REQUEST = words('(?:政府信息公开|信息公开|依申请公开|政务公开|政府信息|公开)*(?:的)?申请(?:公开)?(?:政府信息)?(?:的)?(?:事项|案件|件|表|书|信息)?', '依申请公开(?:政府信息)?(?:事项|信息|件)?');
const RECEIVED = words('收到', '接收', '接到', '受理', '收办', '新收', '收悉', '收受');
const ABOUT = /信息公开|依申请|申请公开|公开[^,;。]{0,12}申请/;
/** Not all requests, or something else. */
const PART_OR_OTHER = /(?:网络|网上|在线|信函|书面|当面|邮件|传真|现场|邮寄|邮政|自然人|法人|个人|企业|重复|撤|超期|转办|复议|诉讼|许可|举报|投诉|信访|留言|信件|咨询|提案|建议|意见|来电|补正|不予|未|逾期|要求|代拟|代为|协助|会同|配合|直接)[^,;]*$/;
/** 关于某事故调查报告的申请, 同一申请人提出的申请 */
const OF_ONE_MATTER = /(?:(?:关于|有关|涉及)(?!政府信息公开|信息公开|政务公开)|同一|律师)[^,;]*$/;
const TAIL = '(?:的|情形|类|范围|决定|答复|处理|申请|事项|政府信息|信息|件|数)*';

/** 印发公文80件，其中主动公开50件，不予公开10件: what may be published of papers, not of requests. */
const OF_PAPERS = /(?:公文|文件)[^;。]*主动公开/;

/** 不予公开和无法提供共7件 counts both; 予以公开（含部分公开）11件 too. */
const ALONE = '(?<!(?:公开|提供|处理)(?:的|情形|类)?(?:及|和|与|或|、|以及)[^,;]{0,12})';
const WITH_ANOTHER = /公开\([^()]*部分公开/;
/** Words that leave some of an outcome out: 因不掌握无法提供5件, 网上申请中予以公开3件; but 因不掌握等原因 names examples. */
const OF_SOME = words('(?<!原)因', '由于', '属于', '涉及', '掌握', '不存在', '不明确', '秘密', '隐私', '第三方', '重复', '信访', '举报', '网[上络]', '信函', '邮寄', '当面', '自然人', '法人', '企业', '公民');

function outcome(code: string, nameZh: string, nameEn: string, phrase: string, ...besides: Pick<Wording, 'about'>[]): Indicator {
  const wording = { topic: 'request' as const, not: new RegExp(`${OF_PAPERS.source}|${WITH_ANOTHER.source}[^,;]*$`) };
  return {
    code, nameZh, nameEn, unit: '件', counted: CASES,
    wordings: [
      ...besides.map((it) => ({ ...wording, ...it, phrase: ends(`${ALONE}${phrase}${TAIL}`), listed: true })),
      { ...wording, phrase: ends(`${OF_SOME}(?![^,;]*等)[^,;]*${ALONE}${phrase}${TAIL}`), listed: true },
      { ...wording, phrase: ends(`${ALONE}${phrase}${TAIL}`) },
    ],
  };
}

/** 已主动公开3件, 同意公开5件: the table counts both as open. */
const KNOWN_ALREADY = /(?:属于|已|经)主动公开[^。]*\d|告知[^,;。]*(?:获取|查询)/;

function channel(code: string, nameZh: string, nameEn: string, ...names: string[]): Indicator {
  const by = '(?:形式|方式|渠道|途径|平台|系统|窗口|提交|提出|收到|受理|接收|接到|递交|进行|公开|政府信息|信息|依|的|申请|事项|件)*';
  return { code, nameZh, nameEn, unit: '件', counted: CASES, wordings: [{ phrase: ends(`(?<![、和及与或/])${words(...names)}${by}`), topic: 'request', about: ABOUT }] };
}

/** Everybody's requests: 收到公民、法人和其他组织提出的申请. */
const FROM_ANYONE = '(?:了|到|的|有效|各类|公众|群众|社会|申请人|公民|法人|其他组织|、|和|或者?|及|提出|提交|递交|书面)*';
/** 政策法规处收到5件, 依申请公开系统受理11件: perhaps not all. */
const AT_ONE_PLACE = new RegExp(`(?:系统|平台|网站|渠道|办公室|[处科]|支队|大队|中心|窗口)(?:共|累计|总|一|全年|计)*${RECEIVED}[^,;]*$`);
/** 各类申请56件，其中政府信息公开申请9件 */
const OF_ALL_KINDS = /^[^。;]*?其中,?(?:涉及)?(?:政府信息公开|信息公开|依申请公开)(?:类|方面)?(?:的)?(?:申请)?[^,;、。]{0,4}\d/;
const received: readonly Wording[] = [
  { phrase: ends(`${RECEIVED}[^,;]{0,24}?有效[^,;]{0,8}?${REQUEST}`), about: ABOUT, not: PART_OR_OTHER, listed: true },
  { phrase: ends(`${RECEIVED}${FROM_ANYONE}${REQUEST}`), about: ABOUT, notBehind: OF_ALL_KINDS, not: new RegExp(`${PART_OR_OTHER.source}|${AT_ONE_PLACE.source}|${OF_ONE_MATTER.source}`) },
  { phrase: ends(`${RECEIVED}[^,;]{0,40}?${REQUEST}`), about: ABOUT, notBehind: OF_ALL_KINDS, not: new RegExp(`${PART_OR_OTHER.source}|${OF_ONE_MATTER.source}`), listed: true },
  { phrase: ends(`${RECEIVED}(?:了|到)?`), topic: 'request', about: ABOUT, notBehind: OF_ALL_KINDS, not: new RegExp(`${PART_OR_OTHER.source}|${RECEIVED}[^,;。]*${RECEIVED}[^,;。]*$|${RECEIVED}[^;。]*[件起项][^;。]*${RECEIVED}$`) },
  { phrase: ends('(?:^|[^信])(?:政府信息公开|依申请公开|信息公开)申请(?:事项|件|总量|量)?'), not: new RegExp(`(?:答复|办结|办理|处理|回复|结转|复议|网络|网上|信函|当面|邮件|传真|不予|部分|无法|撤|转[办来交])[^,;]*$|对$|${OF_ONE_MATTER.source}`), listed: true },
  { phrase: ends('^依申请公开(?:申请|事项)'), listed: true },
];

const REMEDY_ABOUT = /信息公开|依申请|政务公开/;
/** 复议案件9件，其中涉及信息公开2件: the number is of all matters. */
const OF_ALL_MATTERS = /^[^。;]*?(?:其中[^。;]*?(?:信息|政务)公开|与(?:政府)?信息公开[^,;。]{0,6}无关|不涉及(?:政府)?信息公开)/;
const NOT_OURS = /(?:审理|承办|代理|出庭|应诉|新发生|新增)[^,;]*$|败诉[^,;]*$/;

const ANSWERED = ends(`(?:答复|办结|办理|办复|处理)(?:完毕|完成|办结|答复|了|的)*(?:${REQUEST}|事项)?`);
const NOT_ANSWERED =
  /(?:留言|提案|建议|信访|咨询|诉求|许可|举报|投诉|工单|信件|复议|诉讼|不予|其他|未|逾期|超期|延期|继续|部门|非|其余|剩余|转[交由办]|代拟|代为|协助|会同|配合)[^,;]*$|其中[^,;]*(?:公开|提供)[^;]*$/;

export const REQUEST_INDICATORS: readonly Indicator[] = [
  outcome('n.req.disclosed', '予以公开和部分公开的申请数', 'Requests granted in full or in part', '公开(?:及|和|与|或|、|以及)(?:予以|同意)?部分公开'),
  outcome('n.req.partial', '部分公开的申请数', 'Requests granted in part', '(?<!公开(?:及|和|与|或|、|以及)(?:予以|同意)?)部分公开'),
  outcome('n.req.denied', '不予公开的申请数', 'Requests denied', '不(?:予|同意)公开'),
  outcome('n.req.open', '予以公开的申请数', 'Requests granted', '(?<!不)(?:予以|同意|准予|给予)(?:全部)?公开', { about: KNOWN_ALREADY }),
  outcome('n.req.unable', '无法提供的申请数', 'Requests for information not held', '(?:无法|不能)提供'),
  outcome('n.req.not_processed', '不予处理的申请数', 'Requests not processed', '不予(?:受理)?处理'),
  outcome('n.req.other', '其他处理的申请数', 'Requests handled otherwise', '(?<!、|和|及|与)其[他它](?:方式|情形|情况)?处理'),
  {
    code: 'n.req.carry_in', nameZh: '上年结转的申请数', nameEn: 'Requests carried over from the year before', unit: '件', counted: CASES, otherYear: true,
    wordings: [{ phrase: ends(`(?:上年度?|上一年度?|去年|往年|20\\d\\d年度?)结转(?:来|而来|下来|至今年|至本年度?)?(?:的)?(?:${REQUEST})?(?:办理)?`), about: /申请/ }],
  },
  {
    code: 'n.req.carry_out', nameZh: '结转下年的申请数', nameEn: 'Requests carried over to the next year', unit: '件', counted: CASES, otherYear: true,
    wordings: [{ phrase: ends(`(?:结转|顺延|转|延期)(?:到|至|入|于)?(?:下年度?|下一年度?|次年|明年|20\\d\\d年度?)(?:继续|办理|答复|处理|的)*(?:${REQUEST})?`), about: /申请/ }],
  },
  channel('n.req.online', '网络申请数', 'Requests made online', '网络', '网上', '在线', '互联网', '信息网络', '网站', '线上', '网页'),
  channel('n.req.letter', '信函申请数', 'Requests made by letter', '信函', '邮寄', '书信', '挂号信', '邮政', '书面', '特快专递', '信件'),
  channel('n.req.in_person', '当面申请数', 'Requests made in person', '当面', '现场', '窗口', '上门', '来人', '到场', '来访'),
  channel('n.req.fax', '传真申请数', 'Requests made by fax', '传真'),
  channel('n.req.email', '电子邮件申请数', 'Requests made by e-mail', '电子邮件', '电子邮箱', '邮件', '邮箱'),
  {
    code: 'n.req.received', nameZh: '收到政府信息公开申请数', nameEn: 'Requests received', unit: '件', counted: CASES, wordings: received,
  },
  {
    code: 'n.req.answered', nameZh: '答复政府信息公开申请数', nameEn: 'Requests answered', unit: '件', counted: CASES,
    wordings: [
      { phrase: ANSWERED, topic: 'request', about: /撤[回销]|当场|实际办理|实际答复/, not: NOT_ANSWERED, listed: true },
      { phrase: ANSWERED, topic: 'request', about: ABOUT, not: NOT_ANSWERED },
    ],
  },
  {
    code: 'n.litigation.lost', nameZh: '行政诉讼败诉数', nameEn: 'Lawsuits lost', unit: '件', counted: CASES,
    wordings: [{ phrase: ends('(?<!复议)败诉(?:案件|情况)?'), about: /诉讼|公开/ }],
  },
  {
    code: 'n.review.count', nameZh: '政府信息公开行政复议数', nameEn: 'Administrative reviews', unit: '件', counted: CASES,
    wordings: [
      { phrase: ends('(?:复议[^,;]{0,8}[、和及与或][^,;]{0,8}诉讼|诉讼[^,;]{0,8}[、和及与或][^,;]{0,8}复议)(?:案件|申请|事项|情况)?'), about: REMEDY_ABOUT, notBehind: OF_ALL_MATTERS, not: NOT_OURS, zeroOf: ['n.review.count', 'n.litigation.count'] },
      { phrase: ends('行政复议(?:的)?(?:申请|案件|事项|情况|答复)?'), about: REMEDY_ABOUT, notBehind: OF_ALL_MATTERS, not: new RegExp(`${NOT_OURS.source}|复议(?:决定|答复|机关)[^,;]*$|未经[^,;]*$|诉讼[、和及与或][^,;]*复议[^,;]*$`) },
    ],
  },
  {
    code: 'n.litigation.count', nameZh: '政府信息公开行政诉讼数', nameEn: 'Lawsuits', unit: '件', counted: CASES,
    wordings: [{ phrase: ends('(?:行政)?诉讼(?:的)?(?:案件|申请|事项|情况)?'), about: REMEDY_ABOUT, notBehind: OF_ALL_MATTERS, not: new RegExp(`${NOT_OURS.source}|复议[、和及与或][^,;]*诉讼[^,;]*$`) }],
  },
  {
    code: 'n.fee.notices', nameZh: '信息处理费收费通知数', nameEn: 'Fee notices sent', unit: '件', counted: '件 份 次 个',
    wordings: [{ phrase: ends('(?:收费|缴费|缴款|信息处理费)(?:的)?(?:通知|通知书|告知书)') }],
  },
  {
    code: 'n.fee.amount_due', nameZh: '应收信息处理费', nameEn: 'Fees due', unit: '元', counted: '元',
    wordings: [{ phrase: ends('(?:应收|应缴|应收取|通知收取|通知缴纳)(?:的)?(?:信息处理)?(?:费用?|金额|总额|总金额)?'), about: /信息处理费|收费通知/ }],
  },
  {
    code: 'n.fee.amount_collected', nameZh: '收取信息处理费', nameEn: 'Fees collected', unit: '元', counted: '元',
    wordings: [
      { phrase: ends('(?<!应|通知)(?:收取|实收|收缴|征收|收到)(?:了)?(?:的)?(?:政府信息公开|依申请公开)?(?:的)?信息处理费(?:用)?(?:总?金额)?') },
      { phrase: ends('(?<!应|应收|通知)(?:实际收取|实际收费|实收|实际收缴|总金额|收取)(?:费用)?(?:金额|总额)?'), about: /信息处理费/, not: /应收[^,;]*$/ },
      { phrase: ends('信息处理费(?:收取|实收|收费)?(?:总)?(?:金额|费用)?(?:收取)?') },
    ],
  },
  {
    code: 'n.fee.administrative', nameZh: '行政事业性收费金额', nameEn: 'Administrative fees collected', unit: '元', counted: '元',
    wordings: [{ phrase: ends('(?:行政)?事业性收费(?:总)?(?:金额|收入|项目金额|总额)?'), not: /(?:减免|免征|免收|代收|降低|取消|退还|涉企)[^,;]*$/ }],
  },
];
