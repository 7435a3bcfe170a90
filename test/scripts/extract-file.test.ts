import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../extractors/report.ts';
import { complaints, runCommand } from '../support/command.ts';
import { corpus, needs, root } from '../support/needs.ts';

const SAMPLES = join(root, 'data', 'sample');
const KEYS = ['agency', 'agencyEvidence', 'cells', 'checks', 'facts', 'fiscalYear', 'fiscalYearEvidence', 'form', 'problems', 'publishedOn', 'sections', 'status', 'title', 'unknown'];

describe('extract --file', () => {
  it.each(['ningxia-2020.pdf', 'mem-2020.docx', 'henan-2019.html', 'huangshi-2020.txt'])('prints one JSON object for %s, and touches nothing', async (name) => {
    const data = join(root, 'data');
    const before = [readdirSync(data), statSync(join(SAMPLES, name)).mtimeMs];
    const ended = await runCommand('extract', ['--file', join(SAMPLES, name), '--json']);
    expect(complaints(ended)).toEqual([]);
    expect(ended.code).toBe(0);
    expect(ended.stdout.endsWith('\n') && ended.stdout.split('\n')).toHaveLength(2);
    const report = JSON.parse(ended.stdout) as Report;
    expect(Object.keys(report).sort()).toEqual(KEYS);
    expect(report.status).toBe('report');
    expect(report.agency.id).toMatch(/^(\d{6}|mem)$/);
    expect(name).toContain(String(report.fiscalYear));
    const { code, state, value, unit, raw, alignment, place } = report.cells.find((cell) => cell.state === 'number')!;
    expect({ code: typeof code, state, unit: typeof unit, raw: typeof raw, alignment, value: typeof value }).toEqual({ code: 'string', state: 'number', unit: 'string', raw: 'string', alignment, value: 'number' });
    expect(place).toMatchObject({ table: expect.any(Number) as number, row: expect.any(Number) as number, col: expect.any(Number) as number });
    expect([readdirSync(data), statSync(join(SAMPLES, name)).mtimeMs]).toEqual(before);
  });

  it('prints a refusal with the same keys and its reason, and exits 3', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'gongkai-file-'));
    try {
      writeFileSync(join(dir, 'a.html'), '<html><body><p>关于放假的通知</p><table><tr><td>1</td></tr></table></body></html>');
      const ended = await runCommand('extract', ['--file', join(dir, 'a.html'), '--json']);
      expect(ended).toMatchObject({ code: 3, stderr: '' });
      const refused = JSON.parse(ended.stdout) as Record<string, unknown>;
      expect(Object.keys(refused).sort()).toEqual([...KEYS, 'code', 'reason'].sort());
      expect(refused).toMatchObject({ status: 'not_a_report', reason: expect.stringMatching(/no table of the national form/) as string, cells: [], agency: { id: null } });
      const plain = await runCommand('extract', ['--file', join(dir, 'a.html')]);
      expect(plain).toMatchObject({ code: 3, stderr: '', stdout: `refused: not_a_report (no_tables): ${String(refused['reason'])}\n` });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('prints a summary for people', async () => {
    const ended = await runCommand('extract', ['--file', join(SAMPLES, 'liaocheng-2020.txt')]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^agency {6}聊城市应急管理局 \(371500\)$/m);
    expect(ended.stdout).toMatch(/^fiscal year 2020$/m);
    expect(ended.stdout).toMatch(/^cells {7}198: /m);
  });

  it('explains itself', async () => {
    const ended = await runCommand('extract', ['--help']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    for (const word of ['--file', '--from', '--agency', '--year', '--all', '--changed', '--dry-run', '--db', '--archive', '--json', 'Exit codes']) expect(ended.stdout).toContain(word);
  });
});

needs('the corpus', 'verify on the corpus', () => {
  it('finds every cell exact and nothing silent', async () => {
    const ended = await runCommand('verify', ['--gold', join(corpus!, 'gold'), '--corpus', corpus!, '--json']);
    expect(complaints(ended)).toEqual([]);
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ reports: 7, cells: 1388, exact: 1388, flagged: 0, silent: 0, negatives: 2, negativesRefused: 2 });
  });
});
