import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EXIT } from '../../scripts/cli/exit.ts';
import { complaints, runCommand } from '../support/command.ts';
import { root } from '../support/needs.ts';

it('refuses what is no address, and addresses of this machine, each in one line, and writes nothing', async () => {
  const wrong = await runCommand('probe', ['ftp://yjj.example.gov.cn/']);
  expect(wrong).toMatchObject({ code: EXIT.usage, stdout: '' });
  expect(complaints(wrong)).toEqual([expect.stringContaining('http:// or https://')]);
  const inside = await runCommand('probe', ['http://127.0.0.1/zwgk/', '--json']);
  expect(inside).toMatchObject({ code: EXIT.notStored, stdout: '' });
  expect(complaints(inside)).toEqual([expect.stringContaining('off_limits')]);
  expect(existsSync(join(root, 'data', 'proposed', '127.0.0.1.yaml'))).toBe(false);
});
