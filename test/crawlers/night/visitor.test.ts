/** What is asked again and what is not: within a night, from night to night, after a night that was killed. */
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../crawlers/night/coverage.ts';
import { robotsKeeper } from '../../../crawlers/night/robots.ts';
import type { Request } from '../../../crawlers/fetch/exchange.ts';
import { archiveContent } from '../../support/archive-content.ts';
import { madeUp } from '../../support/agencies.ts';
import { bytes, emptyArchive, list, nightOver, Portals, report, type Given } from './portals.ts';

const ORGAN = '东海市应急管理局';
const HOME = 'http://dh.test/nb/';
const agency = madeUp('990000', ORGAN, 'dh.test', { platform: { family: 'trs', basis: 'seen' } });
const title = (year: number): string => `${ORGAN}${year}年政府信息公开工作年度报告`;
const YEARS = [2024, 2023, 2022];
const files = (year: number): string => `<p><a href="${year}.pdf">${title(year)}.pdf</a></p>`;
const GONE: Given = { status: 404, verdict: 'gone', reason: 'the server answered 404' };
const PDF = `%PDF-1.4\n${'report '.repeat(50)}`;

/** Reports of three years, each a page with a file. */
const portalOf = (): Portals =>
  new Portals({
    [HOME]: list(YEARS.map((year) => [`t20250120_${year}.html`, title(year)])),
    ...Object.fromEntries(YEARS.flatMap((year) => [[`${HOME}t20250120_${year}.html`, report(ORGAN, year, files(year))], [`${HOME}${year}.pdf`, { body: bytes(PDF + year), headers: { 'content-type': 'application/pdf' } }]])),
  });

describe('a server that knows what has not changed', () => {
  const entry = (body: string) => ({ etag }: Request): Given => (etag === '"1"' ? { status: 304, verdict: 'unchanged', headers: { etag: '"1"' } } : { body: bytes(body), headers: { 'content-type': 'text/html', etag: '"1"' } });

  it('is asked on condition, its old body stands for the new one, and after four weeks it is asked outright', async () => {
    const portals = portalOf();
    portals.pages[HOME] = entry(list(YEARS.map((year) => [`t20250120_${year}.html`, title(year)])));
    const archive = emptyArchive();
    const seen: (string | undefined)[] = [];
    for (const day of ['2025-02-01', '2025-02-02', '2025-02-28', '2025-03-01', '2025-03-02']) {
      const from = portals.asked.length;
      const { agencies } = await nightOver(archive, portals, [agency], day);
      seen.push(portals.asked.slice(from).find(({ url }) => url === HOME)!.etag);
      expect(agencies[0]?.columns).toMatchObject([{ status: 'listed', links: 3 }]);
    }
    expect(seen).toEqual([undefined, '"1"', '"1"', undefined, '"1"']);
    const { journal } = archive;
    expect(journal.before(9, '990000', `GET ${HOME}`, 9).map(({ verdict, sha256 }) => [verdict, sha256 === journal.before(2, '990000', `GET ${HOME}`)[0]!.sha256])).toEqual([
      ['unchanged', true], ['ok', true], ['unchanged', true], ['unchanged', true], ['ok', true],
    ]);
  });
});

describe('a quiet night', () => {
  it('asks three times at the most and keeps no body', async () => {
    const portals = portalOf();
    const archive = emptyArchive();
    await nightOver(archive, portals, [agency], '2025-02-10');
    expect(portals.asked).toHaveLength(7);
    const { agencies } = await nightOver(archive, portals, [agency], '2025-02-11');
    expect(portals.urls(7)).toEqual([HOME, `${HOME}t20250120_2024.html`]);
    expect(agencies[0]).toMatchObject({ requests: 2, newBodies: 0, found: [], changed: [] });
  });

  it('finds the new report of the newest year, and keeps its old bytes beside the new ones', async () => {
    const portals = portalOf();
    const archive = emptyArchive();
    await nightOver(archive, portals, [agency], '2025-02-10');
    portals.pages[`${HOME}t20250120_2024.html`] = report(ORGAN, 2024, '<p>更正后的报告</p>');
    const { agencies } = await nightOver(archive, portals, [agency], '2025-02-11');
    expect(agencies[0]?.changed.map(({ year }) => year)).toEqual([2024]);
    const found = [...archive.list()].filter(({ sources }) => sources.includes(`${HOME}t20250120_2024.html`));
    expect(found.flatMap(({ appearances }) => appearances.map(({ day }) => day)).sort()).toEqual(['2025-02-10', '2025-02-11']);
  });
});

describe('a night that is killed', () => {
  it('goes on where it was, asks nothing twice, and ends as one that was not', async () => {
    const whole = portalOf();
    const undisturbed = emptyArchive();
    const wanted = await nightOver(undisturbed, whole, [agency], '2025-02-10');
    const content = archiveContent(undisturbed.dir);
    for (let at = 0; at < whole.asked.length; at++) {
      const portals = portalOf();
      const archive = emptyArchive();
      for (portals.dieAt = at; ; portals.dieAt = Infinity) {
        const night = nightOver(archive, portals, [agency], '2025-02-10');
        if (portals.dieAt === Infinity) {
          expect((await night).agencies).toEqual(wanted.agencies);
          break;
        }
        await expect(night).rejects.toThrow('killed');
        expect(archive.journal.nights()).toMatchObject([{ id: 1, endedAt: null }]);
      }
      expect(portals.urls()).toEqual(whole.urls());
      expect(archiveContent(archive.dir)).toEqual(content);
    }
  });

  it('begins another night once it has ended, on the same day too', async () => {
    const portals = portalOf();
    const archive = emptyArchive();
    await nightOver(archive, portals, [agency], '2025-02-10');
    await nightOver(archive, portals, [agency], '2025-02-10');
    expect(archive.journal.nights().map(({ id, day }) => [id, day])).toEqual([[1, '2025-02-10'], [2, '2025-02-10']]);
  });
});

it('counts a page that is a column and a report at once as one request, replayed or not', async () => {
  const alone = madeUp('990000', ORGAN, 'dh.test', { platform: { family: 'single-document', basis: 'seen' } });
  const portals = new Portals({ [HOME]: report(ORGAN, 2024) });
  const archive = emptyArchive();
  const first = await nightOver(archive, portals, [alone], '2025-02-10');
  expect(portals.asked).toHaveLength(1);
  expect(first.agencies[0]?.requests).toBe(1);
  expect([...archive.list()].map(({ sources }) => sources)).toEqual([[HOME]]);
});

it('keeps the name that a link or a header gave to a file, from the night that met it on', async () => {
  const portals = portalOf();
  const [byHeader, nameless] = [`${HOME}2023.pdf`, `${HOME}2022.pdf`];
  portals.pages[`${HOME}t20250120_2023.html`] = report(ORGAN, 2023, '<p><a href="2023.pdf">附件</a></p>');
  portals.pages[byHeader] = { body: bytes(`${PDF}2023`), headers: { 'content-type': 'application/pdf', 'content-disposition': "attachment; filename*=UTF-8''2023%E5%B9%B4%E6%8A%A5.pdf" } };
  portals.pages[`${HOME}t20250120_2022.html`] = report(ORGAN, 2022, '<p><a href="2022.pdf">下载</a></p>');
  const archive = emptyArchive();
  await nightOver(archive, portals, [agency], '2025-02-10');
  const names = (url: string): unknown => [...archive.list()].find(({ sources }) => sources.includes(url))!.names;
  expect([names(`${HOME}2024.pdf`), names(byHeader), names(nameless), names(`${HOME}t20250120_2024.html`)]).toEqual([
    [{ name: `${title(2024)}.pdf`, day: '2025-02-10' }], [{ name: '2023年报.pdf', day: '2025-02-10' }], [], [],
  ]);
});

it('says that a report is removed when its address is gone, and counts it as there again when it comes back', async () => {
  const portals = portalOf();
  const archive = emptyArchive();
  const status = async (day: string): Promise<string> => {
    const { night } = await nightOver(archive, portals, [agency], day);
    return coverageOf(archive.journal, [agency], night).find(({ fiscalYear }) => fiscalYear === 2022)!.status;
  };
  expect(await status('2025-02-10')).toBe('fetched');
  const [kept, all] = [portals.pages[`${HOME}t20250120_2022.html`]!, portals.pages[HOME]!];
  portals.pages[`${HOME}t20250120_2022.html`] = GONE;
  portals.pages[HOME] = list([2024, 2023].map((year) => [`t20250120_${year}.html`, title(year)]));
  expect(await status('2025-02-11')).toBe('removed');
  portals.pages[`${HOME}t20250120_2022.html`] = kept;
  portals.pages[HOME] = all;
  expect(await status('2025-03-20')).toBe('fetched');
});

describe('a report that its column no longer lists', () => {
  const address = `${HOME}t20250120_2022.html`;
  /** How often it is asked for on each day, after a first night and with what stands at its address then. */
  const asksOf = async (days: readonly string[], then: Given): Promise<number[]> => {
    const portals = portalOf();
    const archive = emptyArchive();
    await nightOver(archive, portals, [agency], '2025-02-10');
    portals.pages[HOME] = list([2024, 2023].map((year) => [`t20250120_${year}.html`, title(year)]));
    portals.pages[address] = then;
    const asks: number[] = [];
    for (const day of days) {
      const from = portals.asked.length;
      await nightOver(archive, portals, [agency], day);
      asks.push(portals.urls(from).filter((it) => it === address).length);
    }
    return asks;
  };
  const DAYS = ['2025-02-11', '2025-02-12', '2025-02-13', '2025-03-11', '2025-03-12'];

  it('is asked for at once, then every four weeks, whether it is gone or still there', async () => {
    expect(await asksOf(DAYS, GONE)).toEqual([1, 0, 0, 1, 0]);
    expect(await asksOf(DAYS, report(ORGAN, 2022, files(2022)))).toEqual([1, 0, 0, 1, 0]);
  });

  it('is asked for night by night until its host has said what became of it', async () => {
    expect(await asksOf(DAYS.slice(0, 3), { status: null, verdict: 'unreachable', reason: 'no answer' })).toEqual([1, 1, 1]);
  });

  it('is no longer looked for every night, once it is gone, though it is the newest', async () => {
    const portals = portalOf();
    const archive = emptyArchive();
    await nightOver(archive, portals, [agency], '2025-02-10');
    portals.pages[HOME] = list([2023, 2022].map((year) => [`t20250120_${year}.html`, title(year)]));
    portals.pages[`${HOME}t20250120_2024.html`] = GONE;
    const from = portals.asked.length;
    for (const day of ['2025-02-11', '2025-02-12', '2025-02-13']) await nightOver(archive, portals, [agency], day);
    expect(portals.urls(from)).toEqual([HOME, `${HOME}t20250120_2024.html`, HOME, HOME]);
  });
});

describe('another day beside a known report', () => {
  const dated = (day: string, years = YEARS): string => list(years.map((year) => [`t20250120_${year}.html`, title(year)])).replaceAll('2025-01-20', day);

  it('has the report asked for the same night, and once', async () => {
    const portals = portalOf();
    const archive = emptyArchive();
    await nightOver(archive, portals, [agency], '2025-02-10');
    const replaced = `${HOME}t20250120_2022.html`;
    portals.pages[HOME] = (portals.pages[HOME] as string).replace(/2025-01-20(?=<\/span><\/li><\/ul>)/, '2025-02-11');
    portals.pages[replaced] = report(ORGAN, 2022, `<p>更正后的报告</p>${files(2022)}`);
    const from = portals.asked.length;
    const { agencies } = await nightOver(archive, portals, [agency], '2025-02-11');
    expect(agencies[0]?.changed.map(({ year }) => year)).toEqual([2022]);
    expect(agencies[0]?.found).toEqual([]);
    await nightOver(archive, portals, [agency], '2025-02-12');
    expect(portals.urls(from).filter((it) => it === replaced)).toHaveLength(1);
    expect(archive.journal.candidates('990000', Infinity).find(({ url }) => url === replaced)?.publishedOn).toBe('2025-02-11');
  });

  it('has it asked for until its host answers', async () => {
    const portals = portalOf();
    const archive = emptyArchive();
    await nightOver(archive, portals, [agency], '2025-02-10');
    portals.pages[HOME] = (portals.pages[HOME] as string).replace(/2025-01-20(?=<\/span><\/li><\/ul>)/, '2025-02-11');
    portals.pages[`${HOME}t20250120_2022.html`] = { status: null, verdict: 'unreachable', reason: 'no answer' };
    const from = portals.asked.length;
    for (const day of ['2025-02-11', '2025-02-12']) await nightOver(archive, portals, [agency], day);
    expect(portals.urls(from).filter((it) => it.endsWith('_2022.html'))).toHaveLength(2);
  });

  it('costs three reports at the most where a column dates its rows anew every night', async () => {
    const portals = portalOf();
    const years = Array.from({ length: 10 }, (_, i) => 2024 - i);
    portals.pages[HOME] = dated('2025-02-10', years);
    for (const year of years) portals.pages[`${HOME}t20250120_${year}.html`] = report(ORGAN, year);
    const archive = emptyArchive();
    await nightOver(archive, portals, [agency], '2025-02-10');
    for (const day of ['2025-02-11', '2025-02-12']) {
      portals.pages[HOME] = dated(day, years);
      const { agencies } = await nightOver(archive, portals, [agency], day);
      expect(agencies[0]?.requests).toBe(4);
    }
  });
});

it('keeps the way to a document, without bounces to the same address, which come as the session has it', async () => {
  const portals = portalOf();
  const [here, there] = [`${HOME}t20250120_2024.html`, `${HOME}t20250120_2023.html`];
  portals.pages[here] = { body: bytes(report(ORGAN, 2024)), redirects: [here] };
  portals.pages[there] = { body: bytes(report(ORGAN, 2023)), redirects: [there], url: `${HOME}moved.html` };
  const archive = emptyArchive();
  await nightOver(archive, portals, [agency], '2025-02-10');
  const facts = (url: string): unknown => archive.journal.answered(1, '990000', `GET ${url}`)!.facts;
  expect(facts(here)).not.toHaveProperty('redirects');
  expect(facts(there)).toMatchObject({ redirects: [there], url: `${HOME}moved.html` });
});

it('asks a host for one robots.txt, whichever scheme a night that goes on begins with', () => {
  const archive = emptyArchive();
  const night = archive.journal.begin('2025-02-10', 'replica', 'all', new Date());
  const keeper = robotsKeeper(archive, night, () => new Date());
  const exchange = { redirects: [], status: 200, headers: {}, reason: null, rendered: false } as const;
  const put = (url: string, verdict: 'ok' | 'tls', body: string | null): void => keeper.put({ ...exchange, redirects: [], request: { url, kind: 'robots' }, url, verdict, body: body === null ? null : bytes(body) });
  put('https://one.test/robots.txt', 'ok', 'User-agent: *');
  put('https://two.test/robots.txt', 'tls', null);
  expect(keeper.get('http://one.test/robots.txt')).toMatchObject({ verdict: 'ok', body: Buffer.from('User-agent: *') });
  expect(keeper.get('http://two.test/robots.txt')).toBeNull();
  expect(keeper.get('https://two.test/robots.txt')).toMatchObject({ verdict: 'tls' });
});

it('refuses to mix nights of the replica with live ones', async () => {
  const archive = emptyArchive();
  await nightOver(archive, portalOf(), [agency], '2025-02-10');
  const { crawl } = await import('../../../crawlers/night/crawl.ts');
  await expect(crawl({ archive, agencies: [agency], day: '2025-02-11', origin: 'live', fetcher: () => portalOf().fetcher })).rejects.toThrow(/is of the replica: its figures are invented/);
});
