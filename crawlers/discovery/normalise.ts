/** Titles in one spelling, so that rules need to know one only. */

/** Zero-width and direction marks, soft hyphens, byte order marks. */
const INVISIBLE = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;
/** Spaces that a page spelled twice over. */
const ENTITY = /&(?:nbsp|ensp|emsp|#160|#xa0|#12288);?/gi;
const QUOTES = /["'`´‘’‚‛“”„‟′″「」『』《》〈〉«»‹›<>]/g;

/** Width folded (NFKC), without white space, invisible characters, quotation marks and the brackets that Chinese titles quote with. */
export const normalise = (title: string): string => title.replace(ENTITY, ' ').normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, '').replace(QUOTES, '');

/** What a remark in brackets may say of a rendition without making it another thing. NFKC has made the brackets ASCII. */
const REMARK =
  /[([【](?:(?:文字|图文|文本|网络|网页|电子|公开|公示|正式|完整|全文|打印|下载|word|wps|docx?|pdf|最终|修订|更正|更新|修正|盖章)(?:版|稿|本)?|全文|正文|公示|公告|附(?:图解|解读|图表|图|表|附件|全文|件)|含(?:附表|附件|图表|图解|解读)|终稿|定稿)[)\]】]/gi;
/** The same without brackets, at the end. */
const REMARK_AT_END = /(?:文字|图文|文本|网页|电子|word|pdf)(?:版|稿)$/i;
const EXTENSION = /\.(?:docx?|wps|pdf|ofd|xlsx?|html?|shtml|zip|rar|txt|png|jpe?g)$/i;

/** The file extension of a normalised title, with its dot; '' where it has none. */
export const extensionOf = (text: string): string => EXTENSION.exec(text)?.[0] ?? '';

/** A normalised title without remarks on the rendition (文字版, 附图解) and without a file extension. */
export const withoutRemarks = (text: string): string => text.replace(EXTENSION, '').replace(REMARK, '').replace(REMARK_AT_END, '');

/** A drawing of the whole report, offered beside its text: the report, in another rendition. */
const PICTURE_MARK = /[([【](?:图解|图片|长图|图示|图文解读)版?[)\]】]|图解版$/;

/** The text without the mark of a picture rendition; the same text where it has none. */
export const withoutPictureMark = (text: string): string => text.replace(PICTURE_MARK, '');
