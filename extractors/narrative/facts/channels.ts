/** Numbers of items published: by which channel, or of which kind. */
import { alternativeOf, ends } from './indicator.ts';
import { canEndIn, endingsOf } from './endings.ts';

/** Channels under their names. `part` is less than a channel, `other` one that has no indicator of its own. */
const CHANNELS: readonly (readonly [kind: string, names: string])[] = [
  ['new_media', '(?:政务)?新媒体(?:平台|账号|矩阵)?|两微一端|两微|双微|微博微信|微信微博'],
  ['wechat', '(?:微信公众号|微信公众平台|官方微信|政务微信|微信|公众号)(?:平台)?'],
  ['weibo', '微博(?:平台)?'],
  ['toutiao', '今日头条号?|头条号'],
  ['douyin', '抖音号?'],
  ['part', '栏目|专栏|专题|子站|频道|板块|目录'],
  ['website', '(?:门户网站|官方网站|政府网站|官网|门户网|网站|政府网)(?:平台)?'],
  ['other', '信息公开平台|政务服务平台|平台|客户端|APP|公示栏|公开栏(?!目)|公告栏(?!目)|宣传栏|电子屏|大屏|短信|广播|显示屏|视频号|快手号?|学习强国号?|信用中国|公报|报刊|日报|电视|政务服务网|B站|哔哩哔哩|一点资讯号?|人民号|公众网'],
];
const ONE_CHANNEL = new RegExp(`^(?:${CHANNELS.map(([, names]) => names).join('|')})$`);
const CHANNEL = new RegExp(CHANNELS.map(([, names]) => `(${names})`).join('|'), 'g');
const NEW_MEDIA = new Set(['new_media', 'wechat', 'weibo', 'toutiao', 'douyin']);

const VERB = '(?:主动公开|(?<!申请|不予|不)公开|发布|公布|更新|发表|推送|刊发|刊登|编发|上传|登载|播发|推出|转发|推发|制发)';
const KINDS = '(?:各类|各种|各项|全部|有关|相关|政府|政务|工作|应急管理|应急|安全生产|安全提示|原创|最新|图文|公开|类|政府信息公开|信息公开|和|、|动态|及)*';
const THING = '(?:信息|文章|稿件|消息|资讯|推文|博文|作品|内容|微信|图文|视频|短视频|原创作品|信息内容)';
const FILLING = '(?:号|平台|账号|公众号|官方|上|全年|年度|累计|共计|共|主动|及时|新|日常|向社会|信息)*';

/** 主动公开政府信息, 发布各类信息: a number of items, of no kind in particular. */
const ITEMS = ends(`(?<!的(?:主动)?)${VERB}(?:了)?(?:各类|各种|各项|全部|有关|相关|政府|政务|工作|原创|最新|图文|公开|类|政府信息公开|信息公开)*(?!内容)${THING}`);
/** Works of one kind alone are not all that was published: 发布短视频45个. */
const WORKS = ends('(?:图文|推文|博文|作品|视频|微信)');
/** 微博, 网站信息, 微信公众号发表文章: the channel itself counts. */
const OF_CHANNEL = new RegExp(`(?:${CHANNELS.filter(([kind]) => kind !== 'part' && kind !== 'other').map(([, names]) => names).join('|')})${FILLING}(?:${VERB}(?:了)?)?${FILLING}(?:${KINDS}${THING})?$`);
/** 在微信公众号上,共发布: nothing but the verb. */
const BARE = ends(`(?:${VERB})`);

/** 报送政务公开信息16条: given to somebody, not published. */
const HANDED_ON = /(?:报送|上报|采用|移交|归集|采集)[^,;]*$/;
/** 在市政府信息公开网公开信息: of one channel or matter, whatever it is. */
const UNKNOWN_CHANNEL = new RegExp(`(?:在|通过|依托|利用|借助)[^,;]*(?:网|系统|方面|领域|专区|窗口|群|中心|馆)(?:上|内|中)?(?:共|累计|及时|已|主动)*${VERB}`);
/** The name of a channel with nothing said to be done on it; videos are counted in 个 as channels are. */
const NOTHING_BUT_NAME = new RegExp(`(?:${CHANNELS.filter(([kind]) => kind !== 'douyin').map(([, names]) => names).join('|')})$`);
const ENDINGS = [ITEMS, OF_CHANNEL, BARE].map(endingsOf);

/** Channels named in a text, one entry for each time one is named. */
function channelsIn(text: string): string[] {
  const found: string[] = [];
  CHANNEL.lastIndex = 0;
  for (let match = CHANNEL.exec(text); match !== null; match = CHANNEL.exec(text)) found.push(CHANNELS[alternativeOf(match)]![0]);
  return found;
}

/**
 * The indicator of a number of items published, null where it is none or the channel cannot be told.
 * @param phrase what stands before the number (and the noun behind it)
 * @param before the clause before the phrase's; empty where it holds another number
 * @param sentence all of the sentence before the phrase
 * @param unit in which it is counted
 */
export function publishedBy(phrase: string, before: string, sentence: string, unit: string): string | null {
  if (HANDED_ON.test(phrase) || !ENDINGS.some((it) => canEndIn(phrase, it))) return null;
  const named = channelsIn(phrase);
  const items = ITEMS.test(phrase);
  if (named.length === 0) {
    if (!items) return null;
    const earlier = channelsIn(before);
    if (earlier.length > 0) return together(earlier);
    // Channels were named farther off: all together, or one of them? Nobody can tell.
    if (WORKS.test(phrase) || UNKNOWN_CHANNEL.test(phrase)) return null;
    return before === '' && channelsIn(sentence).some((it) => it !== 'other') ? null : 'n.pub.total';
  }
  if (!items && !OF_CHANNEL.test(phrase) && !BARE.test(phrase)) return null;
  // 政务新媒体18个, 关停网站3个: the channels themselves.
  if (unit === '个' && NOTHING_BUT_NAME.test(phrase)) return null;
  return together(named);
}

/** Whether a name in quotation marks is a channel's and nothing else: “两微一端”. */
export const isChannel = (name: string): boolean => ONE_CHANNEL.test(name);

/** Whether all channels that a text names are social media, and there are some. */
export function isNewMedia(text: string): boolean {
  const channels = channelsIn(text).filter((it) => it !== 'other');
  return channels.length > 0 && channels.every((it) => NEW_MEDIA.has(it));
}

/** One channel by its name; several together are the total, or the new media's. */
function together(channels: readonly string[]): string | null {
  if (channels.includes('part')) return null;
  const [only] = channels;
  if (channels.length === 1) return only === 'other' ? null : `n.pub.${only}`;
  return channels.every((it) => NEW_MEDIA.has(it)) ? 'n.pub.new_media' : channels.includes('website') ? 'n.pub.total' : null;
}

/** What is counted in 公开规范性文件60件: a thing that is published, by its last word. */
const PUBLISHED = new RegExp(
  '(?:信息|文件|公告|公示|通知|通告|通报|动态|资料|政策|法规|规章|标准|目录|清单|全文|预算|决算|部署|数据|结果|案例|情况|新闻|解读|计划|规划|方案|知识|提示|任免|条款|处罚|许可|强制|调查|事项|答复|简介|职能|指南|提醒|项目)$',
);
/** 其中依申请公开文件31件，不予公开文件95件 */
const NOT_PUBLISHED = new RegExp(`(?:依申请|不予|不)公开[^、]*$|非政府信息|${HANDED_ON.source}`);
const UNSPECIFIED = new RegExp(`^(?:各类|各种|有关|相关|政府|政务|工作)*${THING}$`);
const PUBLISHED_ENDINGS = endingsOf(PUBLISHED);
const AFTER_VERB = new RegExp(`^.*${VERB}(?:了|的)?`);

/** The kind of thing published, as printed in the first of the phrases that names one; null where none does. */
export function categoryOf(phrases: readonly string[]): string | null {
  for (const phrase of phrases) {
    const label = !NOT_PUBLISHED.test(phrase) && canEndIn(phrase, PUBLISHED_ENDINGS) ? labelOf(phrase) : null;
    if (label !== null) return label;
  }
  return null;
}

function labelOf(phrase: string): string | null {
  const label = phrase.replace(AFTER_VERB, '').replace(/^(?:其中|包括|涉及|含|以及|和|及|与|、|:|等)+/, '').replace(/^.*[)》]/, '');
  if (label.length < 2 || label.length > 40 || !PUBLISHED.test(label) || UNSPECIFIED.test(label)) return null;
  return label;
}
