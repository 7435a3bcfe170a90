import { appendFileSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';
import { contentHash } from '../../db/dump.ts';
import { checkIntegrity, openDatabase, type Db } from '../../db/open.ts';
import { complaints, runCommand } from '../support/command.ts';
import { root } from '../support/needs.ts';

const SAMPLES = join(root, 'data', 'sample');
const SOME = ['shili-2022.html', 'shili-2020.txt', 'yangben-2021.html', 'yangben-2024.pdf', 'shili-2021.docx', 'ningxia-2020.pdf'];

interface Summary {
  documents: number;
  read: number;
  reports: number;
  taken: { files: number; new: number };
  outcomes: { new: number; unchanged: number; superseded: number };
  differences?: { source: string; outcome: string; cells: { code: string; before: { value: number } | null; after: { value: number } | null; fields: string[] }[] }[];
}

let dir: string;
const path = (...parts: string[]): string => join(dir, ...parts);
const options = (name = 'g'): string[] => ['--db', path(`${name}.sqlite`), '--archive', path(`${name}-archive`)];

async function extract(args: string[], name = 'g'): Promise<Summary> {
  const ended = await runCommand('extract', [...args, ...options(name), '--json']);
  expect(complaints(ended)).toEqual([]);
  expect(ended.code).toBe(0);
  return JSON.parse(ended.stdout) as Summary;
}
function inDatabase<T>(work: (db: Db) => T, { name = 'g', readonly = true } = {}): T {
  const db = openDatabase(path(`${name}.sqlite`), { readonly });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
const content = (name = 'g'): string => inDatabase((db) => {
  checkIntegrity(db);
  return contentHash(db);
}, { name });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-run-'));
  mkdirSync(path('in', 'sub'), { recursive: true });
  SOME.forEach((name, index) => copyFileSync(join(SAMPLES, name), path('in', index % 2 ? 'sub' : '.', name)));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('a folder into archive and database', () => {
  it('takes in every document and reads it', async () => {
    expect(await extract(['--from', path('in')])).toMatchObject({ documents: 6, read: 6, reports: 6, taken: { files: 6, new: 6 }, outcomes: { new: 6, unchanged: 0, superseded: 0 } });
    const archive = Archive.open(path('g-archive'));
    expect([...archive.list()].map(({ sources }) => sources[0]).sort()).toEqual(SOME.map((name, index) => (index % 2 ? `sub/${name}` : name)).sort());
    archive.close();
  });

  it('has nothing left to do the second time', async () => {
    const before = content();
    expect(await extract(['--from', path('in')])).toMatchObject({ documents: 6, read: 0, taken: { files: 6, new: 0 } });
    expect(await extract(['--changed'])).toMatchObject({ documents: 6, read: 0 });
    expect(content()).toBe(before);
  });

  it('builds the same content with one thread as with two, from the archive as from the folder', async () => {
    await extract(['--from', path('in'), '--workers', '1'], 'one');
    expect(content('one')).toBe(content());
    cpSync(path('g-archive'), path('again-archive'), { recursive: true });
    expect(await extract(['--all', '--workers', '2'], 'again')).toMatchObject({ documents: 6, read: 6, outcomes: { new: 6 } });
    expect(content('again')).toBe(content());
  });

  it('notes a further name of a document without reading it again', async () => {
    mkdirSync(path('more'));
    copyFileSync(join(SAMPLES, SOME[0]!), path('more', 'copy.html'));
    expect(await extract(['--from', path('more')])).toMatchObject({ documents: 1, read: 0, taken: { files: 1, new: 0 } });
    const sources = inDatabase((db) => db.prepare<[], string>(`SELECT sources FROM documents WHERE sources LIKE '%copy.html%'`).pluck().get());
    expect(sources?.split('\n')).toEqual(['copy.html', SOME[0]]);
  });
});

describe('reading again', () => {
  const CODE = 't3.result.open@total';
  const spoil = (): void => inDatabase((db) => {
    const { changes } = db
      .prepare(`UPDATE cell SET value = value + 1 WHERE code = (SELECT id FROM code WHERE code = ?) AND reading = (SELECT r.reading FROM reports v JOIN agency a ON a.agency_id = v.agency_id JOIN report r ON r.agency = a.id AND r.fiscal_year = v.fiscal_year WHERE v.agency_id = '640000')`)
      .run(CODE);
    expect(changes).toBe(1);
  }, { readonly: false });
  const forget = (where: string): void => inDatabase((db) => {
    db.exec(`INSERT OR IGNORE INTO string (text) VALUES ('older'); UPDATE reading SET code_version = (SELECT id FROM string WHERE text = 'older') WHERE ${where}`);
  }, { readonly: false });

  it('shows on request what would change, cell by cell, and writes nothing', async () => {
    spoil();
    const spoilt = content();
    const { differences, ...summary } = await extract(['--all', '--dry-run']);
    expect(summary).toMatchObject({ read: 6, outcomes: { new: 0, unchanged: 5, superseded: 1 } });
    expect(differences).toHaveLength(1);
    expect(differences![0]).toMatchObject({ outcome: 'superseded', cells: [{ code: CODE, fields: expect.arrayContaining(['value']) as string[] }] });
    expect(differences![0]!.cells).toHaveLength(1);
    const { before, after } = differences![0]!.cells[0]!;
    expect(before!.value).toBe(after!.value + 1);
    const plain = await runCommand('extract', ['--agency', '640000', '--all', '--dry-run', ...options()]);
    expect(plain.stdout).toContain(`${CODE}: ${before!.value} `);
    expect(content()).toBe(spoilt);
  });

  it('puts the new reading in place of the old one, which is kept', async () => {
    expect(await extract(['--agency', '宁夏回族自治区应急管理厅', '--all'])).toMatchObject({ documents: 1, read: 1, outcomes: { superseded: 1 } });
    expect(await extract(['--all', '--dry-run'])).toMatchObject({ outcomes: { unchanged: 6 }, differences: [] });
    expect(inDatabase((db) => db.prepare<[], number>('SELECT count(*) FROM reading WHERE current = 0').pluck().get())).toBe(1);
  });

  it('reads what other code has read, and only that', async () => {
    expect(await extract(['--year', '2020'])).toMatchObject({ documents: 2, read: 0 });
    forget(`agency = (SELECT id FROM agency WHERE agency_id = '640000') AND current = 1`);
    expect(await extract(['--year', '2021'])).toMatchObject({ read: 0 });
    expect(await extract(['--changed'])).toMatchObject({ documents: 6, read: 1, outcomes: { unchanged: 1 } });
    expect(await extract(['--changed'])).toMatchObject({ read: 0 });
  });

  it('compares a folder with nothing stored, and makes neither archive nor database', async () => {
    const summary = await extract(['--from', path('in'), '--dry-run'], 'none');
    expect(summary).toMatchObject({ documents: 6, read: 6, outcomes: { new: 6 } });
    expect(summary.differences).toHaveLength(6);
    expect(existsSync(path('none.sqlite')) || existsSync(path('none-archive'))).toBe(false);
  });
});

it('ends as an undisturbed run does, however often it is killed', { timeout: 300_000 }, async () => {
  const COPIES = 8;
  mkdirSync(path('many'));
  for (let copy = 0; copy < COPIES; copy++) {
    for (const name of ['shili-2022.html', 'yangben-2021.html', 'shili-2020.txt']) {
      const file = path('many', `${copy}-${name}`);
      copyFileSync(join(SAMPLES, name), file);
      appendFileSync(file, name.endsWith('.html') ? `<!-- ${copy} -->` : '\n'.repeat(copy + 1));
    }
  }
  await extract(['--from', path('many')], 'calm');
  /** What the run has written so far, roughly. */
  const written = (): number => {
    const size = (file: string): number => statSync(path(file), { throwIfNoEntry: false })?.size ?? 0;
    return size('killed.sqlite') + size('killed.sqlite-wal') + size('killed-archive/ledger.sqlite-wal');
  };
  for (let kills = 0, code: number | null = null; code === null && kills < 8; kills++) {
    const before = written();
    let writing: number | null = null;
    const delay = Math.random() * 150 * (kills + 1);
    const killWhen = (): boolean => {
      if (written() !== before) writing ??= Date.now();
      return writing !== null && Date.now() - writing > delay;
    };
    ({ code } = await runCommand('extract', ['--from', path('many'), ...options('killed')], { killWhen }));
    if (existsSync(path('killed.sqlite'))) inDatabase((db) => expect(db.pragma('integrity_check', { simple: true })).toBe('ok'), { name: 'killed', readonly: false });
  }
  expect(await runCommand('extract', ['--from', path('many'), ...options('killed')])).toMatchObject({ code: 0 });
  expect(content('killed')).toBe(content('calm'));
  const archive = Archive.open(path('killed-archive'));
  expect(archive.verify()).toMatchObject({ orphans: [], missing: [], damaged: [] });
  archive.close();
});
