import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import type { Cell } from '../../extractors/report.ts';
import { EXIT } from '../../scripts/cli/exit.ts';
import { complaints, runCommand } from '../support/command.ts';
import { root } from '../support/needs.ts';

const SAMPLES = join(root, 'data', 'sample');
const CODE = 't3.carry_in@total';

let dir: string;
let options: string[];
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-show-'));
  options = ['--db', join(dir, 'g.sqlite'), '--archive', join(dir, 'archive')];
  mkdirSync(join(dir, 'in'));
  for (const name of ['liaocheng-2020.txt', 'shili-2022.html', 'shili-2023.pdf']) copyFileSync(join(SAMPLES, name), join(dir, 'in', name));
  writeFileSync(join(dir, 'in', 'notice.txt'), '关于放假的通知\n元旦放假一天。\n');
  expect((await runCommand('extract', ['--from', join(dir, 'in'), ...options])).code).toBe(0);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function json<T>(script: string, args: string[]): Promise<T> {
  const ended = await runCommand(script, [...args, ...options, '--json']);
  expect(complaints(ended)).toEqual([]);
  expect(ended.code).toBe(0);
  return JSON.parse(ended.stdout) as T;
}

describe('status', () => {
  it('lists reports and refusals', async () => {
    const status = await json<{ documents: unknown; reports: { agencyId: string | null; fiscalYear: number; agency: string }[]; refused: unknown[] }>('status', []);
    expect(status.documents).toEqual([{ standing: 'represents_report', documents: 3 }, { standing: 'refused', documents: 1 }]);
    expect(status.reports.map(({ agencyId, fiscalYear }) => [agencyId, fiscalYear])).toEqual([['371500', 2020], [null, 2022], [null, 2023]]);
    expect(status.refused).toMatchObject([{ status: 'not_a_report', documents: 1, example: 'notice.txt' }]);
    const plain = await runCommand('status', ['--agency', '聊城市应急管理局', ...options]);
    expect(plain.stdout).toMatch(/371500 2020 聊城市应急管理局, ogi-2019: \d+ values/);
    expect(plain.stdout).not.toContain('2022');
    const outside = await runCommand('status', ['--agency', status.reports[1]!.agency, ...options]);
    expect(outside.stdout).toContain(`2022 ${status.reports[1]!.agency}`);
    expect(outside.stdout).not.toContain('371500');
    expect(await runCommand('status', ['--agency', 'nobody', ...options])).toMatchObject({ code: EXIT.unknownAgency, stdout: '' });
  });

  it('tells coverage, with the evidence of what is not published', async () => {
    const db = openDatabase(join(dir, 'g.sqlite'));
    new Store(db).putCoverage([
      { agencyId: '371500', fiscalYear: 2020, status: 'removed', evidence: 'https://yjj.example.gov.cn/1.html gone 2026-02-01', observedOn: '2026-01-30' },
      { agencyId: '371500', fiscalYear: 2021, status: 'not_found', evidence: 'https://yjj.example.gov.cn/ ok', observedOn: '2026-02-01' },
    ]);
    db.close();
    const status = await json<{ origin: string; coverage: object[] }>('status', []);
    expect(status.origin).toBe('live');
    expect(status.coverage).toMatchObject([
      { agencyId: '371500', agency: '聊城市应急管理局', fiscalYear: 2020, status: 'removed', evidence: 'https://yjj.example.gov.cn/1.html gone 2026-02-01', dated: '2026-01-30' },
      { agencyId: '371500', fiscalYear: 2021, status: 'not_found' }, { agencyId: null, fiscalYear: 2022, status: 'published' }, { agencyId: null, fiscalYear: 2023, status: 'published' },
    ]);
    const plain = await runCommand('status', options);
    expect(plain.stdout).toContain('\ncoverage   2 published, 1 removed, 1 not_found\n  371500 2020 removed 2026-01-30: https://yjj.example.gov.cn/1.html gone 2026-02-01\n');
    expect(plain.stdout).not.toMatch(/2021 not_found|replica/);
    expect((await runCommand('status', ['--agency', '371500', ...options])).stdout).toContain('  371500 2021 not_found 2026-02-01: https://yjj.example.gov.cn/ ok\n');
  });

  it('begins with a warning where figures are invented', async () => {
    const path = join(dir, 'replica.sqlite');
    openDatabase(path, { origin: 'replica' }).close();
    const { stdout } = await runCommand('status', ['--db', path]);
    expect(stdout).toMatch(/^replica: .*不得引用.*\ndocuments {2}0: none\n/);
  });

  it('a command that writes live documents is refused by a database of the replica', async () => {
    const ended = await runCommand('extract', ['--from', join(dir, 'in'), '--db', join(dir, 'replica.sqlite'), '--archive', join(dir, 'archive')]);
    expect(ended).toMatchObject({ code: EXIT.damaged, stdout: '' });
    expect(ended.stderr).toMatch(/^extract: the database \S+replica\.sqlite holds documents of the replica, this run would write documents of live portals; the two never mix: name another file with --db\n$/);
  });
});

describe('show', () => {
  it('shows a report by id and by name alike', async () => {
    const byId = await json<{ agencyId: string; sources: string[]; cells: Cell[] }>('show', ['371500', '2020']);
    expect(byId).toMatchObject({ agencyId: '371500', sources: ['liaocheng-2020.txt'], fiscalYear: 2020, form: 'ogi-2019' });
    expect(byId.cells.length).toBeGreaterThan(190);
    expect(await json('show', ['聊城市应急管理局', '2020'])).toEqual(byId);
    const plain = await runCommand('show', ['371500', '2020', ...options]);
    for (const { code, state } of byId.cells) expect(plain.stdout.includes(`\n${code} `), code).toBe(state !== 'absent' && state !== 'not_in_template');
  });

  it('shows one figure with its place, its raw text and its checks', async () => {
    const { cells } = await json<{ cells: Cell[] }>('show', ['371500', '2020']);
    const wanted = cells.find(({ state, code }) => state === 'number' && code.startsWith('t3.'))!;
    const shown = await json<{ cell: Cell; checks: { cells: string[] }[]; sha256: string; nameZh: string }>('show', ['371500', '2020', wanted.code]);
    expect(shown.cell).toEqual(wanted);
    expect(shown.checks.length).toBeGreaterThan(0);
    for (const { cells: involved } of shown.checks) expect(involved).toContain(wanted.code);
    const plain = await runCommand('show', ['371500', '2020', wanted.code, ...options]);
    expect(plain.stdout).toContain(`value       ${wanted.value} ${wanted.unit} (number, ${wanted.alignment})`);
    expect(plain.stdout).toMatch(/^place {7}table \d+, row \d+, column \d+; line \d+/m);
    expect(plain.stdout).toContain(`document    ${shown.sha256}`);
  });

  it('says what last year says', async () => {
    const { reports } = await json<{ reports: { agency: string; fiscalYear: number }[] }>('status', []);
    const { agency } = reports.find(({ fiscalYear }) => fiscalYear === 2023)!;
    const shown = await json<{ acrossYears: { name: string; cells: string[] }[] }>('show', [agency, '2023', CODE]);
    expect(shown.acrossYears).toMatchObject(['lenient', 'strict'].map((mode) => ({ name: 'X1@total', mode, status: 'pass', delta: 0, cells: [CODE, 't3.carry_out@total'] })));
  });

  it.each([
    [['371500', '2019'], EXIT.notStored, 'show: no report of 聊城市应急管理局 for 2019; there are reports for 2020\n'],
    [['mem', '2020'], EXIT.notStored, 'show: no report of 应急管理部 for 2020; nothing of this agency is stored; status lists what is\n'],
    [['371500', '2020', 't3.nothing'], EXIT.notStored, 'show: no edition of the form has the code t3.nothing; show 371500 2020 lists the codes\n'],
    [['聊城应急厅', '2020'], EXIT.unknownAgency, undefined],
  ])('%j is not there', async (args, exit, says) => {
    const ended = await runCommand('show', [...args, ...options]);
    expect(ended).toMatchObject({ code: exit, stdout: '' });
    if (says !== undefined) expect(ended.stderr).toBe(says);
    expect(ended.stderr.split('\n')).toHaveLength(2);
  });
});
