/** Snapshots appear whole or not at all, and the same database gives the same bytes. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS, writeSnapshot, type ExportFormat, type Snapshot } from '../../../db/export/snapshot.ts';
import { oddReplica } from './databases.ts';

let dir: string;
let db: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-snapshot-'));
  db = join(dir, 'r.sqlite');
  oddReplica(db);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const write = (to: string, formats: readonly ExportFormat[] = FORMATS, more: { onWork?: () => void } = {}): Promise<Snapshot> =>
  writeSnapshot({ db, to: join(dir, to), formats, software: 'gongkai 0', licence: 'MIT', ...more });
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(folder, path)).isFile()).sort();
const bytesOf = (folder: string): Map<string, string> => new Map(filesOf(folder).map((path) => [path, createHash('sha256').update(readFileSync(join(folder, path))).digest('hex')]));
const NAME = 'gongkai-replica-2023-03-09';

describe('writeSnapshot', () => {
  it('gives the same bytes for the same database, also in another time zone', async () => {
    const first = await write('a');
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Auckland';
    try {
      const second = await write('b');
      expect(second).toEqual({ ...first, folder: second.folder });
      expect(bytesOf(second.folder)).toEqual(bytesOf(first.folder));
      expect(bytesOf(second.folder).size).toBeGreaterThan(60);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('lists every file with its SHA-256, as sha256sum reads it', async () => {
    const { folder, files } = await write('a');
    const sums = new Map(readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
    expect([...sums.keys(), 'SHA256SUMS'].sort()).toEqual(filesOf(folder));
    expect(files).toBe(sums.size + 1);
    for (const [path, sha256] of sums) expect(createHash('sha256').update(readFileSync(join(folder, path))).digest('hex'), path).toBe(sha256);
  });

  it('replaces an earlier one only when it is complete', async () => {
    const { folder } = await write('c', ['csv']);
    const before = bytesOf(folder);
    let work = 0;
    const failing = write('c', FORMATS, { onWork: () => { if (++work === 20) throw new Error('stopped'); } });
    await expect(failing).rejects.toThrow('stopped');
    expect(work).toBe(20);
    expect(bytesOf(folder)).toEqual(before);
    expect(readdirSync(join(dir, 'c'))).toEqual([NAME]);
    await write('c', ['r']);
    expect(existsSync(join(folder, 'gongkai.R'))).toBe(true);
    expect(readdirSync(join(dir, 'c'))).toEqual([NAME]);
  });

  it('clears away what a killed run left, and puts back what it was about to replace', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const left = join(dir, 'd', `.${NAME}.building.${pid}`);
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'half'), 'half');
    mkdirSync(join(dir, 'd', `.${NAME}.replaced.${pid}`));
    writeFileSync(join(dir, 'd', `.${NAME}.replaced.${pid}`, 'whole'), 'whole');
    const stopped = write('d', ['csv'], { onWork: () => { throw new Error('stopped'); } });
    await expect(stopped).rejects.toThrow('stopped');
    expect(readdirSync(join(dir, 'd'))).toEqual([NAME]);
    expect(readdirSync(join(dir, 'd', NAME))).toEqual(['whole']);
    await write('d', ['csv']);
    expect(readdirSync(join(dir, 'd'))).toEqual([NAME]);
    expect(existsSync(join(dir, 'd', NAME, 'whole'))).toBe(false);
  });

  it('leaves the folder of a run that still goes on alone', async () => {
    const other = join(dir, 'e', `.${NAME}.building.${process.ppid}`);
    mkdirSync(other, { recursive: true });
    await write('e', ['python']);
    expect(readdirSync(join(dir, 'e')).sort()).toEqual([`.${NAME}.building.${process.ppid}`, NAME]);
  });

  it('writes what was asked for and what that needs', async () => {
    expect((await write('f', ['datasette'])).formats).toEqual(['datasette']);
    expect(filesOf(join(dir, 'f', NAME))).toEqual(['CITATION.cff', 'LICENSE', 'README.md', 'SHA256SUMS', 'codebook.md', 'datasette/metadata.json']);
    expect((await write('f', ['stata', 'python'])).formats).toEqual(['csv', 'stata', 'python']);
  });
});
