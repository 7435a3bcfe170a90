/** Words that make a title something other than the annual report itself. Data; each group is a rule and named in verdicts. */

export interface Negative {
  rule: string;
  /** Tested on a normalised title without remarks on the rendition, names of organs that contain such words blanked. */
  pattern: RegExp;
}

export const NEGATIVES: readonly Negative[] = [
  {
    rule: 'rendering_or_explanation',
    pattern: /图解|一图读懂|一张图|图说|读懂|图读|数读|图文解读|解读|说明(?=$|[^\p{Script=Han}])|H5|动漫|动画|漫画|视频|短片|长图|海报/iu,
  },
  {
    // 政府网站 and 新媒体 have annual papers of their own, in the same columns.
    rule: 'website_paper',
    pattern: /网站(?:管理)?(?:工作)?(?:年度)?(?:工作)?(?:报表|年报)|政府网站(?:(?!信息公开).){0,12}年度(?:工作)?报[表告]|网站(?:与|和|及).{0,8}新媒体|政务新媒体|网站监管|网站普查/,
  },
  {
    rule: 'special_field',
    pattern:
      /重大建设项目|社会公益事业|公共资源(?:配置|交易)|财政资金|重点领域|领域.{0,4}(?:政府)?信息公开|(?:环境|财政|财务|预决算|教育|企业|项目|食品|药品|事故|安全生产|土地|征地|信用|党务|厂务|校务|院务|村务|高校|学校|医院)信息公开/,
  },
  {
    rule: 'rule_or_form',
    pattern: /指南|目录|制度|办法|规定|细则|规范|标准|格式|模板|样表|(?:范本|样本)(?![省市州县区盟旗])|填报|信息公开(?:申请)?表/,
  },
  {
    rule: 'administration',
    pattern: /要点|方案|任务分解|责任分工|通知|通报|考核|评议|评估|测评|督查|自查|培训|会议|专题会|召开|工作会|推进会|编制(?:工作|完成)|请示|批复|的函$/,
  },
  { rule: 'request_or_proposal', pattern: /申请表|依申请|答复|建议|提案|议案/ },
  { rule: 'money', pattern: /预算|决算|三公|审计/ },
  {
    // 工作总结报告 is a name of the report itself.
    rule: 'other_annual_paper',
    pattern: /法治政府|法治建设|依法行政|行政执法|普法|绩效|权责清单|权力清单|工作总结(?!报告|的报告|年[度报])|述职|述廉|工作计划/,
  },
  { rule: 'unrelated', pattern: /统计公报|统计年报|灾情|事故调查|社会责任|征求意见|招标|中标|采购|招聘|任免/ },
  { rule: 'part_of_a_year', pattern: /[上下]半年|半年度?|季度?报|季度|月报|(?<![\d至到—–~-])\d{1,2}月份?(?!\d|[至到—–~-])|周报/ },
];

/** Names of organs that contain words of the groups above: 审计厅, 综合行政执法局, 政府采购中心. */
const NAMES =
  /(?:审计|财政|司法|市场监督管理|机关事务(?:管理|服务)|政务服务(?:和?(?:大)?数据)?(?:管理)?|(?:综合)?行政执法|标准化管理|(?:集中)?采购(?:监督)?(?:管理)?|公共资源交易(?:监督)?(?:管理)?|安全培训|教育培训|会议|考核)(?:总局|厅|局|署|委员会|委|办公室|办(?![理法事])|中心|支队|总队|大队)/g;

/** Rule of the first group that a title hits; null where none does. `text`: normalised, remarks taken off; `own`: names that prove nothing. */
export function negativeIn(text: string, own: readonly string[] = []): string | null {
  const masked = own.reduce((left, name) => left.replaceAll(name, '\0'), text).replace(NAMES, '\0');
  return NEGATIVES.find(({ pattern }) => pattern.test(masked))?.rule ?? null;
}
