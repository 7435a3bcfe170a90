/** Names of organs as titles print them: what kind they are, which place they stand for, what is noise around them. */

/** Emergency management, up to the word for the kind of organ; the short form too. */
export const CURRENT_KIND = /应急(?:管理)?[部厅局]$/;
/** Work safety: the predecessor, until 2018. */
export const FORMER_KIND = /(?:安全生产监督管理|安全生产监管|安全监管|安监)(?:总局|[厅局])$/;

/** The kind of emergency organ at the end of a name; null for other organs. */
export function kindOf(name: string): { kind: string; former: boolean } | null {
  const kind = CURRENT_KIND.exec(name)?.[0];
  if (kind !== undefined) return { kind, former: false };
  const former = FORMER_KIND.exec(name)?.[0];
  return former === undefined ? null : { kind: former, former: true };
}

/** A rank of government in place of a place: 市应急管理局, 自治区应急管理厅, 我省…; nothing at all too. */
export const RANK = /^[我本全]?(省|自治区|自治州|自治县|地区|兵团|市|州|盟|区|县|旗|)$/;
/** How an organ speaks of itself. */
export const SELF = /^[我本](?:机关|单位|部门|部|厅|局|委|办)$/;

/** Offices of an organ that write in its name. */
export const INTERNAL = /^(?:机关|本级|本部|\((?:本级|机关|本部)\)|(?:[局厅部]机关)?办公[室厅])$/;

/** Words by which a name is known for that of an organ or a place. Verbs that begin like one (办理, 委托, 部署) are none. */
export const ORGAN_OR_PLACE =
  /[省市区县州盟旗镇乡]|厅|局|委(?!托)|办(?![理事法好结])|部(?![分署])|各单位|署(?!名)|中心|支队|总队|大队|政府|街道|公司|集团|学校|学院|大学|医院|法院|检察院|研究院|兵团|第[一二三四五六七八九十\d]+师|全国|中央|国务院/;

/** How the name of an organ ends that is a part of another: 综合行政执法总队, 应急救援中心. */
export const ORGAN_ENDING = /(?:[厅局委院所站队处科办]|中心|委员会|办公室|公司|集团|学校|学院|大学|协会|基地)$/;
/** Words that hold 政府 and name nobody. */
export const NO_NAMES = /(?:政府|政务)(?=信息|网站|采购|新媒体|公开)|法治政府/g;

/** Words at either edge of a name that belong to the sentence, not to the name. */
const EDGES =
  '关于|有关|公布|发布|公开|公告|公示|刊登|附件|附表|附|年度|年报|工作|情况|报告|本年|编制|编报|的|之|对|及|和|与|以及|在线|最新|new|热点|置顶|推荐|点击|查看|下载|浏览|阅读|第?[一二三四五六七八九十]?[、.]|\\d{1,3}';
const LEADING = new RegExp(`^(?:${EDGES}|原(?=.{3})|中华人民共和国(?!应急管理部|应急部)|中国(?!地震|气象|人民)|[^\\p{Script=Han}\\p{L}\\d(])+`, 'iu');
const TRAILING = new RegExp(`(?:${EDGES}|[^\\p{Script=Han}\\p{L}\\d)])+$`, 'iu');

/** A piece of a title without the sentence around it. */
export function trimName(piece: string): string {
  const inner = piece.replace(LEADING, '').replace(TRAILING, '');
  return /^\d*$/.test(inner) ? '' : inner;
}

/** Signs between names and words of a title. */
export const SEPARATORS = /[_|,;:。!?()[\]【】{}\\/·•—–-]+/;
/** Signs and words that join several organs of one report. */
export const JOINTS = /[、与和及暨]/;
/** The site's name behind a title: 中国政府网, XX市人民政府门户网站. */
export const SITE_NAME = /(?:门户网站|政府网站?|官方网站|官网|网站|政务网|信息网|人民政府)$/;
