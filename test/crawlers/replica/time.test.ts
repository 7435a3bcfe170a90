/** Everything depends on the day, and on nothing else. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { calendar } from '../../../crawlers/replica/calendar.ts';
import { HOSTS, askFor, plainAnswer, siteOf } from '../../../crawlers/replica/world.ts';
import { manifest } from '../../../crawlers/replica/manifest.ts';
import type { Expected, Manifest } from '../../../crawlers/replica/manifest.ts';
import { calendarDays } from './days.ts';

const body = (url: string, day: string): Buffer => Buffer.from(plainAnswer(siteOf(new URL(url).hostname)!, askFor(url), day).body);
const status = (url: string, day: string): number => plainAnswer(siteOf(new URL(url).hostname)!, askFor(url), day).status;
const entry = ({ expected }: Manifest, agency: string, year: number): Expected => expected.find((one) => one.agency === agency && one.year === year)!;
/** What tells two entries apart, apart from where it says since when. */
const essence = ({ status: is, renditions, attachments }: Expected): string =>
  JSON.stringify([is, renditions.map(({ url, sha256 }) => [url, sha256]), attachments.map(({ url, sha256 }) => [url, sha256])]);

describe('time travel', () => {
  const first = '2026-01-01';

  it('changes from night to night exactly what the calendar says', () => {
    for (const [before, day] of calendarDays) {
      const [old, now] = [manifest(before, first), manifest(day, first)];
      const changed = now.expected.filter((one) => essence(one) !== essence(entry(old, one.agency, one.year)));
      const announced = new Set(calendar(day, day).filter(({ what }) => what !== 'column_emptied').map(({ agency, year }) => `${agency} ${year!}`));
      expect(changed.map(({ agency, year }) => `${agency} ${year}`).filter((one) => !announced.has(one)), day).toEqual([]);
    }
  });

  it('lets a report appear on its day', () => {
    const day = entry(manifest('2026-03-20'), '500000', 2025).since!;
    expect(day).toBe('2026-01-29');
    expect([entry(manifest('2026-01-28'), '500000', 2025).status, entry(manifest(day), '500000', 2025).status]).toEqual(['not_due', 'published']);
    const url = entry(manifest(day), '500000', 2025).renditions[0]!.url;
    expect([status(url, '2026-01-28'), status(url, day)]).toEqual([404, 200]);
  });

  it('puts new bytes at the same address', () => {
    const [old, now] = ['2026-02-09', '2026-02-10'].map((day) => entry(manifest(day), '210100', 2024).renditions[0]!);
    expect(now!.url).toBe(old!.url);
    expect(now!.sha256).not.toBe(old!.sha256);
  });

  it('takes a report away: removed for those who saw it, not found for the others', () => {
    const url = entry(manifest('2026-02-14'), '210100', 2021).renditions[0]!.url;
    expect(status(url, '2026-02-15')).toBe(404);
    const seen = entry(manifest('2026-02-15', first), '210100', 2021);
    expect([seen.status, seen.since, entry(manifest('2026-02-15'), '210100', 2021).status]).toEqual(['removed', '2026-02-15', 'not_found']);
  });

  it('dates a list anew when something went from it', () => {
    const column = 'https://yjj.shenyang.gov.cn/zwgkzdgz/zfxxgknb/';
    const dates = ['2026-02-14', '2026-02-15', '2026-02-16'].map((day) => plainAnswer(siteOf('yjj.shenyang.gov.cn')!, askFor(column), day).headers['last-modified']);
    expect(dates).toEqual(['Tue, 10 Feb 2026 08:00:00 GMT', 'Sun, 15 Feb 2026 08:00:00 GMT', 'Sun, 15 Feb 2026 08:00:00 GMT']);
  });

  it('leaves a stub that leads home where an article stood', () => {
    const url = entry(manifest('2026-02-11'), '520000', 2020).renditions[0]!.url;
    expect([status(url, '2026-02-12'), body(url, '2026-02-12').toString()]).toEqual([200, expect.stringContaining('http-equiv="refresh" content="0;url=/"')]);
    expect(entry(manifest('2026-02-12', first), '520000', 2020).status).toBe('removed');
  });

  it('moves reports to another address with the CMS', () => {
    const [old, now] = ['2026-02-19', '2026-02-20'].map((day) => entry(manifest(day), '610000', 2022).renditions[0]!);
    expect(old!.url).toMatch(/\/c\/2023-02-18\/\d+\.shtml$/);
    expect(now!.url).toMatch(/\/202602\/t20260220_\d+\.html$/);
    expect([status(old!.url, '2026-02-20'), status(now!.url, '2026-02-20')]).toEqual([404, 200]);
  });

  it('empties a column whose articles stay', () => {
    const column = 'http://yjglj.wuhai.gov.cn/ajj/zwxxgk/zfxxgknb23/';
    expect([body(column, '2026-03-09').includes('<li><a href="/ajj/'), body(column, '2026-03-10').includes('<li><a href="/ajj/')]).toEqual([true, false]);
    expect([entry(manifest('2026-03-10', first), '150300', 2024).status, entry(manifest('2026-03-10'), '150300', 2024).status]).toEqual(['published', 'unknown']);
  });

  it('knows a report that is late, and one that never comes', () => {
    expect(['2026-01-31', '2026-02-01', '2026-03-02'].map((day) => entry(manifest(day), '321300', 2025).status)).toEqual(['not_due', 'not_found', 'published']);
    expect(entry(manifest('2026-06-01'), '371400', 2025).status).toBe('not_found');
  });
});

it('gives the same bytes for the same day', () => {
  const all = (): string => {
    const hash = createHash('sha256');
    for (const { renditions, attachments } of manifest('2026-02-20').expected) {
      for (const { url, sha256 } of renditions) hash.update(url).update(sha256).update(body(url, '2026-02-20'));
      for (const { url } of attachments) hash.update(url);
    }
    for (const host of HOSTS) hash.update(body(`https://${host}/`, '2026-02-20'));
    return hash.digest('hex');
  };
  expect(all()).toBe(all());
});

it('says of every rendition that its address gives its hash', () => {
  for (const { renditions } of manifest('2027-02-10').expected) {
    for (const { url, sha256 } of renditions) expect(createHash('sha256').update(body(url, '2027-02-10')).digest('hex'), url).toBe(sha256);
  }
});
