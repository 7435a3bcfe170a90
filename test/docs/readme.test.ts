/** Every command and every query that the README shows works, in its order, in a fresh copy of the project. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../crawlers/fetch/chromium.ts';
import { corpus, root } from '../support/needs.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = (language: string): string[] => [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1]!);
const lines = (language: string): string[] => blocks(language).flatMap((block) => block.trim().split('\n'));

/** `npm test` is what runs this; what serves until it is stopped has a test of its own. */
const commands = lines('sh').filter((command) => command !== 'npm test' && !command.includes('explore'));

let place: string;
let copy: string;

/** A copy, since the commands write to `data/`; packages are shared. */
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'gongkai-readme-'));
  copy = join(place, 'project');
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\0');
  for (const file of tracked) {
    if (file === '' || file.startsWith('test/') || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  if (corpus) symlinkSync(dirname(corpus), join(place, 'shared'));
});
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

function run(command: string): { status: number | null; output: string; errors: string } {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] });
  return { status, output: stdout, errors: stderr };
}

describe('the README', () => {
  it('names the two commands', () => {
    expect(lines('sh')).toEqual(expect.arrayContaining(['npm start', 'npm test']));
  });

  it.each(commands.filter((command) => corpus !== null || !command.includes('../shared/corpus')))('%s', { timeout: 600_000 }, async (command) => {
    const { status, output, errors } = run(command);
    expect({ status, errors: status === 0 ? '' : errors }).toEqual({ status: 0, errors: '' });
    expect(output.trim()).not.toBe('');
    if (command.includes('--json')) expect(JSON.parse(output)).toMatchObject(command.includes('extract') ? { status: 'report' } : {});
    // What the README shows is what comes out, and what it says to try next works.
    if (command === 'npm start') {
      // Without a browser two agencies are blocked, and the figures differ.
      if ((await findChromium()) !== null) expect(output.slice(output.indexOf('Coverage:')).trim()).toBe(blocks('text')[0]!.trim());
      for (const next of output.split('\n').filter((line) => /^ {4}npm run(?! explore)/.test(line))) expect(run(next.trim()), next).toMatchObject({ status: 0 });
      expect(run(command).output).toContain(' 0 documents new, 0 reports changed, 0 removed;');
    }
  });

  it.each(lines('sh').filter((command) => command.includes('explore')))('%s', { timeout: 60_000 }, async (command) => {
    const server = spawn('sh', ['-c', `exec ${command} --port 0 --json`], { cwd: copy, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    try {
      const [line] = (await once(server.stdout, 'data')) as [Buffer];
      const { url, loopback } = JSON.parse(line.toString()) as { url: string; loopback: boolean };
      expect(loopback).toBe(true);
      const page = await fetch(url);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('宁夏回族自治区应急管理厅');
    } finally {
      process.kill(-server.pid!, 'SIGTERM');
      await once(server, 'exit');
    }
  });

  it.each(lines('sql'))('%s', (query) => {
    const db = new Database(join(copy, 'data', 'gongkai.sqlite'), { readonly: true });
    try {
      expect(db.prepare(query).all().length).toBeGreaterThan(0);
    } finally {
      db.close();
    }
  });

  it('names tables and views that exist', () => {
    const names = [...readme.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| /gm)].flatMap((match) => [...match[1]!.matchAll(/`(\w+)`/g)].map((name) => name[1]!));
    expect(names).toContain('panel');
    const db = new Database(join(copy, 'data', 'gongkai.sqlite'), { readonly: true });
    try {
      const known = new Set(db.prepare('SELECT name FROM sqlite_schema').pluck().all());
      expect(names.filter((name) => !known.has(name))).toEqual([]);
    } finally {
      db.close();
    }
  });

  it('names paths that exist', () => {
    const paths = [...readme.matchAll(/`((?:data|extractors)\/[\w./-]+)`/g)].map((match) => match[1]!);
    expect(paths.length).toBeGreaterThan(5);
    // The reports of live nights are made by the first of them.
    expect(paths.filter((path) => path !== 'data/nights/' && !existsSync(join(copy, path)))).toEqual([]);
  });
});
