import { expect, it } from 'vitest';
import { EXIT } from '../../scripts/cli/exit.ts';
import { complaints, runCommand } from '../support/command.ts';

async function judged(...args: string[]): Promise<unknown> {
  const ended = await runCommand('judge', args);
  expect(complaints(ended)).toEqual([]);
  expect(ended.code).toBe(EXIT.ok);
  expect(ended.stdout.trim().split('\n')).toHaveLength(1);
  return JSON.parse(ended.stdout);
}

it('prints one object of four keys, for an agency and for nobody, by id and by name', async () => {
  const title = '西藏自治区审计厅2025年政务信息公开工作开展年度报告';
  expect(await judged(title)).toEqual({ verdict: 'accepted', rule: 'report_words', year: 2025, relation: 'foreign' });
  const foreign = { verdict: 'rejected', rule: 'other_organ', year: 2025, relation: 'foreign' };
  expect(await judged(title, '--agency', '540000')).toEqual(foreign);
  expect(await judged('--agency', '西藏自治区应急管理厅', '--json', title)).toEqual(foreign);
  expect(await judged('市应急局', '--agency', '620600')).toEqual({ verdict: 'doubtful', rule: 'bare_name', year: null, relation: 'relative' });
});

it('refuses an unknown agency and a missing title, each in one line', async () => {
  const unknown = await runCommand('judge', ['2024年政府信息公开工作年度报告', '--agency', '999999']);
  expect(unknown).toMatchObject({ code: EXIT.unknownAgency, stdout: '' });
  expect(complaints(unknown)).toEqual([expect.stringContaining('no agency has the id or name "999999"')]);
  const missing = await runCommand('judge', []);
  expect(missing).toMatchObject({ code: EXIT.usage, stdout: '' });
  expect(complaints(missing)).toHaveLength(1);
});
