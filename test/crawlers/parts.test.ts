/** What the archive knows of the files, frames and pictures that were fetched for a page's sake. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';

const AGENCY = '640000';
const PAGE = 'https://yj.example.gov.cn/a/t1.html';
const [XLSX, PDF] = ['https://yj.example.gov.cn/a/t.xlsx', 'https://yj.example.gov.cn/a/t.pdf'];
const sha = (body: string): string => createHash('sha256').update(body).digest('hex');

let dir: string;
let archive: Archive;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-parts-'));
  archive = Archive.open(dir);
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Nights, one after the other: what each address gave, in the order asked. */
function night(day: string, answers: readonly [source: string, body: string, name?: string][], { agency = AGENCY, candidate = PAGE } = {}): void {
  const { id } = archive.journal.begin(day, 'live', `${agency} ${day}`, new Date());
  archive.journal.putCandidate(id, agency, { url: candidate, title: '年报', source: 's', listedOn: candidate, publishedOn: null, verdict: 'accepted', rule: 'r', year: 2025, relation: 'own' });
  for (const [source, body, name] of answers) {
    archive.putVisit(Buffer.from(body), { night: id, agency, request: `GET ${source}`, source, role: 'document', candidate, at: new Date(), verdict: 'ok', facts: name === undefined ? {} : { name } });
  }
}
const partsOf = (body: string): string[] => (archive.find(sha(body))?.parts ?? []).map(({ sha256, source, name }) => `${source} ${name} ${sha256.slice(0, 6)}`);
const part = (source: string, name: string | null, body: string): string => `${source} ${name} ${sha(body).slice(0, 6)}`;

it('are those fetched while it stood there, in its order, the last version of each', () => {
  night('2026-01-10', [[PAGE, 'v1'], [XLSX, 'x1', '附表.xlsx'], [PDF, 'p1']]);
  night('2026-01-11', [[PAGE, 'v1'], [XLSX, 'x2', '附表.xlsx']]);
  expect(partsOf('v1')).toEqual([part(XLSX, '附表.xlsx', 'x2'), part(PDF, null, 'p1')]);
  night('2026-01-12', [[PAGE, 'v2'], [PDF, 'p2']]);
  expect(partsOf('v1')).toEqual([part(XLSX, '附表.xlsx', 'x2'), part(PDF, null, 'p1')]);
  expect(partsOf('v2')).toEqual([part(PDF, null, 'p2')]);
  for (const { sha256, parts } of archive.list()) expect(archive.find(sha256)?.parts).toEqual(parts);
  expect(partsOf('x2')).toEqual([]);
});

it('of another page are not its own, and what was asked for before a page was read is none', () => {
  night('2026-01-10', [[PDF, 'early'], [PAGE, 'v1']]);
  night('2026-01-10', [['https://yj.example.gov.cn/b.html', 'other'], [PDF, 'p1']], { agency: '650000', candidate: 'https://yj.example.gov.cn/b.html' });
  expect(partsOf('v1')).toEqual([]);
  expect(partsOf('other')).toEqual([part(PDF, null, 'p1')]);
});

it('are the same for two agencies that list the page, and stay when it comes back', () => {
  night('2026-01-10', [[PAGE, 'v1'], [XLSX, 'x1']]);
  night('2026-01-10', [[PAGE, 'v1'], [XLSX, 'x1']], { agency: '110000' });
  night('2026-01-11', [[PAGE, 'v2']]);
  night('2026-01-12', [[PAGE, 'v1']]);
  expect(partsOf('v1')).toEqual([part(XLSX, null, 'x1')]);
  expect(partsOf('v2')).toEqual([]);
});
