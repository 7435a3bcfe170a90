/** Documents of the replica are read as what their data says, and say what they are. */
import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../../../data/registry.ts';
import { extract } from '../../../extractors/extract.ts';
import { membersOf } from '../../../extractors/formats/archive/members.ts';
import { sniff } from '../../../extractors/formats/sniff.ts';
import { findings } from '../../../crawlers/replica/findings.ts';
import { SITES } from '../../../crawlers/replica/hosts/index.ts';
import { manifest } from '../../../crawlers/replica/manifest.ts';
import type { Expected, Rendition } from '../../../crawlers/replica/manifest.ts';
import { NOTICE_MARK } from '../../../crawlers/replica/notice.ts';
import { reportOf } from '../../../crawlers/replica/report/invent.ts';
import { allCells } from '../../../crawlers/replica/report/model.ts';
import { askFor, plainAnswer, siteOf } from '../../../crawlers/replica/world.ts';

const NOW = '2026-03-20';
const profiles = loadRegistry();
const oracle = manifest(NOW).expected;

const familyOf = (url: string): string => SITES.find(({ hosts }) => hosts.includes(new URL(url).hostname))!.template;

/** Of each platform two reports, of each format three, and all that are special. */
function chosen(): { expected: Expected; rendition: Rendition }[] {
  const counts = new Map<string, number>();
  const few = (key: string, most: number): boolean => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key)! <= most;
  };
  return oracle.flatMap((expected) =>
    expected.renditions.filter((rendition) => {
      const special = expected.attachments.some(({ part }) => part) || expected.broken || expected.figures === 'published' || expected.disagree;
      return [few(`${familyOf(rendition.url)} ${expected.form}`, 1), few(`${rendition.kind} ${expected.form}`, 3), special].some(Boolean);
    }).map((rendition) => ({ expected, rendition })));
}

describe.each(chosen().map((one) => ({ ...one, name: `${one.expected.agency} ${one.expected.year} ${one.rendition.kind} at ${new URL(one.rendition.url).hostname}` })))('$name', ({ expected, rendition }) => {
  it('is read as what it prints', async () => {
    const ask = askFor(rendition.url);
    const given = plainAnswer(siteOf(ask.host)!, ask, NOW);
    const packed = rendition.kind === 'zip' ? membersOf(given.body).flatMap((member) => ('bytes' in member && member.name.endsWith('.docx') ? [member.bytes] : [])) : [];
    expect(packed).toHaveLength(rendition.kind === 'zip' ? 1 : 0);
    const parts = expected.attachments.filter(({ part, page }) => part === true && page === rendition.url).map(({ url, sha256 }) => {
      const asked = askFor(url);
      return { sha256: sha256!, bytes: plainAnswer(siteOf(asked.host)!, asked, NOW).body, source: { url } };
    });
    const report = await extract(packed[0] ?? given.body, profiles, packed.length > 0 ? {} : { contentType: given.headers['content-type']! }, undefined, parts);
    if (report.status !== 'report') throw new Error(report.reason);
    const finding = findings(expected.agency).find((one) => one.year === expected.year && one.site.hosts.includes(ask.host) && rendition.column.endsWith(one.column.path))!;
    const { paper } = finding;
    expect([report.agency.id, report.fiscalYear, report.form]).toEqual([expected.agency, expected.year, expected.form]);
    if (expected.form === 'local') {
      expect(report.cells).toEqual([]);
      const text = (heading: string): string => report.sections.find((section) => section.heading === heading)?.text ?? '';
      expect([text('概述').slice(0, 5), text('其他需要报告的事项').slice(0, 9)]).toEqual([`${expected.year}年`, '没有收取任何费用。']);
      return;
    }
    const data = reportOf(paper.report!, paper.on, paper.inner ?? paper.title, paper.replaced !== undefined && paper.replaced <= NOW ? 2 : 1);
    const printed = Object.fromEntries(allCells(data).map(({ code, text }) => [code, text]));
    const read = report.cells.filter(({ state }) => state !== 'absent' && state !== 'not_in_template').map(({ code, raw }) => [code, raw?.trim()]);
    expect(Object.fromEntries(read)).toEqual(printed);
    const failing = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
    if (expected.broken) expect(failing).toContain('I1@total');
    else if (expected.figures === 'invented') expect(failing).toEqual([]);
    const text = report.sections.map((section) => section.text).join('\n');
    expect(text.indexOf(NOTICE_MARK)).toBeGreaterThanOrEqual(0);
    expect(text.lastIndexOf(NOTICE_MARK)).toBeGreaterThan(text.indexOf(NOTICE_MARK));
  });
});

it('shows the figures of all five agencies that published them', () => {
  expect(oracle.filter(({ figures }) => figures === 'published').map(({ agency, year }) => `${agency} ${year}`).sort()).toEqual(['371500 2020', '410000 2019', '420200 2020', '640000 2020', 'mem 2020']);
});

it('offers files of every awkward kind, told by their first bytes', () => {
  const kinds = new Map<string, string>();
  for (const { attachments } of oracle) {
    for (const { url, kind, sha256 } of attachments) {
      if (sha256 === null) continue;
      const ask = askFor(url);
      const told = sniff(plainAnswer(siteOf(ask.host)!, ask, NOW).body);
      kinds.set(kind, told.format ?? told.code);
    }
  }
  expect(Object.fromEntries(kinds)).toEqual({ png: 'png', doc: 'wrong_type', 'page-as-pdf': 'html', 'empty-pdf': 'empty', ofd: 'ofd', rar: 'archive_unsupported', docx: 'docx', frame: 'html' });
});
