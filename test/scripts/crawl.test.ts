/** `crawl` as people and schedulers run it: killed and started again, locked, refused, tried out. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockNight } from '../../crawlers/night/lock.ts';
import type { RunReport } from '../../crawlers/night/run-report.ts';
import { openDatabase } from '../../db/open.ts';
import { differences } from '../support/archive-content.ts';
import { complaints, runCommand } from '../support/command.ts';
import { leftBehind, type Place } from '../support/killed-nights.ts';

const DAY = '2026-02-09';
/** Pages, files, a parent portal; no browser. */
const AGENCY = '321300';

const dir = mkdtempSync(join(tmpdir(), 'gongkai-crawl-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const place = (name: string): Place => ({ archive: join(dir, name), db: join(dir, `${name}.sqlite`) });
const line = ({ archive, db }: Place, ...rest: string[]): string[] => ['--replica', '--now', DAY, '--agency', AGENCY, '--archive', archive, '--db', db, ...rest];

describe('a night of one agency', () => {
  const whole = place('whole');
  let report: RunReport;
  beforeAll(async () => {
    const { code, stdout } = await runCommand('crawl', line(whole, '--json'));
    expect([0, 14]).toContain(code);
    report = JSON.parse(stdout) as RunReport;
  });

  it('prints its report as one JSON object', () => {
    expect(report).toMatchObject({ night: { day: DAY, origin: 'replica' }, agencies: 1, silent: [], removed: [], changed: [] });
    expect(report.found.length).toBeGreaterThanOrEqual(6);
    expect(report.coverage['published']).toBeGreaterThanOrEqual(6);
    expect(report.overdue.map(({ agency, year }) => `${agency} ${year}`)).toEqual([`${AGENCY} 2025`]);
  });

  it('dates in the database where each document was found', () => {
    const db = openDatabase(whole.db, { readonly: true });
    try {
      expect(db.prepare('SELECT DISTINCT first_seen FROM document_source').pluck().all()).toEqual([DAY]);
    } finally {
      db.close();
    }
  });

  it('ends as one that was never killed, wherever it was killed', async () => {
    const mine = place('killed');
    const ledger = join(mine.archive, 'ledger.sqlite');
    let ticks = 0;
    // Soon after the first answers, later, and while the database is written.
    const moments = [() => existsSync(ledger) && ++ticks > 20, () => ++ticks > 150, () => existsSync(`${mine.db}-wal`) && ++ticks > 250];
    let code: number | null = null;
    for (const killWhen of [...moments, undefined]) {
      ticks = 0;
      ({ code } = await runCommand('crawl', line(mine), killWhen === undefined ? {} : { killWhen }));
      if (code !== null) break;
    }
    expect([0, 14]).toContain(code);
    const [wanted, found] = [leftBehind(whole), leftBehind(mine)];
    expect(differences(wanted.archive, found.archive)).toEqual([]);
    expect(found.database).toBe(wanted.database);
  });

  it('gives the same database when it is built from the archive at once', async () => {
    const anew = { ...whole, db: join(dir, 'anew.sqlite') };
    expect((await runCommand('extract', ['--all', '--archive', anew.archive, '--db', anew.db])).code).toBe(0);
    expect(leftBehind(anew).database).toBe(leftBehind(whole).database);
  });

  it('refuses to crawl the live portals into it, before anything is asked', async () => {
    const ended = await runCommand('crawl', ['--now', DAY, '--agency', AGENCY, '--archive', whole.archive, '--db', whole.db]);
    expect(ended.code).not.toBe(0);
    expect(complaints(ended).join('\n')).toMatch(/replica/);
  });
});

it('does nothing while another night holds the archive', async () => {
  const mine = place('held');
  const unlock = lockNight(mine.archive)!;
  const ended = await runCommand('crawl', line(mine));
  unlock();
  expect(ended.code).toBe(13);
  expect(complaints(ended)).toEqual([expect.stringContaining('another crawl is writing to the archive')]);
  expect(existsSync(mine.db)).toBe(false);
});

it('lists and judges on a dry run, and writes nothing', async () => {
  const mine = place('dry');
  const { code, stdout } = await runCommand('crawl', line(mine, '--dry-run', '--json'));
  expect(code).toBe(0);
  const { agencies } = JSON.parse(stdout) as { agencies: { agency: string; links: { verdict: string; year: number | null }[] }[] };
  expect(agencies.map(({ agency }) => agency)).toEqual([AGENCY]);
  expect(agencies[0]!.links.filter(({ verdict }) => verdict === 'accepted').length).toBeGreaterThanOrEqual(6);
  expect([existsSync(mine.archive), existsSync(mine.db)]).toEqual([false, false]);
});

it.each([
  [['--now', '2026-02-30'], 2, /a day is written YYYY-MM-DD/],
  [['--now', 'tonight'], 2, /a day is written YYYY-MM-DD/],
  [['--year', 'last'], 2, /fiscal year/],
  [['--agency', 'nobody'], 5, /nobody/],
] as const)('refuses %s with code %i', async (args, code, said) => {
  const mine = place('refused');
  const ended = await runCommand('crawl', ['--replica', ...args, '--archive', mine.archive, '--db', mine.db]);
  expect(ended.code).toBe(code);
  expect(ended.stderr).toMatch(said);
  expect(existsSync(mine.db)).toBe(false);
});
