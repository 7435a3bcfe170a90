/** The verdict on one answer, from the answer alone. */
import { sniff } from '../../extractors/formats/sniff.ts';
import { challengeOf, isCaptcha } from './challenge.ts';
import type { Answer } from './connection.ts';
import { parseAddress } from './door.ts';
import type { Request, Verdict } from './exchange.ts';
import { glance, scriptForward, type Glance } from './markup.ts';

export interface Judgement {
  verdict: Verdict;
  reason: string | null;
  /** A page that forwards by itself: where to. */
  forward?: string;
}

/** A page shorter than this is looked at for being a stub. */
const STUB_BYTES = 600;
/** A stub with as many characters of text says something. */
const STUB_TEXT = 60;
/** A page that forwards later than this is meant to be read. */
const REFRESH_SECONDS = 5;

/** A number that error pages show, also in the title; with a counter word after it, it is a number of something else. */
const NUMBER = /(?:^|[^\d.])404(?![\d.]|\s*[号件条项人次个年期款元]|\s*页(?!面))/;
/** What error pages call themselves, or say in the few words they have. */
const ERRORS: readonly RegExp[] = [
  /(?:页面?|网页|文件|文章|内容|信息|资源|链接|地址|栏目|对象)[^，。]{0,8}(?:不存在|已?被?删除|未找到|找不到|丢失|走丢)/,
  /(?:页面?|网页|链接|地址)[^，。]{0,8}失效/,
  /(?:不存在|找不到|未找到|没有找到|无法找到|无法访问)[^，。]{0,8}(?:页|网页|文件|文章|内容|资源|地址|对象|链接)/,
  /^(?:页面)?(?:已删除|不存在|找不到|出错了?|错误(?:页面|提示|信息)?|系统(?:错误|异常)|(?:友情)?错误提示|信息提示)[!！。…]*$/,
  /\b(?:not found|page error|error page|no such (?:page|file))\b/i,
];
/** Documents speak of such things too: 「关于宣布失效一批文件的通知」, 「政府信息不存在答复书」. */
const DOCUMENT = /报告|年报|通知|公告|公示|通报|答复|办法|意见|决定|函|条例|申请/;

/** Judges the answer to `request`; `url` is the address that answered. */
export function judge(request: Request, url: URL, answer: Answer): Judgement {
  const { status, headers, body } = answer;
  const { format } = request.kind === 'robots' ? { format: null } : sniff(body);
  const page = format === 'html' || (request.kind === 'page' && format === 'text' && body.length < STUB_BYTES) ? glance(body, headers['content-type']) : null;
  const challenge = request.kind === 'robots' && status === 200 ? null : challengeOf(status, headers, page);
  if (challenge !== null) return { verdict: 'challenge', reason: challenge };
  const byStatus = judgeStatus(request, status);
  if (byStatus) return byStatus;
  if (request.kind === 'robots') return ok;
  if (page && isCaptcha(page)) return { verdict: 'blocked', reason: 'a captcha (验证码) stands before it' };
  if (request.kind === 'attachment') return judgeAttachment(url, answer, page);
  if (body.length === 0) return { verdict: 'soft_404', reason: 'an empty answer' };
  if (isErrorPage(page)) return { verdict: 'soft_404', reason: `an error page that says: ${(page?.title || page?.text || '').slice(0, 60)}` };
  if (isRoot(url) && !isRoot(new URL(request.url))) return { verdict: 'soft_404', reason: 'led to the home page of the host' };
  return request.kind === 'page' ? judgePage(url, body, page) : ok;
}

const ok: Judgement = { verdict: 'ok', reason: null };

function judgeStatus(request: Request, status: number): Judgement | null {
  if (status === 304) {
    return request.etag !== undefined || request.lastModified !== undefined
      ? { verdict: 'unchanged', reason: '304: the host says that nothing changed' }
      : { verdict: 'unreachable', reason: '304 without having been asked for changes' };
  }
  if (status === 404 || status === 410) return { verdict: 'gone', reason: String(status) };
  if (status === 408 || status >= 500 || status < 200) return { verdict: 'unreachable', reason: `the host answered ${status}` };
  if (status >= 400) return { verdict: 'blocked', reason: `the host answered ${status}` };
  if (status >= 300) return { verdict: 'unreachable', reason: `${status} without an address that can be followed` };
  if (status === 204 || status === 205) return { verdict: 'soft_404', reason: `${status}: an empty answer` };
  return status === 206 ? { verdict: 'unreachable', reason: '206: a part of the body, which was not asked for' } : null;
}

const PLAIN_TEXT = /\.(?:txt|csv|md|xml|json)$/i;
const HYPERTEXT = /\.(?:s?html?|mht(?:ml)?)$/i;

function judgeAttachment(url: URL, { body }: Answer, page: Glance | null): Judgement {
  const wrong = (what: string): Judgement => ({ verdict: 'wrong_type', reason: `${what} in place of a file` });
  if (body.length === 0) return wrong('nothing (0 bytes)');
  const found = sniff(body);
  if (found.format === 'html') {
    if (!HYPERTEXT.test(url.pathname)) return wrong(`an HTML page${page?.title ? ` (${page.title.slice(0, 60)})` : ''}`);
    return isErrorPage(page) ? { verdict: 'soft_404', reason: `an error page that says: ${page!.title.slice(0, 60)}` } : ok;
  }
  if (found.format === 'text') return PLAIN_TEXT.test(url.pathname) ? ok : wrong('plain text');
  if (found.format !== null || found.code !== 'wrong_type') return found.format === null && found.code === 'empty' ? wrong('white space') : ok;
  if (/an XML file/.test(found.reason) && !PLAIN_TEXT.test(url.pathname)) return wrong('an XML file');
  return /unknown kind/.test(found.reason) ? wrong('bytes of no known kind') : ok;
}

function judgePage(url: URL, body: Uint8Array, page: Glance | null): Judgement {
  if (page === null) {
    const found = sniff(body);
    const kind = found.format ?? /^The (?:document|file) is (?:an? )?([^;(]+)/.exec(found.reason)?.[1]?.trim();
    if (found.format === null && found.code === 'empty') return { verdict: 'soft_404', reason: 'nothing but white space' };
    // Text that is no HTML can be a page all the same: a fragment, or a server that sends a report as plain text.
    return found.format === 'text' ? ok : { verdict: 'wrong_type', reason: `not a page but ${kind ?? 'something else'}` };
  }
  const thin = page.text.length < STUB_TEXT && !page.more;
  const forward = forwardOf(page, thin);
  if (forward !== null) {
    const target = parseAddress(forward, url);
    if (target && target.href !== url.href) {
      const stub = thin && body.length < 2 * STUB_BYTES;
      if (stub && leavesArticle(url, target)) return { verdict: 'gone', reason: `a stub that forwards to ${target.pathname} stands in place of the article`, forward: target.href };
      return { verdict: 'ok', reason: null, forward: target.href };
    }
  }
  if (body.length < STUB_BYTES && thin && !page.furniture) return { verdict: 'soft_404', reason: `a stub of ${body.length} bytes without content` };
  return ok;
}

function forwardOf({ refresh, source }: Glance, thin: boolean): string | null {
  if (refresh && refresh.seconds <= REFRESH_SECONDS) return refresh.url;
  return thin && !/<(?:iframe|frameset|table)\b/i.test(source) ? scriptForward(source) : null;
}

/** From the file of an article to an index, a folder or the home page: what stood there is removed. A folder that forwards into itself is not. */
function leavesArticle(from: URL, to: URL): boolean {
  return !isIndex(from.pathname) && isIndex(to.pathname) && to.search === '';
}

const isIndex = (path: string): boolean => /\/(?:(?:index|default|main|home)(?:_\d+)?\.\w+)?$/i.test(path) || !/\.\w+$/.test(path.split('/').at(-1)!) && /^[a-z_]*$/i.test(path.split('/').at(-1)!);

const isRoot = ({ pathname, search }: URL): boolean => search === '' && /^\/(?:(?:index|default|main|home)\.\w+)?$/i.test(pathname);

function isErrorPage(page: Glance | null): boolean {
  if (page === null) return false;
  if (saysError(page.title)) return true;
  // Without a telling title, a page says it in its few words.
  return !page.more && page.text.length < 120 && !/<(?:table|iframe|frame)\b/i.test(page.source) && saysError(page.text);
}

const saysError = (words: string): boolean => NUMBER.test(words) || (!DOCUMENT.test(words) && ERRORS.some((pattern) => pattern.test(words)));
