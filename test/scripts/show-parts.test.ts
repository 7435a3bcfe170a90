/** A report in parts as it is shown: every figure with the document that prints it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tablesOnly, withoutTables } from '../../crawlers/replica/report/apart.ts';
import { renderOwn } from '../forge/render/index.ts';
import { forge } from '../forge/report.ts';
import { runCommand } from '../support/command.ts';

it('names the part in which a figure stands, and lists the parts', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'gongkai-show-parts-'));
  try {
    const report = forge('shown', { deviations: [], broken: false, form: 'ogi-2021' });
    const workbook = renderOwn('xlsx', tablesOnly(report)).bytes;
    const sha256 = createHash('sha256').update(workbook).digest('hex');
    writeFileSync(join(dir, '附表.xlsx'), workbook);
    writeFileSync(join(dir, 'page.html'), Buffer.from(renderOwn('html-clean', withoutTables(report)).bytes).toString('utf8').replace('</body>', '<p><a href="附表.xlsx">附表.xlsx</a></p></body>'));
    const options = ['--db', join(dir, 'g.sqlite'), '--archive', join(dir, 'archive')];
    expect((await runCommand('extract', ['--from', dir, ...options])).code).toBe(0);
    const whole = await runCommand('show', [report.agency.name, String(report.fiscalYear), ...options.slice(0, 2)]);
    expect(whole.stdout).toMatch(new RegExp(`^part +附表\\.xlsx \\(${sha256.slice(0, 12)}\\): published, requests, disputes$`, 'm'));
    const figure = await runCommand('show', [report.agency.name, String(report.fiscalYear), 't3.new@total', ...options.slice(0, 2)]);
    expect(figure.stdout).toMatch(new RegExp(`^document +${sha256}, a part of [0-9a-f]{64}\\n +附表\\.xlsx$`, 'm'));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
