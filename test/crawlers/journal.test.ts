/** The journal: nights that go on, judgements that are kept where they change, hosts that stay alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';
import type { Candidate } from '../../crawlers/journal.ts';
import type { Role } from '../../crawlers/ledger.ts';

const AT = new Date('2025-02-10T01:00:00Z');
const AGENCY = '990000';
let dir: string;
let archive: Archive;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-journal-'));
  archive = Archive.open(dir);
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true, force: true });
});

const begin = (day: string, scope = 'all'): number => archive.journal.begin(day, 'replica', scope, AT).id;
function visit(night: number, url: string, verdict: string, { body = null, role = 'document', status = 200, reason }: { body?: string | null; role?: Role; status?: number | null; reason?: string } = {}): void {
  archive.putVisit(body === null ? null : new TextEncoder().encode(body), {
    night, agency: AGENCY, request: `GET ${url}`, source: url, role, candidate: role === 'document' ? url : null, at: AT, verdict, facts: { status, ...(reason !== undefined && { reason }) },
  });
}
const candidate = (rest: Partial<Candidate> = {}): Candidate => ({
  url: 'http://dh.test/1.html', title: '某局2024年政府信息公开工作年度报告', source: 'reports', listedOn: 'http://dh.test/', publishedOn: null, verdict: 'accepted', rule: 'own', year: 2024, relation: 'own', ...rest,
});

it('goes on with a night of the same day and scope until it has ended, and begins another for all else', () => {
  const first = begin('2025-02-10');
  expect(begin('2025-02-10')).toBe(first);
  expect(begin('2025-02-10', 'agency mem')).not.toBe(first);
  expect(begin('2025-02-11')).not.toBe(first);
  archive.journal.end(first, AT);
  expect(begin('2025-02-10')).not.toBe(first);
  expect(archive.journal.origin()).toBe('replica');
});

it('keeps the first answer to a request of a night, for each role', () => {
  const night = begin('2025-02-10');
  visit(night, 'http://dh.test/1.html', 'ok', { body: 'one', role: 'list' });
  visit(night, 'http://dh.test/1.html', 'gone', { role: 'list' });
  const { journal } = archive;
  expect(journal.answered(night, AGENCY, 'GET http://dh.test/1.html', 'list')).toMatchObject({ verdict: 'ok', facts: { status: 200 } });
  expect(journal.answered(night, AGENCY, 'GET http://dh.test/1.html', 'document')).toBeNull();
  expect(journal.answered(night, AGENCY, 'GET http://dh.test/1.html')).toMatchObject({ role: 'list' });
  expect(journal.answered(begin('2025-02-11'), AGENCY, 'GET http://dh.test/1.html')).toBeNull();
});

it('knows a body from before a night, not from the night itself', () => {
  const [one, two] = [begin('2025-02-10'), begin('2025-02-11')];
  visit(one, 'http://dh.test/1.html', 'ok', { body: 'one' });
  const { sha256 } = archive.journal.answered(one, AGENCY, 'GET http://dh.test/1.html')!;
  expect([archive.journal.knew(one, sha256!), archive.journal.knew(two, sha256!)]).toEqual([false, true]);
  expect(archive.journal.before(two, AGENCY, 'GET http://dh.test/1.html').map(({ day }) => day)).toEqual(['2025-02-10']);
  expect(archive.journal.before(one, AGENCY, 'GET http://dh.test/1.html')).toEqual([]);
});

it('keeps a judgement again only where it differs', () => {
  const { journal } = archive;
  const nights = ['2025-02-10', '2025-02-11', '2025-02-12'].map((day) => begin(day));
  for (const night of nights) journal.putCandidate(night, AGENCY, candidate());
  expect(journal.candidates(AGENCY, nights[2]!)).toEqual([{ ...candidate(), night: nights[0] }]);
  journal.putCandidate(nights[2]!, AGENCY, candidate({ year: 2023 }));
  expect(journal.candidates(AGENCY, nights[1]!).map(({ year }) => year)).toEqual([2024]);
  expect(journal.candidates(AGENCY, nights[2]!).map(({ year, night }) => [year, night])).toEqual([[2023, nights[2]]]);
});

it('lists the documents of a link that its body rejected in the same night as little as any other page, and keeps their bytes', () => {
  const night = begin('2025-02-10');
  visit(night, candidate().url, 'ok', { body: 'one' });
  archive.journal.putCandidate(night, AGENCY, candidate({ verdict: 'rejected', year: null, rule: 'body' }));
  expect([...archive.list()]).toEqual([]);
  expect(archive.verify()).toEqual({ orphans: [], missing: [], damaged: [], leftovers: [] });
  const { sha256 } = archive.journal.answered(night, AGENCY, `GET ${candidate().url}`)!;
  expect(archive.has(sha256!)).toBe(true);
});

it('keeps in the list for ever what was once held to be a report, so that a rebuilt dataset is the same', () => {
  const [one, two] = [begin('2025-02-10'), begin('2025-02-11')];
  archive.journal.putCandidate(one, AGENCY, candidate());
  visit(one, candidate().url, 'ok', { body: 'one' });
  archive.journal.putCandidate(two, AGENCY, candidate({ verdict: 'rejected', rule: 'other_organ' }));
  expect([...archive.list()]).toHaveLength(1);
});

it('tells which hosts are left alone this night, and which gave no answer of late', () => {
  const night = begin('2025-02-10');
  const put = (url: string, verdict: string, facts: Record<string, unknown>, role: Role = 'document'): void =>
    archive.putVisit(null, { night, agency: AGENCY, request: `GET ${url}`, source: url, role, candidate: null, at: AT, verdict, facts });
  const left = { host: 'refuses.test', why: 'it answered 403', verdict: 'blocked' };
  put('http://refuses.test/1.html', 'blocked', { status: 403, left });
  put('http://refuses.test/2.html', 'blocked', { status: null, left: { ...left, why: 'a later reason' } });
  put('http://forbids.test/1.html', 'blocked', { status: null, reason: 'robots.txt of forbids.test says “Disallow: /”' });
  put('http://down.test/robots.txt', 'unreachable', { status: null, silent: 'down.test' }, 'robots');
  put('http://down.test/1.html', 'unreachable', { status: null });
  for (const role of ['list', 'document'] as const) put('http://down.test/2.html', 'unreachable', { status: null, silent: 'down.test' }, role);
  put('http://back.test/1.html', 'unreachable', { status: null, silent: 'back.test' });
  put('http://back.test/2.html', 'unreachable', { status: 503 });
  put('http://away.test/1.html', 'unreachable', { status: null, silent: 'away.test' });
  put('http://away.test/2.html', 'unreachable', { status: null, url: 'http://other.test/2.html', redirects: ['http://away.test/2.html'], silent: 'other.test' });
  const hosts = archive.journal.hosts(night);
  expect([...hosts.left]).toEqual([['refuses.test', { since: AT.getTime(), why: 'it answered 403', verdict: 'blocked' }]]);
  expect([...hosts.silent].sort()).toEqual([['down.test', 2], ['other.test', 1]]);
  expect(archive.journal.hosts(begin('2025-02-11'))).toEqual({ left: new Map(), silent: new Map() });
});

it('dates each time an address came to show a document', () => {
  archive.journal.putCandidate(begin('2025-02-10'), AGENCY, candidate({ url: 'http://dh.test/1.html' }));
  for (const [day, body] of [['2025-02-10', 'one'], ['2025-02-11', 'one'], ['2025-02-12', 'two'], ['2025-02-13', 'one']] as const) visit(begin(day), 'http://dh.test/1.html', 'ok', { body });
  expect([...archive.list()].map(({ appearances }) => appearances.map(({ day }) => day)).sort()).toEqual([['2025-02-10', '2025-02-13'], ['2025-02-12']]);
});

it('compares a night with ended ones of its scope alone', () => {
  const column = { source: 's', status: 'listed', complete: true, vouched: true, requests: 1, detail: '' } as const;
  const [one, open, other, now] = [begin('2025-02-10'), begin('2025-02-11'), begin('2025-02-12', 'agency mem'), begin('2025-02-13')];
  for (const [night, links] of [[one, 5], [open, 6], [other, 7], [now, 8]] as const) archive.journal.putColumn(night, AGENCY, { ...column, links });
  for (const night of [one, other, now]) archive.journal.end(night, AT);
  expect(archive.journal.totals(now, 'all', 10).map(({ links }) => links)).toEqual([5]);
});
