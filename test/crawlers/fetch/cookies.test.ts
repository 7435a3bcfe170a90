import { describe, expect, it } from 'vitest';
import { Cookies } from '../../../crawlers/fetch/cookies.ts';

const at = (address: string): URL => new URL(address);
const PAGE = at('https://a.test/zfxxgk/list.html');

function jar(lines: string[], from = PAGE): { cookies: Cookies; later: (ms: number) => void } {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const cookies = new Cookies(() => now);
  cookies.store(from, lines);
  return { cookies, later: (ms) => void (now += ms) };
}

describe('cookies', () => {
  it.each([
    ['a=1', 'https://a.test/zfxxgk/x', 'a=1'],
    ['a=1', 'https://a.test/zfxxgkml/', ''],
    ['a=1; Path=/', 'https://a.test/', 'a=1'],
    ['a=1; path=/zfxxgk', 'https://a.test/zfxxgk/x/y', 'a=1'],
    ['a=1; path=/zfxxgk', 'https://a.test/zfxxgk2', ''],
    ['a=1; Path=/; Secure', 'http://a.test/', ''],
    ['a=1; Path=/; Secure', 'https://a.test/', 'a=1'],
    ['a=1; Path=/; Domain=.test', 'https://b.test/', ''],
    ['a=b=c; Path=/; HttpOnly', 'https://a.test/', 'a=b=c'],
    ['a=; Path=/', 'https://a.test/', 'a='],
    ['=1; Path=/', 'https://a.test/', ''],
    ['nothing', 'https://a.test/', ''],
    ['a=1; Path=/; Max-Age=0', 'https://a.test/', ''],
    ['a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'https://a.test/', ''],
    ['a=1; Path=/; Expires=nonsense', 'https://a.test/', 'a=1'],
  ])('%s for %s: %s', (line, url, expected) => expect(jar([line]).cookies.header(at(url))).toBe(expected));

  it('are replaced, and end', () => {
    const { cookies, later } = jar(['a=1; Path=/', 'b=2; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
    cookies.store(PAGE, ['a=3; Path=/', 'c=4; Path=/zfxxgk/']);
    expect(cookies.header(PAGE)).toBe('c=4; b=2; a=3');
    later(60_000);
    cookies.store(PAGE, ['a=; Path=/; Max-Age=-1']);
    expect(cookies.header(PAGE)).toBe('c=4');
  });

  it('are few', () => {
    const { cookies } = jar(Array.from({ length: 500 }, (_, i) => `c${i}=1; Path=/`));
    expect(cookies.for(PAGE).length).toBeLessThanOrEqual(60);
  });
});
