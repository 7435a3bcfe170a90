/** Nights against the replica: its manifest is what must be found, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../crawlers/fetch/chromium.ts';
import { BUDGET, QUIET_BUDGET } from '../../../crawlers/night/agency.ts';
import { accessOf } from '../../../crawlers/platforms/columns.ts';
import { calendar, manifest, type Expected } from '../../../crawlers/replica/replica.ts';
import { Nights, type OneNight } from './nights.ts';

const FIRST = '2026-02-08';
const SECOND = '2026-02-09';
const expected = manifest(FIRST).expected;
const chromium = await findChromium();
/** Expectations that hold on this machine. */
const reachable = expected.filter(({ needsBrowser }) => chromium !== null || !needsBrowser);
const files = reachable.flatMap(({ renditions, attachments }) => [...renditions, ...attachments]);

let nights: Nights;
let first: OneNight;
beforeAll(async () => {
  nights = await Nights.begin(FIRST);
  first = await nights.run(FIRST);
}, 240_000);
afterAll(() => nights.end());

/** What a night says of an agency and year, in the manifest's words: whether a document is a report is for the extraction to say. */
const said = (night: OneNight, { agency, year, status }: Expected): string => {
  const { status: is } = night.coverage.get(`${agency} ${year}`) ?? { status: 'nothing' };
  return is === 'fetched' && (status === 'published' || status === 'unreadable') ? status : is;
};
const line = ({ agency, year, status }: Expected, is = status as string): string => `${agency} ${year} ${is}`;
const sum = (values: readonly number[]): number => values.reduce((all, it) => all + it, 0);

describe('a first night', () => {
  it('says of every agency and year what the manifest says', () => {
    expect(reachable.length).toBeGreaterThan(300);
    expect(reachable.map((it) => line(it, said(first, it)))).toEqual(reachable.map((it) => line(it)));
  });

  // With a browser there is nothing to report; the fetcher's own tests take it away.
  if (chromium === null) it('reports what needs a browser as blocked where there is none', () => {
    const needing = expected.filter(({ needsBrowser }) => needsBrowser);
    expect(needing.map((it) => line(it, said(first, it)))).toEqual(needing.map((it) => line(it, 'blocked')));
  });

  it('brings every rendition and every attachment, byte for byte but for pages that a browser drew', () => {
    const visits = nights.registry.flatMap(({ id }) => nights.archive.journal.documentVisits(id, first.night.id));
    const hashes = new Set(visits.map(({ sha256 }) => sha256));
    const drawn = new Set(visits.filter(({ facts }) => facts['rendered'] === true).map(({ source }) => source));
    const wanted = files.filter(({ sha256 }) => sha256 !== null);
    expect(wanted.length).toBeGreaterThan(300);
    const missing = wanted.filter(({ sha256, url }) => !hashes.has(sha256) && !drawn.has(url));
    // A file of no bytes has none to keep.
    expect(missing.filter(({ kind }) => kind !== 'empty-pdf').map(({ url }) => url)).toEqual([]);
    expect(new Set(missing.map(({ url }) => visits.find(({ source }) => source === url)?.verdict))).toEqual(new Set(['wrong_type']));
  });

  it('speaks TLS with the hosts that insist on it, old TLS with one of them, and finds their reports', () => {
    for (const agency of ['500000', '430000']) {
      const published = expected.filter((it) => it.agency === agency && it.status === 'published');
      expect(published.length).toBeGreaterThan(3);
      expect(published.map((it) => said(first, it))).toEqual(published.map(() => 'published'));
      const addresses = published.flatMap(({ renditions }) => renditions.map(({ url }) => new URL(url))).filter(({ hostname }) => nights.replica.resolveTls[hostname]!.startsWith('https:'));
      expect(addresses.length).toBeGreaterThan(3);
      // Of an https place every request that counts as secure came over TLS.
      for (const { hostname, pathname } of addresses) expect(first.asked.filter(({ host, path, status }) => host === hostname && path.startsWith(pathname) && status === 200).map(({ secure }) => secure)).toContain(true);
      for (const host of new Set(addresses.map(({ hostname }) => hostname))) expect(first.asked.filter((it) => it.host === host && it.status === 200 && !it.secure && it.path !== '/robots.txt')).toEqual([]);
    }
  });

  it('takes no document of another organ for a report', () => {
    const bare = (url: string): string => url.replace(/^https?:/, '');
    const own = new Set(expected.flatMap(({ renditions, attachments }) => [...renditions, ...attachments]).flatMap(({ url, page }) => [bare(url), bare(page)]));
    const foreign = [...nights.archive.list()].filter(({ sources }) => !sources.some((it) => own.has(bare(it))));
    expect(foreign.flatMap(({ sources }) => sources)).toEqual([]);
  });

  it('goes nowhere but to hosts on the allow-list, and to the forbidden ones with no connection at all', () => {
    const allowed = new Set(nights.registry.flatMap((agency) => [...accessOf(agency).hosts]));
    expect([...new Set(first.asked.map(({ host }) => host))].filter((host) => !allowed.has(host))).toEqual([]);
    expect(nights.replica.forbidden.connections()).toBe(0);
  });

  it('keeps within the requests of a night', () => {
    expect(first.agencies).toHaveLength(nights.registry.length);
    expect(first.agencies.filter(({ requests }) => requests > BUDGET).map(({ agency }) => agency)).toEqual([]);
    expect(sum(first.agencies.map(({ requests }) => requests))).toBe(first.report.requests);
  });

  it('leaves an archive without a fault', () => {
    expect(nights.archive.verify()).toEqual({ orphans: [], missing: [], damaged: [], leftovers: [] });
  });

  it('tells columns that failed, and whose', () => {
    const failed = first.agencies.flatMap(({ agency, columns }) => columns.filter(({ status }) => status === 'failed').map(({ source, detail }) => `${agency} ${source}: ${detail}`));
    const told = [...first.report.failed, ...first.report.blocked].map(({ agency, what }) => `${agency} ${what}`);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.filter((it) => !told.includes(it))).toEqual([]);
    expect(first.report.outcome).toBe('partial');
    expect(first.report.silent).toEqual([]);
    expect(first.report.drift).toBeNull();
  });
});

describe('a second night on which nothing has changed', () => {
  let second: OneNight;
  let documents: string[];
  beforeAll(async () => {
    documents = [...nights.archive.list()].map(({ sha256 }) => sha256);
    second = await nights.run(SECOND);
  }, 240_000);

  it('is one by the calendar', () => {
    expect(calendar(SECOND, SECOND)).toEqual([]);
  });

  it('asks little, and stores no body', () => {
    expect(second.agencies.filter(({ requests }) => requests > QUIET_BUDGET).map(({ agency, requests }) => `${agency} ${requests}`)).toEqual([]);
    expect(sum(second.agencies.map(({ newBodies }) => newBodies))).toBe(0);
    expect([...nights.archive.list()].map(({ sha256 }) => sha256)).toEqual(documents);
    expect(second.asked.filter(({ path }) => path === '/robots.txt').length).toBeLessThan(10);
  });

  it('finds nothing new, changed or gone, and says what the night before said', () => {
    expect([second.report.found, second.report.changed, second.report.removed, second.report.silent]).toEqual([[], [], [], []]);
    const status = (night: OneNight): string[] => [...night.coverage].map(([key, it]) => `${key} ${it.status}`);
    expect(status(second)).toEqual(status(first));
    expect(second.report.drift!.requests).toBeLessThan(0.5);
  });
});

describe('the nights after, of the agencies that something happens to', () => {
  /** The night of a day that the calendar marks, and whether its coverage is the manifest's. */
  async function nightOf(day: string, what: string, agency: string): Promise<OneNight> {
    expect(calendar(day, day).map((it) => `${it.what} ${it.agency}`)).toContain(`${what} ${agency}`);
    const night = await nights.run(day, [agency]);
    const wanted = manifest(day, FIRST).expected.filter((it) => it.agency === agency && (chromium !== null || !it.needsBrowser));
    expect(wanted.map((it) => line(it, said(night, it)))).toEqual(wanted.map((it) => line(it)));
    return night;
  }
  const years = (lines: readonly { agency: string; year: number | null }[]): string[] => lines.map(({ agency, year }) => `${agency} ${year ?? ''}`);

  it('tells a removed report, with the day it was last seen', async () => {
    const { report, coverage } = await nightOf('2026-02-12', 'removed', '520000');
    expect(years(report.removed)).toEqual(['520000 2020']);
    expect(coverage.get('520000 2020')).toMatchObject({ status: 'removed', observedOn: FIRST });
    expect(report.outcome).toBe('partial');
    expect(years((await nightOf('2026-02-15', 'removed', '210100')).report.removed)).toEqual(['210100 2021']);
  });

  it('follows reports that moved, keeps none of their bodies twice, and takes none for removed', async () => {
    const { report, agencies, coverage } = await nightOf('2026-02-20', 'moved', '610000');
    expect(years(report.found).sort()).toEqual([2018, 2019, 2020, 2021, 2022, 2023].map((it) => `610000 ${it}`));
    expect([report.removed, report.changed, agencies[0]?.newBodies]).toEqual([[], [], 0]);
    expect(coverage.get('610000 2022')?.evidence).toContain('/202602/t20260220_');
    expect(years((await nightOf('2026-03-05', 'moved', '330000')).report.found)).toEqual(['330000 2020']);
  });

  it('counts a late report as overdue until it comes', async () => {
    expect(years(first.report.overdue)).toContain('321300 2025');
    const { report, agencies, coverage } = await nightOf('2026-03-02', 'published', '321300');
    expect([years(report.found), agencies[0]?.newBodies, years(report.overdue)]).toEqual([['321300 2025'], 1, expect.not.arrayContaining(['321300 2025'])]);
    expect(coverage.get('321300 2025')).toMatchObject({ status: 'fetched', observedOn: '2026-03-02' });
  });

  it('raises an alarm over a column that lists nothing any more, and takes none of its reports for removed', async () => {
    const { report } = await nightOf('2026-03-10', 'column_emptied', '150300');
    expect(report.silent.map(({ agency, what }) => `${agency} ${what}`)).toEqual([expect.stringMatching(/^150300 annual: http:.*zfxxgknb23/)]);
    expect([report.outcome, report.removed]).toEqual(['partial', []]);
  });

  it('sees after four weeks at the latest that a report was replaced', async () => {
    const { report, agencies } = await nights.run('2026-03-11', ['210100']);
    expect([years(report.changed), agencies[0]?.newBodies]).toEqual([['210100 2024'], 1]);
    const url = manifest('2026-03-11', FIRST).expected.find(({ agency, year }) => agency === '210100' && year === 2024)!.renditions[0]!.url;
    const versions = nights.archive.journal.documentVisits('210100', Infinity).filter(({ source }) => source === url);
    expect(new Set(versions.map(({ sha256 }) => sha256)).size).toBe(2);
  });

  it('never came near a forbidden host', () => {
    expect(nights.replica.forbidden.connections()).toBe(0);
  });
});
