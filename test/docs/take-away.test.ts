/** What the README says to each user of a snapshot works on one. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS, writeSnapshot, type Snapshot } from '../../db/export/snapshot.ts';
import { oddReplica } from '../db/export/databases.ts';
import { duck } from '../db/export/readers.ts';
import { findProgram } from '../forge/render/programs.ts';
import { root } from '../support/needs.ts';

const section = /^### Take the data away\n(.*?)^## /ms.exec(readFileSync(join(root, 'README.md'), 'utf8'))![1]!;
/** The first piece of code in a user's row. */
const says = (user: string): string => new RegExp(`^\\| ${user} \\| \`([^\`]+)\``, 'm').exec(section)![1]!;

let dir: string;
let done: Snapshot;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-away-'));
  oddReplica(join(dir, 'gongkai.sqlite'));
  done = await writeSnapshot({ db: join(dir, 'gongkai.sqlite'), to: dir, formats: FORMATS, software: 'gongkai 0', licence: 'MIT' });
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = (program: string, args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: done.folder, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  expect(status, stderr).toBe(0);
  return stdout;
};
const rscript = findProgram('Rscript');
const python = findProgram('python3');

describe('the README on taking data away', () => {
  it('DuckDB', async () => {
    const reader = await duck();
    try {
      const rows = await reader.query(says('DuckDB').replace("'parquet/", `'${done.folder}/parquet/`));
      expect(rows).toHaveLength(done.rows['panel']!);
    } finally {
      reader.close();
    }
  });

  it.skipIf(python === null)('Python [needs python3]', () => {
    expect(run('python3', ['-c', `${says('Python')}; print(len(panel))`])).toBe(`${done.rows['panel']}\n`);
  });

  it.skipIf(rscript === null)('R [needs Rscript]', () => {
    expect(run('Rscript', ['-e', `${says('R')}; cat("rows", nrow(panel))`])).toContain(`rows ${done.rows['panel']}`);
  });

  it.each([['Stata', 'gongkai.do'], ['Datasette', 'datasette/metadata.json'], ['Excel', 'gongkai.xlsx'], ['R', 'gongkai.R']])('%s: names a file that is there', (user, file) => {
    expect(says(user)).toContain(file);
    expect(existsSync(join(done.folder, file))).toBe(true);
  });

  it('names every format to choose from, and only such', () => {
    for (const format of /--only ([\w,]+)/.exec(section)![1]!.split(',')) expect(FORMATS).toContain(format);
  });
});
