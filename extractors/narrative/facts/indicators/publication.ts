/** Indicators of what was published: by channel, by subject, in the press, as interpretation, in dialogue. */
import { ends, words } from '../indicator.ts';
import type { Indicator } from '../indicator.ts';

const COUNT = '条 篇 个 次 件 期 份 则 幅 部';
/** Of several channels; which words are a channel, and when one alone is meant, stands in `channels.ts`. */
const channel = (code: string, nameZh: string, nameEn: string): Indicator => ({ code, nameZh, nameEn, unit: '条', counted: COUNT, wordings: [] });

/** Recognised by channel (`channels.ts`). */
export const CHANNEL_INDICATORS: readonly Indicator[] = [
  channel('n.pub.total', '主动公开政府信息数', 'Items of information published, all channels'),
  channel('n.pub.website', '政府网站公开信息数', 'Items published on the website'),
  channel('n.pub.wechat', '政务微信公开信息数', 'Items published on WeChat'),
  channel('n.pub.weibo', '政务微博公开信息数', 'Items published on Weibo'),
  channel('n.pub.toutiao', '今日头条公开信息数', 'Items published on Toutiao'),
  channel('n.pub.douyin', '抖音公开信息数', 'Items published on Douyin'),
  channel('n.pub.new_media', '政务新媒体公开信息数', 'Items published on social media, several channels together'),
  channel('n.pub.category', '某类信息公开数', 'Items published of one kind (its name is the label)'),
];

const SUBJECT = words('部', '厅', '局', '委', '市', '省', '县', '区', '主要', '有关', '相关', '单位', '分管');
const MEDIA = words('日报', '晚报', '晨报', '都市报', '时报', '管理报', '安全报', '法制报', '法治报', '电视台', '广播电台', '电台', '杂志', '(?<!新)媒体', '新华社', '新华网', '人民网', '人民日报', '央视', '卫视', '学习强国', '新闻联播', '融媒体中心', '中国应急管理');
const INTERPRETED = words('政策', '文件', '重要', '重大', '各类', '相关', '有关', '规范性', '解读', '专家', '文字');

export const PUBLICATION_INDICATORS: readonly Indicator[] = [
  {
    code: 'n.gazette.issues', nameZh: '政府公报期数', nameEn: 'Issues of the government gazette', unit: '期', counted: '期 次',
    wordings: [{ phrase: ends('公报》?(?:电子版|纸质版)?'), not: /(?:移交|赠阅|发放|报送|寄送|赠送)[^,;]*$/ }],
  },
  {
    code: 'n.site.visits', nameZh: '网站访问量', nameEn: 'Visits to the website', unit: '次', counted: '次 人次 人 -',
    wordings: [
      {
        phrase: ends('(?<!独立用户)(?<!新媒体.{0,8})(?:访问|浏览|点击)(?:总)?(?:量|率)?'),
        about: /网站|官网|门户|网页/, not: /(?:微信|微博|公众号|抖音|头条|视频|文章)[^,;]{0,12}(?:访问|浏览|点击)[^,;]*$|单篇|最高|下载/,
      },
    ],
  },
  {
    code: 'n.media.followers', nameZh: '新媒体粉丝数', nameEn: 'Followers of social media accounts', unit: '人', counted: '人 名 个 户 人次 -',
    wordings: [{ phrase: ends('(?:粉丝|(?<!公众|社会)关注|订阅)(?:者|用户|量|总量)?'), not: /(?:新增|增加|涨粉|阅读)[^,;]*$/ }, { phrase: ends('(?:公众号|微信|微博|抖音号?|头条号?)(?:关注|订阅)?用户(?:总量)?'), not: /新增|增加|访问/ }],
  },
  {
    code: 'n.media.accounts', nameZh: '政务新媒体账号数', nameEn: 'Social media accounts', unit: '个', counted: '个 家',
    wordings: [{ phrase: ends('(?:(?:政务)?新媒体|微信|微博|抖音|快手|头条)[^,;]{0,24}(?:账号|帐号|账户)(?:矩阵)?') }, { phrase: ends('(?:建立|开设|开通|注册)(?:了)?[^,;]{0,10}(?:账号|帐号|账户)'), about: /微信|微博|抖音|新媒体/ }, { phrase: ends('(?:在运维|在用|开设|开通|现有|运行|备案|运营)(?:的)?(?:各级|各类)?政务新媒体(?:账号|平台)?') }],
  },
  {
    code: 'n.press.programmes', nameZh: '媒体节目播出期数', nameEn: 'Programmes broadcast', unit: '期', counted: '期 集 次 档',
    wordings: [{ phrase: ends('(?:播出|播放|制播|开播)(?:[^,;]{0,16}(?:节目|专栏|栏目|专题))?'), about: /电视|广播|频道|节目|专栏|媒体/ }, { phrase: ends('(?:电视|广播|专题|公益)(?:专题)?节目') }],
  },
  {
    code: 'n.press.media_items', nameZh: '媒体刊播稿件数', nameEn: 'Items carried by the press', unit: '条', counted: '条 篇 次 件 则 篇次 条次',
    wordings: [
      { phrase: ends(`${MEDIA}[^,;]{0,30}(?:刊发|刊播|刊登|播发|播报|播出|报道|发布|发表|登载|刊载|宣传|推出|采用)(?:了)?(?:[^,;、]{0,10}(?:信息|稿件|新闻|报道|文章|消息|作品))?`), not: /(?:新闻发布会|公众号|新媒体平台)[^,;]*$/ },
      { phrase: ends('(?:刊发|刊播|播发|刊载)(?:了)?[^,;、]{0,8}(?:稿件|新闻|报道|文章|消息|信息)'), about: /媒体|日报|电视|报刊/ },
    ],
  },
  {
    code: 'n.interpret.graphic', nameZh: '图文解读数', nameEn: 'Interpretations as graphics', unit: '个', counted: '个 篇 期 幅 项 件 条 张 份 次 组',
    wordings: [
      { phrase: ends('(?:图文|图片|图示|图表|图形|漫画|长图|H5)(?:形式|式|类|版)?(?:政策)?解读(?:材料|产品|稿件|信息|稿|文章)?') },
      { phrase: ends('(?:图解|一图读懂|一图看懂|一张图读懂)(?:产品|材料|作品|类|文件)?'), not: /申请/ },
    ],
  },
  {
    code: 'n.interpret.video', nameZh: '视频解读数', nameEn: 'Interpretations as videos', unit: '个', counted: '个 篇 期 部 项 件 条 次 集',
    wordings: [
      { phrase: ends('(?:短?视频|动漫|动画|音频|音视频)(?:形式|类|式)?(?:政策)?解读(?:材料|产品|稿件|信息|稿)?') },
      { phrase: ends('(?:制作|拍摄|剪辑|推出|录制)[^;]{0,120}?短?视频'), about: /解读/, not: /播放量|阅读量/ },
    ],
  },
  {
    code: 'n.interpret.count', nameZh: '政策解读数', nameEn: 'Policy interpretations', unit: '篇', counted: '篇 个 件 条 份 项 次 期 部',
    wordings: [
      { phrase: ends('(?<!文字|视频|图文|图表|图片|专家|负责人|负责同志|领导|媒体|动漫|图解|音频)(?:政策|文件)?解读(?:稿件?|材料|文章|信息|产品|文件|文稿|内容|作品|文本)?(?:发布)?'), not: /(?:负责人|负责同志|领导|专家)[^,;]{0,10}解读[^,;]*$|公报[^。]*刊登|(?:公开|发布)[^。]*\d[^。]*其中[^。]*解读信息$|对$/ },
      { phrase: ends(`解读(?:了)?${INTERPRETED}*(?:政策|文件|法规|规章)`), not: /(?:负责人|负责同志|领导|专家)[^,;]{0,10}解读[^,;]*$/ },
    ],
  },
  {
    code: 'n.pressconf', nameZh: '新闻发布会次数', nameEn: 'Press conferences', unit: '次', counted: '次 场 期 个 场次',
    wordings: [{ phrase: ends('(?:新闻|政策)?(?:发布会|通气会|吹风会|记者见面会)'), not: new RegExp(`(?:其中|${SUBJECT}+(?:负责人|负责同志|领导))[^,;]{0,10}(?:参加|出席)`) }],
  },
  {
    code: 'n.interview', nameZh: '在线访谈、热线节目次数', nameEn: 'Online interviews and phone-in programmes', unit: '次', counted: '次 场 期 个 场次',
    wordings: [
      { phrase: ends('(?:在线|网络|网上|网站|视频|电视|专题|嘉宾)?访谈(?:活动|节目)?'), not: /走访|约谈|其中[^,;]*(?:负责人|负责同志|领导)[^,;]{0,4}(?:参加|出席)[^,;]*$/ },
      { phrase: ends('(?:参加|做客|走进|上线)[^,;]{0,24}(?:热线|直播间|演播室|栏目|节目)') },
      { phrase: ends('热线(?:直播)?节目') },
    ],
  },
  {
    code: 'n.respond.avg_days', nameZh: '留言平均办理时间', nameEn: 'Average days to answer a message', unit: '天', counted: '天 日 个工作日 工作日', average: true,
    wordings: [{ phrase: ends('平均(?:办理|答复|回复|办结|处理|反馈)(?:时间|时长|用时|天数|时限|周期)?'), about: /留言|来信|信件|诉求|咨询|工单|信箱/ }],
  },
  {
    code: 'n.respond.replied_public', nameZh: '公开答复留言数', nameEn: 'Messages answered in public', unit: '条', counted: '条 件 个 次 封 份',
    wordings: [{ phrase: ends('公开(?:答复|回复|反馈)(?:了)?(?:网民|网友|群众|公众|网络|网站|网上|有效|各类)*(?:留言|来信|信件|咨询|问题|诉求|投诉)?'), about: /留言|来信|信件|咨询|诉求|投诉|信箱/ }],
  },
  {
    code: 'n.respond.replied', nameZh: '答复留言数', nameEn: 'Messages answered', unit: '条', counted: '条 件 个 次 封 份',
    wordings: [
      { phrase: ends('(?<!公开)(?:答复|回复)(?:了)?(?:网民|网友|群众|公众|网络|网站|网上|有效|各类)*(?:留言|来信|信件|咨询|问题)') },
      { phrase: ends('^(?:均|已|全部|并|共)*(?:答复|回复)'), topic: 'message' },
    ],
  },
  {
    code: 'n.respond.messages', nameZh: '收到留言数', nameEn: 'Messages received', unit: '条', counted: '条 件 个 次 封 份 人次 例',
    wordings: [
      { phrase: ends('(?:收到|接收|接到|受理|收办|收集)(?:了|到)?(?![^,;]{0,30}(?:申请|提案|复议|信访件))(?:[^,;]{0,14}?)(?:留言|来信|信件|咨询|诉求|工单|网民提问|投诉问题|咨询投诉|群众问题)(?:及(?:投诉|咨询)?问题|及?咨询|及?投诉|、投诉|问题)*'), not: /举报投诉类/ },
    ],
  },
  {
    code: 'n.respond.hot_topics', nameZh: '回应公众关注热点次数', nameEn: 'Responses to matters of public concern', unit: '次', counted: '次 个 件 条 项',
    wordings: [{ phrase: ends('(?:回应)(?:了)?(?:社会|公众|群众|民生|重大|有关|各类)*(?:关注|关切)?(?:的)?(?:热点|关切|舆情|关注)(?:问题|事项|舆情|或重大舆情)?') }],
  },
  {
    code: 'n.consult.comments', nameZh: '征集到的意见数', nameEn: 'Comments received in consultations', unit: '条', counted: '条 件 个 份 项 人次',
    wordings: [
      { phrase: ends('(?:收到|收集|征集到|征得|收集到|采纳到?|反馈)(?:了)?(?:社会|公众|群众|各类|各方|各界|有效|的|反馈|网民)*(?:意见|建议)(?:建议|和建议|及建议|、建议)?'), topic: 'opinion', not: /人大|政协|提案/ },
      { phrase: ends('(?:收到|收集|征集到?)(?:了)?(?:社会|公众|群众|各方|各界|网民)*意见(?:和|、|及)?(?:建议)?'), counted: '条', about: /征集|征求|调查/, not: /人大|政协|提案/ },
    ],
  },
  {
    code: 'n.consult.drafts', nameZh: '公开征求意见次数', nameEn: 'Public consultations', unit: '次', counted: '次 期 项 个 件 条 份 场',
    wordings: [
      { phrase: ends('(?:征求意见稿|意见征集|民意征集|征集调查|征求意见|征集意见|网上调查|问卷调查|民意调查|决策草案)(?:公告|活动|事项|信息|稿|通知)?'), not: /收集|收到[^,;]*$/ },
    ],
  },
];
