/** Pages for tests of platforms: markup of our own in the shapes that the families have. */
import { makePage } from '../../../crawlers/platforms/page.ts';
import type { Column, Page } from '../../../crawlers/platforms/platform.ts';

export const page = (url: string, text: string, contentType = 'text/html; charset=utf-8'): Page => makePage(url, contentType, Buffer.from(text));

export const html = (url: string, body: string, head = ''): Page => page(url, `<!DOCTYPE html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`);

export const column = (url: string, more: Partial<Column> = {}): Column => ({ url, parameters: {}, pagesRead: 0, years: [], ...more });

/** A paragraph long enough to be a text. */
export const PARAGRAPH = '本报告依照《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自1月1日起至12月31日止。';
export const TEXT = `<p>${PARAGRAPH}</p>`.repeat(8);

/** A text with the headings of the national form. */
export const REPORT = `<p>一、总体情况</p>${TEXT}<p>二、主动公开政府信息情况</p>${TEXT}<p>三、收到和处理政府信息公开申请情况</p>${TEXT}<p>四、行政复议、行政诉讼情况</p>${TEXT}`;
