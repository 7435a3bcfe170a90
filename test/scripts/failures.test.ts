import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';
import { contentHash } from '../../db/dump.ts';
import { checkIntegrity, migrations, openDatabase } from '../../db/open.ts';
import { EXIT } from '../../scripts/cli/exit.ts';
import { complaints, runCommand, UNPRIVILEGED } from '../support/command.ts';
import { root } from '../support/needs.ts';

const SAMPLES = join(root, 'data', 'sample');
const SOME = ['shili-2022.html', 'shili-2020.txt', 'yangben-2021.html'];

let dir: string;
const path = (...parts: string[]): string => join(dir, ...parts);
const options = (): string[] => ['--db', path('g.sqlite'), '--archive', path('archive')];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-failures-'));
  mkdirSync(path('in'));
  for (const name of SOME) copyFileSync(join(SAMPLES, name), path('in', name));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs a command that must fail: with this code, one line on stderr that says why, and nothing on stdout. */
async function fails(script: string, args: string[], exit: number, says: RegExp, shellBefore?: string): Promise<void> {
  const ended = await runCommand(script, args, shellBefore === undefined ? {} : { shellBefore });
  expect(complaints(ended), ended.stderr).toHaveLength(1);
  expect(ended.stderr).toMatch(says);
  expect(ended.stderr).toMatch(new RegExp(`^${script}: `));
  expect(ended.code).toBe(exit);
  expect(ended.stdout).toBe('');
}

const hashOf = (file: string): string => {
  const db = openDatabase(file, { readonly: true });
  try {
    checkIntegrity(db);
    return contentHash(db);
  } finally {
    db.close();
  }
};

describe('what was named is not there', () => {
  it.each<[string, () => string[], number, RegExp]>([
    ['extract', () => ['--file', path('nowhere.pdf'), '--json'], EXIT.missing, /nowhere\.pdf: there is no such file or folder/],
    ['extract', () => ['--from', path('nowhere'), ...options()], EXIT.missing, /nowhere: there is no such file or folder/],
    ['extract', () => ['--from', path('in', SOME[0]!), ...options()], EXIT.missing, /is a file; give a folder, or use --file/],
    ['extract', () => ['--changed', ...options()], EXIT.missing, /there is no archive at .*archive; take documents in with extract --from DIR/],
    ['status', () => options(), EXIT.missing, /there is no database at .*g\.sqlite; make one with: extract --from DIR/],
    ['show', () => ['mem', '2020', ...options()], EXIT.missing, /there is no database at/],
    ['verify', () => ['--gold', path('in'), '--corpus', path('in')], EXIT.missing, /in holds no gold/],
  ])('%s %#', async (script, args, exit, says) => {
    await fails(script, args(), exit, says);
    expect(readdirSync(dir)).toEqual(['in']);
  });

  it('an agency that nobody knows', async () => {
    await fails('extract', ['--agency', '宁夏应急局', ...options()], EXIT.unknownAgency, /no agency has the id or name "宁夏应急局"; near to it: 640000/);
    expect(readdirSync(dir)).toEqual(['in']);
  });

  it.each<[string, string[]]>([
    ['extract', []],
    ['extract', ['--bogus']],
    ['extract', ['--from', 'a', '--file', 'b', '--year', 'MMXX']],
    ['show', ['mem']],
  ])('%s %j is no command', async (script, args) => {
    await fails(script, args, EXIT.usage, /--help shows how to use it/);
  });
});

describe('a database that cannot be used', () => {
  it('is locked by another process: nothing is taken in', async () => {
    expect((await runCommand('extract', ['--from', path('in'), ...options()])).code).toBe(0);
    const before = hashOf(path('g.sqlite'));
    copyFileSync(join(SAMPLES, 'yangben-2019.txt'), path('in', 'more.txt'));
    const holder = new Database(path('g.sqlite'));
    holder.exec('BEGIN IMMEDIATE');
    try {
      await fails('extract', ['--from', path('in'), ...options()], EXIT.locked, /is in use by another process; wait for it to end, then try again/);
    } finally {
      holder.exec('ROLLBACK');
      holder.close();
    }
    expect(hashOf(path('g.sqlite'))).toBe(before);
    const again = await runCommand('extract', ['--from', path('in'), ...options(), '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ read: 1, outcomes: { new: 1 } });
  });

  it('has a ledger that is locked', async () => {
    Archive.open(path('archive')).close();
    const holder = new Database(path('archive', 'ledger.sqlite'));
    holder.exec('BEGIN IMMEDIATE');
    try {
      await fails('extract', ['--from', path('in'), ...options()], EXIT.locked, /the ledger .* is in use by another process/);
    } finally {
      holder.close();
    }
  });

  it.each([
    ['words', (file: string) => writeFileSync(file, 'no database at all '.repeat(1000))],
    ['another database', (file: string) => new Database(file).exec('CREATE TABLE mine (a)').close()],
  ])('is something else: %s', async (_, make) => {
    make(path('g.sqlite'));
    const before = readFileSync(path('g.sqlite'));
    for (const [script, args] of [['extract', ['--from', path('in')]], ['status', []]] as const) {
      await fails(script, [...args, ...options()], EXIT.damaged, /g\.sqlite/);
    }
    expect(readFileSync(path('g.sqlite')).equals(before)).toBe(true);
    expect(existsSync(path('archive'))).toBe(false);
  });

  it('was not made to its end: it is not read, and finished by the next extract', async () => {
    const db = new Database(path('g.sqlite'));
    db.unsafeMode(true); // migrations may rewrite the schema
    for (const { sql } of migrations()) db.exec(sql);
    db.pragma(`application_id = ${0x474b4149}`);
    db.pragma(`user_version = ${migrations().length}`);
    db.close();
    await fails('status', options(), EXIT.damaged, /g\.sqlite was not made to its end, .*; run that once more: extract --changed --db/);
    await fails('show', ['mem', '2020', ...options()], EXIT.damaged, /was not made to its end/);
    expect((await runCommand('extract', ['--from', path('in'), ...options()])).code).toBe(0);
    expect((await runCommand('status', options())).code).toBe(0);
  });

  it('is damaged in the middle', async () => {
    expect((await runCommand('extract', ['--from', path('in'), ...options()])).code).toBe(0);
    const bytes = readFileSync(path('g.sqlite'));
    for (let at = 8192 * 3; at < bytes.length; at += 8192) bytes.fill(0xa5, at, at + 4000);
    writeFileSync(path('g.sqlite'), bytes);
    await fails('extract', ['--all', ...options()], EXIT.damaged, /is damaged \(.*\); set it aside and build it again from the archive: extract --all/);
    expect(readFileSync(path('g.sqlite')).equals(bytes)).toBe(true);
  });
});

it('says which document of the archive is damaged, and reads the others', async () => {
  expect((await runCommand('extract', ['--from', path('in'), ...options()])).code).toBe(0);
  const before = hashOf(path('g.sqlite'));
  const archive = Archive.open(path('archive'));
  const [victim] = [...archive.list()];
  archive.close();
  writeFileSync(path('archive', 'objects', victim!.sha256.slice(0, 2), victim!.sha256.slice(2)), 'x'.repeat(victim!.bytes));
  const ended = await runCommand('extract', ['--all', ...options(), '--json']);
  expect(ended.code).toBe(EXIT.damaged);
  expect(JSON.parse(ended.stdout)).toMatchObject({ read: SOME.length - 1, outcomes: { unchanged: SOME.length - 1 }, failed: [{ source: victim!.sources[0], exit: EXIT.damaged }] });
  expect(hashOf(path('g.sqlite'))).toBe(before);
});

it('says what may not be written', async () => {
  chmodSync(dir, 0o555);
  try {
    await fails('extract', ['--from', path('in'), ...options()], EXIT.notPermitted, /g\.sqlite/, UNPRIVILEGED);
  } finally {
    chmodSync(dir, 0o755);
  }
});

describe('no room left', () => {
  let complete: string;
  let undisturbed: string;
  beforeAll(async () => {
    complete = mkdtempSync(join(tmpdir(), 'gongkai-complete-'));
    mkdirSync(join(complete, 'in'));
    for (const name of SOME) copyFileSync(join(SAMPLES, name), join(complete, 'in', name));
    await runCommand('extract', ['--from', join(complete, 'in'), '--db', join(complete, 'g.sqlite'), '--archive', join(complete, 'archive')]);
    undisturbed = hashOf(join(complete, 'g.sqlite'));
  });
  afterAll(() => rmSync(complete, { recursive: true, force: true }));

  /** After a run that met a full disk: no temporary files, everything sound, and the next run ends as if nothing had been. */
  async function recovers(): Promise<void> {
    if (existsSync(path('archive'))) {
      const archive = Archive.open(path('archive'));
      const { missing, damaged, leftovers } = archive.verify();
      archive.close();
      expect({ missing, damaged, leftovers }).toEqual({ missing: [], damaged: [], leftovers: [] });
    }
    const ended = await runCommand('extract', ['--from', path('in'), ...options()]);
    expect(complaints(ended).filter((line) => !/has no visit/.test(line))).toEqual([]);
    expect(ended.code).toBe(0);
    expect(hashOf(path('g.sqlite'))).toBe(undisturbed);
  }

  // A limit on the size of files meets every writer where it stands, as a full disk does, without needing one.
  const limits = process.platform === 'win32' ? [] : [20, 1200, 1500];
  it.each(limits)('files may not grow beyond %i blocks', async (blocks) => {
    await fails('extract', ['--from', path('in'), ...options()], EXIT.diskFull, /no room|may not grow|cannot grow/, `ulimit -f ${blocks};`);
    await recovers();
  });

  const mount = (size: string): boolean => process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', dir], { stdio: 'ignore' }).status === 0;
  it.each(['300k', '1500k'])('a disk of %s [where a tmpfs may be mounted]', async (size) => {
    if (!mount(size)) return console.log(`no tmpfs can be mounted here: a disk of ${size} is not tried`);
    try {
      mkdirSync(path('in'));
      for (const name of SOME) copyFileSync(join(SAMPLES, name), path('in', name));
      await fails('extract', ['--from', path('in'), ...options()], EXIT.diskFull, /no room left/);
      expect(spawnSync('mount', ['-o', 'remount,size=64m', dir]).status).toBe(0);
      await recovers();
    } finally {
      spawnSync('umount', [dir]);
    }
  });
});
