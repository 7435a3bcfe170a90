import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';
import { openDatabase } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import { badDocuments, type BadDocument } from '../support/bad-documents.ts';
import { complaints, runCommand, type Ended } from '../support/command.ts';
import { root } from '../support/needs.ts';

const SAMPLES = join(root, 'data', 'sample');

interface Row {
  status: string;
  refusal: string | null;
  reason: string | null;
}

describe('a folder of broken and hostile documents', () => {
  let dir: string;
  let bad: BadDocument[];
  let first: Ended;
  let second: Ended;
  let readingBefore: unknown;
  let options: string[];
  const path = (...parts: string[]): string => join(dir, ...parts);

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'gongkai-bad-'));
    options = ['--db', path('g.sqlite'), '--archive', path('archive'), '--timeout', '15'];
    mkdirSync(path('in'));
    copyFileSync(join(SAMPLES, 'shili-2024.html'), path('in', 'first.html'));
    first = await runCommand('extract', ['--from', path('in'), ...options]);
    readingBefore = reading('first.html');
    bad = badDocuments();
    for (const { name, bytes } of bad) writeFileSync(path('in', name), bytes);
    copyFileSync(join(SAMPLES, 'shili-2023.pdf'), path('in', 'zz-last.pdf'));
    copyFileSync(join(SAMPLES, 'shili-2020.txt'), path('in', 'm-middle.txt'));
    second = await runCommand('extract', ['--from', path('in'), ...options, '--json']);
  }, 300_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  function inDatabase<T>(work: (db: ReturnType<typeof openDatabase>) => T): T {
    const db = openDatabase(path('g.sqlite'), { readonly: true });
    try {
      return work(db);
    } finally {
      db.close();
    }
  }
  const row = (source: string): Row | undefined =>
    inDatabase((db) => db.prepare<[string], Row>('SELECT status, refusal, reason FROM documents WHERE sources = ?').get(source));
  const reading = (source: string): unknown =>
    inDatabase((db) => new Store(db).extractionOf(db.prepare<[string], string>('SELECT sha256 FROM documents WHERE sources = ?').pluck().get(source) ?? ''));

  it('is read to its end', () => {
    expect(first).toMatchObject({ code: 0 });
    expect(complaints(second)).toEqual([]);
    expect(second.code).toBe(0);
    const summary = JSON.parse(second.stdout) as { documents: number; read: number; reports: number; refused: unknown[]; failed: unknown[]; taken: unknown };
    expect(summary).toMatchObject({ documents: bad.length + 3, read: bad.length + 2, reports: 2, failed: [], taken: { files: bad.length + 3, new: bad.length + 2 } });
    expect(summary.refused).toHaveLength(bad.length);
  });

  it('leaves every bad document refused, with its reason, in the database', () => {
    for (const { name, codes } of bad) {
      const found = row(name);
      expect(found, name).toBeDefined();
      expect(['unreadable', 'not_a_report', 'empty_form'], name).toContain(found!.status);
      if (codes) expect(codes, `${name}: ${found!.reason}`).toContain(found!.refusal);
      expect(found!.refusal, `${name}: ${found!.reason}`).not.toBe('internal_error');
      expect(found!.reason!.length, name).toBeGreaterThan(10);
    }
  });

  it('keeps every byte of it', () => {
    const archive = Archive.open(path('archive'));
    try {
      expect(archive.verify()).toEqual({ orphans: [], missing: [], damaged: [], leftovers: [] });
      const kept = new Map([...archive.list()].map(({ sources, sha256 }) => [sources[0], sha256]));
      for (const { name, bytes } of bad) expect(Buffer.from(archive.get(kept.get(name)!)).equals(bytes), name).toBe(true);
    } finally {
      archive.close();
    }
  });

  it('does not keep good documents from being read, nor touches what is stored', () => {
    expect(['first.html', 'm-middle.txt', 'zz-last.pdf'].map((name) => row(name)?.status)).toEqual(['report', 'report', 'report']);
    expect(reading('first.html')).toEqual(readingBefore);
  });

  it('is refused one by one by the other commands, too', async () => {
    const ended = await runCommand('extract', ['--file', path('in', 'encrypted.pdf'), '--json']);
    expect(ended).toMatchObject({ code: 3, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({ status: 'unreadable', code: 'encrypted', cells: [] });
    expect(readFileSync(path('in', 'encrypted.pdf')).length).toBeGreaterThan(0);
  });
});
