/** `export` without `--warc`, as its own process: the dataset, whole or not at all. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../scripts/cli/exit.ts';
import { oddReplica } from '../db/export/databases.ts';
import { complaints, runCommand, UNPRIVILEGED } from '../support/command.ts';

const NAME = 'gongkai-replica-2023-03-09';
let dir: string;
const path = (...parts: string[]): string => join(dir, ...parts);
const run = (...args: string[]) => runCommand('export', args);

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-export-data-'));
  oddReplica(path('r.sqlite'));
  writeFileSync(path('words.sqlite'), 'words, no database'.repeat(100));
  const other = new Database(path('other.sqlite'));
  other.exec('CREATE TABLE t (x)');
  other.close();
  writeFileSync(path('file'), '');
}, 60_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('export', { timeout: 120_000 }, () => {
  it('writes a snapshot, says where it is and that its figures are invented', async () => {
    const ended = await run('--db', path('r.sqlite'), '--to', path('out'), '--only', 'csv,python');
    expect(ended.code, ended.stderr).toBe(EXIT.ok);
    expect(ended.stdout).toContain('most of their figures are invented');
    expect(ended.stdout).toContain(path('out', NAME));
    expect(readdirSync(path('out'))).toEqual([NAME]);
    expect(readFileSync(path('out', NAME, 'README.md'), 'utf8')).toMatch(/Written by gongkai \d/);
    const json = await run('--db', path('r.sqlite'), '--to', path('out'), '--only', 'python', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ folder: path('out', NAME), date: '2023-03-09', origin: 'replica', formats: ['csv', 'python'], leftOut: [], rows: { reports: 10 } });
  });

  it('leaves nothing half-written when it is killed, and the earlier snapshot whole', async () => {
    await run('--db', path('r.sqlite'), '--to', path('killed'), '--only', 'r');
    const before = readFileSync(path('killed', NAME, 'SHA256SUMS'), 'utf8');
    const started = (): boolean => readdirSync(path('killed')).some((it) => it.includes('.building.') && existsSync(path('killed', it, 'csv')));
    const ended = await runCommand('export', ['--db', path('r.sqlite'), '--to', path('killed')], { killWhen: started });
    expect(ended.code).toBeNull();
    expect(readdirSync(path('killed')).filter((it) => !it.startsWith('.'))).toEqual([NAME]);
    expect(readFileSync(path('killed', NAME, 'SHA256SUMS'), 'utf8')).toBe(before);
    expect((await run('--db', path('r.sqlite'), '--to', path('killed'), '--only', 'r')).code).toBe(EXIT.ok);
    expect(readdirSync(path('killed'))).toEqual([NAME]);
  });

  it.each([
    ['a database that is not there', () => ['--db', path('no.sqlite'), '--to', path('x')], EXIT.missing, /there is no database at/],
    ['a file that is no database', () => ['--db', path('words.sqlite'), '--to', path('x')], EXIT.damaged, /not an SQLite database/],
    ["somebody else's database", () => ['--db', path('other.sqlite'), '--to', path('x')], EXIT.damaged, /not one of Gongkai/],
    ['an unknown format', () => ['--db', path('r.sqlite'), '--to', path('x'), '--only', 'csv,spss'], EXIT.usage, /no format "spss"; there are csv, xlsx, parquet/],
    ['no format', () => ['--db', path('r.sqlite'), '--to', path('x'), '--only', ''], EXIT.usage, /no format ""/],
    ['a file in place of the folder', () => ['--db', path('r.sqlite'), '--to', path('file')], EXIT.missing, /file: a file stands where a folder is needed/],
    ['a folder below a file', () => ['--db', path('r.sqlite'), '--to', path('file', 'x')], EXIT.missing, /a part of the path is not a folder/],
    ['both at once', () => ['--warc', '--only', 'csv'], EXIT.usage, /run the command once for each/],
    ['a name for the archive without --warc', () => ['--out', 'a.warc.gz'], EXIT.usage, /give --warc/],
  ] as const)('refuses %s in one line, and writes nothing', async (_, args, exit, line) => {
    const before = readdirSync(dir).sort();
    const ended = await run(...args());
    expect(ended).toMatchObject({ code: exit, stdout: '' });
    expect(complaints(ended)).toEqual([expect.stringMatching(line)]);
    expect(readdirSync(dir).sort()).toEqual(before);
  });

  it('refuses a folder that may not be written', async () => {
    mkdirSync(path('closed'));
    chmodSync(path('closed'), 0o500);
    const ended = await runCommand('export', ['--db', path('r.sqlite'), '--to', path('closed')], UNPRIVILEGED === undefined ? {} : { shellBefore: UNPRIVILEGED });
    expect(ended.code).toBe(EXIT.notPermitted);
    expect(complaints(ended)).toEqual([expect.stringContaining('permission denied')]);
  });

  it('says so when the disk is full, and leaves nothing behind', async () => {
    const ended = await runCommand('export', ['--db', path('r.sqlite'), '--to', path('full'), '--only', 'csv'], { shellBefore: 'ulimit -f 200;' });
    expect(ended.code).toBe(EXIT.diskFull);
    expect(complaints(ended)).toHaveLength(1);
    expect(readdirSync(path('full'))).toEqual([]);
  });
});
