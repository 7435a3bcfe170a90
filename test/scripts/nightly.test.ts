/** The whole night as a scheduler runs it, for one agency of the replica. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockNight } from '../../crawlers/night/lock.ts';
import type { RunReport } from '../../crawlers/night/run-report.ts';
import { EXIT } from '../../scripts/cli/exit.ts';
import { complaints, runCommand, type CommandOptions } from '../support/command.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'gongkai-nightly-'));
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

const db = (): string => join(place, 'g.sqlite');
const archive = (): string => join(place, 'archive');
const nightly = (now: string, more: readonly string[] = [], options: CommandOptions = {}): ReturnType<typeof runCommand> =>
  runCommand('nightly', ['--replica', '--agency', '640000', '--now', now, '--db', db(), '--archive', archive(), ...more], options);
const years = (path = db()): number[] => {
  const file = new Database(path, { readonly: true });
  try {
    return file.prepare<[], number>("SELECT fiscal_year FROM panel WHERE agency_id = '640000' ORDER BY fiscal_year").pluck().all();
  } finally {
    file.close();
  }
};
const EARLIER = [2019, 2020, 2021, 2022, 2023, 2024];

describe('a night', () => {
  it('publishes one plain file and reports; the next one adds the report that is new, and readers of the old edition keep it', async () => {
    const first = await nightly('2026-01-05', ['--json']);
    expect({ code: first.code, errors: complaints(first) }).toEqual({ code: EXIT.ok, errors: [] });
    const report = JSON.parse(first.stdout) as RunReport & { page: string };
    expect(report).toMatchObject({ night: { id: 1, day: '2026-01-05', origin: 'replica' }, outcome: 'complete', agencies: 1, newBodies: EARLIER.length + 1, changed: [], removed: [], drift: null });
    // One report is offered as a file, too.
    expect(report.found.map(({ year }) => year).sort()).toEqual(EARLIER);
    expect(report.coverage).toEqual({ published: EARLIER.length, not_due: 1 });
    expect(years()).toEqual(EARLIER);
    // Nothing of the building is left, no log that a reader would need.
    expect(readdirSync(place).sort()).toEqual(['archive', 'g.sqlite', 'nights']);
    expect(readFileSync(report.page, 'utf8')).toContain('most figures are invented');
    expect(JSON.parse(readFileSync(report.page.replace(/html$/, 'json'), 'utf8'))).toMatchObject({ outcome: 'complete' });

    const reader = new Database(db(), { readonly: true });
    const before = statSync(db()).ino;
    const second = await nightly('2026-01-31');
    expect(second.code).toBe(EXIT.ok);
    expect(second.stdout).toMatch(/^new \(1\):$/m);
    expect(second.stdout).toMatch(/640000 宁夏回族自治区应急管理厅 2025 /);
    expect(years()).toEqual([...EARLIER, 2025]);
    expect(statSync(db()).ino).not.toBe(before);
    expect(reader.prepare('SELECT count(*) FROM panel').pluck().get()).toBe(EARLIER.length);
    reader.close();
  });

  it('reads a report out of an archive as a document of its own, and tells the archive that cannot be unpacked', async () => {
    expect((await runCommand('nightly', ['--replica', '--agency', '371500', '--now', '2026-03-20', '--db', db(), '--archive', archive()])).code).toBe(EXIT.ok);
    const file = new Database(db(), { readonly: true });
    const report = file.prepare<[], { sources: string; format: string; cells: number }>(`
      SELECT d.sources, d.format, (SELECT count(*) FROM cells c WHERE c.agency_id = d.agency_id AND c.fiscal_year = 2023 AND c.sha256 = d.sha256 AND c.value IS NOT NULL) AS cells
      FROM documents d WHERE d.agency_id = '371500' AND d.fiscal_year = 2023 AND d.standing = 'represents_report'`).all();
    expect(report).toEqual([{ sources: expect.stringMatching(/^http:\/\/yj\.liaocheng\.gov\.cn\/\S+\.zip!\/(\S+)\/\1\.docx$/) as string, format: 'docx', cells: expect.any(Number) as number }]);
    expect(report[0]!.cells).toBeGreaterThan(150);
    const archived = file.prepare<[], { refusal: string; reason: string }>("SELECT refusal, reason FROM documents WHERE format = 'zip'").all();
    expect(archived).toEqual([{ refusal: 'archive', reason: expect.stringMatching(/^A ZIP archive of 2 file\(s\): .*\.docx \(a report, read as a document of its own\); .*说明\.pdf \(\d+ bytes, not_a_report, /) as string }]);
    const unread = file.prepare<[], { fiscal_year: number; subject: string; detail_en: string }>("SELECT fiscal_year, subject, detail_en FROM findings WHERE kind = 'unreadable'").all();
    expect(unread).toEqual([{ fiscal_year: 2022, subject: 'file', detail_en: expect.stringMatching(/^the report was read, a file beside it could not be \(2026-03-20\): not read: http:\/\/\S+\.rar: no format that is read, \d+ bytes, unreadable \(archive_unsupported\): The document is a RAR archive/) as string }]);
    expect(file.prepare<[], string>("SELECT status FROM coverage WHERE agency_id = '371500' AND fiscal_year IN (2022, 2023)").pluck().all()).toEqual(['published', 'published']);
    file.close();
  });

  it('reads a page and the file or frame that holds its tables as one report', async () => {
    expect((await runCommand('nightly', ['--replica', '--agency', '120000', '--now', '2026-03-20', '--db', db(), '--archive', archive()])).code).toBe(EXIT.ok);
    const file = new Database(db(), { readonly: true });
    const parts = file.prepare<[], { fiscal_year: number; page: string; part: string; gives: string; cells: number; own: number; sections: number; standing: string }>(`
      SELECT p.fiscal_year, r.format AS page, d.format AS part, p.gives, d.standing,
        (SELECT count(*) FROM cells c WHERE c.agency_id = p.agency_id AND c.fiscal_year = p.fiscal_year AND c.sha256 = p.sha256 AND c.value IS NOT NULL) AS cells,
        (SELECT count(*) FROM cells c WHERE c.agency_id = p.agency_id AND c.fiscal_year = p.fiscal_year AND c.sha256 = p.page_sha256 AND c.raw IS NOT NULL) AS own,
        (SELECT count(*) FROM sections s WHERE s.sha256 = p.page_sha256 AND s.number IS NOT NULL) AS sections
      FROM report_parts p JOIN reports r ON r.sha256 = p.page_sha256 JOIN documents d ON d.sha256 = p.sha256 ORDER BY p.fiscal_year`).all();
    const gives = '["published","requests","disputes"]';
    expect(parts).toEqual([
      { fiscal_year: 2022, page: 'html', part: 'html', gives, standing: 'part_of_report', cells: expect.any(Number) as number, own: 0, sections: 6 },
      { fiscal_year: 2024, page: 'html', part: 'docx', gives, standing: expect.any(String) as string, cells: expect.any(Number) as number, own: 0, sections: 6 },
    ]);
    for (const { cells } of parts) expect(cells).toBeGreaterThan(150);
    file.close();
    const again = await runCommand('extract', ['--changed', '--db', db(), '--archive', archive(), '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ read: 0, refused: [], failed: [] });
  });

  it('ends at once where another one runs', async () => {
    const unlock = lockNight(archive());
    expect(lockNight(archive())).toBeNull();
    const ended = await nightly('2026-01-05');
    expect(ended.code).toBe(EXIT.running);
    expect(complaints(ended)).toEqual([expect.stringMatching(/^nightly: another night is writing to the archive .*; this one ends/)]);
    expect(existsSync(db())).toBe(false);
    unlock!();
    const again = lockNight(archive());
    expect(again).not.toBeNull();
    again!();
  });

  it('refuses a database of live portals, and leaves it as it is', async () => {
    await runCommand('extract', ['--from', join('data', 'sample'), '--db', db(), '--archive', join(place, 'other')]);
    const before = readFileSync(db());
    const ended = await nightly('2026-01-05');
    expect(ended.code).toBe(EXIT.damaged);
    expect(complaints(ended)).toEqual([expect.stringMatching(/^nightly: the database .*g\.sqlite holds documents of live portals/)]);
    expect(readFileSync(db()).equals(before)).toBe(true);
  });

  it('killed while it builds leaves the published edition, and goes on when it is started again', async () => {
    expect((await nightly('2026-01-05')).code).toBe(EXIT.ok);
    const before = readFileSync(db());
    const killed = await nightly('2026-01-31', [], { killWhen: () => existsSync(`${db()}.building-wal`) });
    expect(killed.code).toBeNull();
    expect(readFileSync(db()).equals(before)).toBe(true);
    expect((await nightly('2026-01-31')).code).toBe(EXIT.ok);
    expect(years()).toEqual([...EARLIER, 2025]);
    expect(readdirSync(place).sort()).toEqual(['archive', 'g.sqlite', 'nights']);
  });

  it.each([['a day that no calendar has', ['--now', '2026-02-30'], EXIT.usage, /YYYY-MM-DD/], ['an agency that nobody knows', ['--agency', '999999'], EXIT.unknownAgency, /999999/]] as const)('refuses %s', async (_, more, code, says) => {
    const ended = await runCommand('nightly', ['--replica', '--db', db(), '--archive', archive(), ...more]);
    expect(ended.code).toBe(code);
    expect(complaints(ended)).toEqual([expect.stringMatching(says)]);
  });
});
