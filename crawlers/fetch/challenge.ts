/** Pages that stand before a portal: scripts that only a browser gets past, and pictures to be typed off. They are named, never solved. */
import type { Glance } from './markup.ts';

/** Products by their marks in a page that is not the portal's own. */
const MARKS: readonly [product: string, mark: RegExp][] = [
  ['Ruishu (瑞数)', /9DhefwqGPrzGxEp9hPaoag|\$_ts\s*=\s*window|\$_ts\.(?:nsd|cd|lcd)\b/],
  ['jsl (加速乐)', /__jsl_clearance|<script>\s*document\.cookie\s*=\s*[\s\S]{0,4000}?location\.href\s*=|;go\(\{"bts"/],
  ['wzws (网站卫士)', /wzwschallenge|wzws_cid|WZWS_CONFIRM/i],
];

/** Cookies that a challenge sets; they stay after it is passed, so they tell only beside a status. */
const COOKIES = /(?:^|[,;\s])(?:FSSBBIl1UgzbN7N\w*|__jsluid_[sh]|wzws_cid|wzws_sessionid)=/;

/** More running text than this is a page of the portal, whatever its scripts look like. */
const LITTLE = 300;

/** Why an answer is a challenge; null where it is none. `page` is null for what is no HTML. */
export function challengeOf(status: number, headers: Record<string, string>, page: Glance | null): string | null {
  const marked = page === null ? undefined : MARKS.find(([, mark]) => mark.test(page.source));
  const cookie = COOKIES.test(headers['set-cookie'] ?? '');
  if (status === 412 || status === 521) return `${status}: a challenge for browsers${marked ? `, ${marked[0]}` : ''}`;
  const little = page !== null && page.text.length < LITTLE;
  if (status === 202 && (marked || cookie || (little && headers['set-cookie'] !== undefined))) return `202 with a challenge for browsers${marked ? `, ${marked[0]}` : ''}`;
  if (marked && little && !/<table\b/i.test(page.source)) return `a challenge for browsers, ${marked[0]}`;
  return null;
}

/** Whether a page wants a picture typed off before it shows anything. A search or log-in box on a full page does not count. */
export function isCaptcha({ text, source, more }: Glance): boolean {
  if (more || text.length > 600 || /<table\b[\s\S]*<table\b/i.test(source)) return false;
  if (!/验证码|captcha/i.test(source)) return false;
  return /<(?:form|input)\b/i.test(source);
}
