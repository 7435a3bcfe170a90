/** Columns: how far they are paged, what ends them, and what a night says of those that could not be read. */
import { expect, it } from 'vitest';
import type { ColumnOutcome } from '../../../crawlers/journal.ts';
import type { AgencyRecord } from '../../../data/registry.ts';
import { madeUp, type Source } from '../../support/agencies.ts';
import { emptyArchive, list, nightOver, page, Portals, report } from './portals.ts';

const ORGAN = '东海市应急管理局';
const HOME = 'http://dh.test/nb/';
const agencyWith = (source: Partial<Source> & { family?: string }): AgencyRecord => {
  const { family, ...rest } = source;
  return madeUp('990000', ORGAN, 'dh.test', { ...rest, ...(family !== undefined && { platform: { family, basis: 'seen' } }) });
};
const news = (from: number, count = 15): [string, string][] => Array.from({ length: count }, (_, i) => [`/news/202501/t20250120_${1000 + from + i}.html`, `关于第${from + i}号安全生产情况的通报`]);

async function outcome(agency: AgencyRecord, portals: Portals, day = '2025-02-10'): Promise<ColumnOutcome> {
  const { agencies } = await nightOver(emptyArchive(), portals, [agency], day);
  expect(agencies[0]?.columns).toHaveLength(1);
  return agencies[0]!.columns[0]!;
}

it('reads on page after page, but never more than it may, and no page twice', async () => {
  const portals = new Portals({});
  const pager = (at: number): string => `<script>createPageHTML(90, ${at}, "index", "html");</script>`;
  portals.pages[HOME] = list(news(0), pager(0));
  for (let at = 1; at < 90; at++) portals.pages[`${HOME}index_${at}.html`] = list(news(15 * at), pager(at));
  const said = await outcome(agencyWith({ family: 'trs' }), portals);
  expect(portals.asked.length).toBeLessThanOrEqual(12);
  expect(portals.asked.length).toBeGreaterThanOrEqual(10);
  expect(new Set(portals.urls()).size).toBe(portals.asked.length);
  expect(said).toMatchObject({ status: 'listed', complete: false, links: 15 * portals.asked.length });
});

it('stops at a page that brings nothing new', async () => {
  const same = list(news(0), '<script>createPageHTML(90, 0, "index", "html");</script>');
  const portals = new Portals({ [HOME]: same, [`${HOME}index_1.html`]: list(news(0), '<script>createPageHTML(90, 1, "index", "html");</script>') });
  expect(await outcome(agencyWith({ family: 'trs' }), portals)).toMatchObject({ status: 'listed', links: 15 });
  expect(portals.asked.length).toBeLessThanOrEqual(3);
});

it('takes a page that was only guessed, and is not there, for nothing', async () => {
  const portals = new Portals({ [HOME]: list(news(0)) });
  expect(await outcome(agencyWith({ family: 'trs' }), portals)).toMatchObject({ status: 'listed', complete: true, links: 15 });
  expect(portals.urls()).toEqual([HOME, `${HOME}index_1.html`]);
});

it('fails a column whose later page is announced and does not come', async () => {
  const pager = '<script>createPageHTML(2, 0, "index", "html");</script>';
  const portals = new Portals({ [HOME]: list(news(0), pager), [`${HOME}index_1.html`]: { status: 503, verdict: 'unreachable', reason: 'the server answered 503' } });
  expect(await outcome(agencyWith({ family: 'trs' }), portals)).toMatchObject({ status: 'failed', complete: false, links: 15, detail: `unreachable: ${HOME}index_1.html: the server answered 503` });
});

it('does not miss the node of a year that a portal has none for, and fails where it has none at all', async () => {
  const byYear = agencyWith({ family: 'trs', column: undefined, pattern: 'http://dh.test/{year}/nb/', expand: { kind: 'year-path', from: 2021 } });
  const portals = new Portals({ 'http://dh.test/2024/nb/': list([['/2024/t20250120_1.html', `${ORGAN}2024年政府信息公开工作年度报告`]]), 'http://dh.test/2022/nb/': list([['/2022/t20230120_1.html', `${ORGAN}2022年政府信息公开工作年度报告`]]) });
  expect(await outcome(byYear, portals)).toMatchObject({ status: 'listed', links: 2 });
  expect(portals.urls().filter((it) => it.endsWith('/nb/'))).toEqual([2024, 2023, 2022, 2021].map((it) => `http://dh.test/${it}/nb/`));
  expect(await outcome(byYear, new Portals({}))).toMatchObject({ status: 'failed', links: 0, detail: expect.stringMatching(/^gone: http:\/\/dh\.test\/2024\/nb\//) });
});

it.each([
  ['gone', { status: 404, verdict: 'gone', reason: 'the server answered 404' }],
  ['blocked', { status: 403, verdict: 'blocked', reason: 'the server answered 403' }],
  ['unreachable', { status: null, verdict: 'unreachable', reason: 'no answer: ECONNREFUSED' }],
  ['challenge', { status: 412, verdict: 'challenge', reason: 'a script stands before the page' }],
] as const)('fails at a first page that is %s, and says so', async (verdict, given) => {
  expect(await outcome(agencyWith({ family: 'trs' }), new Portals({ [HOME]: given }))).toMatchObject({ status: 'failed', complete: false, links: 0, detail: `${verdict}: ${HOME}: ${given.reason}` });
});

it('tries the other names of a first page that is not there', async () => {
  const portals = new Portals({ [`${HOME}list.shtml`]: list(news(0)), [`${HOME}index.shtml`]: list(news(0)), [`${HOME}list.html`]: list(news(0)) });
  const said = await outcome(agencyWith({ family: 'ucap' }), portals);
  expect(said).toMatchObject({ status: 'listed', links: 15 });
  expect(portals.urls()[0]).toBe(HOME);
  expect(await outcome(agencyWith({ family: 'ucap' }), new Portals({}))).toMatchObject({ status: 'failed', detail: expect.stringContaining(`gone: ${HOME}`) });
});

it('says of a page without a list that none was made out: never that nothing is there', async () => {
  const portals = new Portals({ [HOME]: page('政府信息公开', '<p>欢迎</p>') });
  expect(await outcome(agencyWith({ family: 'trs' }), portals)).toMatchObject({ status: 'not_understood', complete: false, links: 0 });
});

it('breaks a column off when the requests of the night are used up, and goes on the next night', async () => {
  const years = Array.from({ length: 16 }, (_, i) => 2024 - i);
  const sources = [0, 1, 2, 3, 4].map((n) => ({ id: `s${n}`, pattern: `http://dh.test/${n}/{year}/`, portal: 'own', basis: 'seen', verified: null, platform: { family: 'trs', basis: 'seen' }, expand: { kind: 'year-path', from: 2009 } }));
  const agency = madeUp('990000', ORGAN, 'dh.test', {}, { sources: sources as unknown as AgencyRecord['sources'] });
  const portals = new Portals(Object.fromEntries([0, 1, 2, 3, 4].flatMap((n) => years.map((year) => [`http://dh.test/${n}/${year}/`, list([[`/${n}/202501/t20250120_${year}.html`, '关于召开会议的通知']])]))));
  const archive = emptyArchive();
  const first = await nightOver(archive, portals, [agency], '2025-02-10');
  expect([first.agencies[0]?.requests, portals.asked.length]).toEqual([60, 60]);
  expect(first.agencies[0]?.columns.map(({ status }) => status)).toEqual(['listed', 'listed', 'listed', 'cut_short', 'cut_short']);
  const second = await nightOver(archive, portals, [agency], '2025-02-11');
  expect(second.agencies[0]?.columns.filter(({ status }) => status === 'cut_short')).toEqual([]);
  expect(portals.urls(60).slice(0, 3)).toEqual(['http://dh.test/3/2024/', 'http://dh.test/3/2023/', 'http://dh.test/3/2022/']);
});

it('keeps accepted reports apart from those of other organs, and fetches only its own', async () => {
  const portals = new Portals({
    [HOME]: list([['t20250120_1.html', `${ORGAN}2024年政府信息公开工作年度报告`], ['t20250120_2.html', '西山县应急管理局2024年政府信息公开工作年度报告'], ['t20250120_3.html', '关于召开会议的通知']]),
    [`${HOME}t20250120_1.html`]: report(ORGAN, 2024),
  });
  const archive = emptyArchive();
  const { night } = await nightOver(archive, portals, [agencyWith({ family: 'trs' })], '2025-02-10');
  expect(archive.journal.candidates('990000', night.id).map(({ url, verdict, year }) => [url.slice(HOME.length), verdict, year])).toEqual([['t20250120_1.html', 'accepted', 2024], ['t20250120_2.html', 'rejected', 2024], ['t20250120_3.html', 'rejected', null]]);
  expect(portals.urls().filter((it) => /t20250120/.test(it))).toEqual([`${HOME}t20250120_1.html`]);
});
