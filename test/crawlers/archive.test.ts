import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Archive, ArchiveError } from '../../crawlers/archive.ts';

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const CLEAN = { orphans: [], missing: [], damaged: [], leftovers: [] };

let dir: string;
let archive: Archive;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gongkai-archive-'));
  archive = Archive.open(dir);
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true, force: true });
});

const objectPath = (sha256: string): string => join(dir, 'objects', sha256.slice(0, 2), sha256.slice(2));

describe('bytes in, bytes out', () => {
  it('gives back whatever was put, under its hash, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.string({ minLength: 1 }), (bytes, source) => {
        const { sha256 } = archive.put(bytes, { source });
        expect(sha256).toBe(sha(bytes));
        expect(Buffer.from(archive.get(sha256)).equals(bytes)).toBe(true);
        expect(archive.has(sha256)).toBe(true);
        expect(archive.find(sha256)).toMatchObject({ sha256, bytes: bytes.byteLength });
        expect(archive.find(sha256)?.sources).toContain(source);
      }),
      { numRuns: 60 },
    );
    expect(archive.verify()).toEqual(CLEAN);
  });

  it('takes in a file as it takes in its bytes', () => {
    const bytes = randomBytes((1 << 20) * 2 + 17);
    writeFileSync(join(dir, 'input.bin'), bytes);
    const { sha256, isNew } = archive.putFile(join(dir, 'input.bin'), { source: 'input.bin' });
    expect({ sha256, isNew }).toEqual({ sha256: sha(bytes), isNew: true });
    expect(archive.put(bytes, { source: 'input.bin' })).toEqual({ sha256, isNew: false });
    expect(archive.visits(sha256)).toHaveLength(1);
    expect(Buffer.from(archive.get(sha256)).equals(bytes)).toBe(true);
    expect(archive.verify()).toEqual(CLEAN);
  });

  it('keeps one visit per source and document, and the facts of each', () => {
    const at = new Date('2021-01-28T08:30:00Z');
    const first = archive.put(text('甲'), { source: 'b.txt', at, facts: { status: 200, etag: '"x"' } });
    const second = archive.put(text('甲'), { source: 'b.txt' });
    const third = archive.put(text('甲'), { source: 'https://example.gov.cn/a.html', at: new Date('2022-01-01T00:00:00Z') });
    const fourth = archive.put(text('甲'), { source: 'a.txt', at: new Date('2023-01-01T00:00:00Z') });
    expect([first, second, third, fourth].map((put) => put.isNew)).toEqual([true, false, false, false]);
    expect(archive.visits(first.sha256).map(({ source, at, facts }) => [source, at, facts])).toEqual([
      ['b.txt', '2021-01-28T08:30:00.000Z', { status: 200, etag: '"x"' }],
      ['https://example.gov.cn/a.html', '2022-01-01T00:00:00.000Z', {}],
      ['a.txt', '2023-01-01T00:00:00.000Z', {}],
    ]);
    expect(archive.find(first.sha256)?.sources).toEqual(['https://example.gov.cn/a.html', 'b.txt', 'a.txt']);
  });

  it('lists documents in the same order whatever the order of arrival', () => {
    const bodies = ['一', '二', '三', '四', '五'].map(text);
    for (const body of bodies) archive.put(body, { source: 'x' });
    const other = mkdtempSync(join(tmpdir(), 'gongkai-archive-'));
    const reversed = Archive.open(other);
    for (const body of [...bodies].reverse()) reversed.put(body, { source: 'x' });
    expect([...archive.list()]).toEqual([...reversed.list()]);
    expect([...archive.list()].map(({ sha256 }) => sha256)).toEqual(bodies.map(sha).sort());
    reversed.close();
    rmSync(other, { recursive: true });
  });

  it('can be opened again and written by two at once', () => {
    const again = Archive.open(dir);
    const { sha256 } = archive.put(text('甲'), { source: 'a' });
    expect(again.put(text('甲'), { source: 'a' })).toEqual({ sha256, isNew: false });
    expect(again.put(text('乙'), { source: 'b' }).isNew).toBe(true);
    again.close();
    expect([...archive.list()]).toHaveLength(2);
  });
});

describe('what is wrong is said', () => {
  const codeOf = (call: () => unknown): string | undefined => {
    try {
      call();
    } catch (error) {
      return error instanceof ArchiveError ? error.code : String(error);
    }
    return undefined;
  };

  it('refuses to give damaged bytes, and putting the good ones again mends them and keeps the damaged', () => {
    const bytes = text('甲乙丙丁');
    const { sha256 } = archive.put(bytes, { source: 'a' });
    writeFileSync(objectPath(sha256), text('甲乙丙戊'));
    expect(codeOf(() => archive.get(sha256))).toBe('damaged');
    expect(archive.verify()).toEqual({ ...CLEAN, damaged: [sha256] });
    expect(archive.verify({ hash: false })).toEqual(CLEAN);
    truncateSync(objectPath(sha256), 3);
    expect(archive.verify({ hash: false })).toEqual({ ...CLEAN, damaged: [sha256] });
    archive.put(bytes, { source: 'a' });
    expect(Buffer.from(archive.get(sha256)).equals(bytes)).toBe(true);
    expect(archive.verify()).toEqual(CLEAN);
    expect(readdirSync(join(dir, 'damaged'))).toHaveLength(1);
  });

  it('names a visit without its body, a body without its visit and an unfinished file, and deletes none', () => {
    const lost = archive.put(text('lost'), { source: 'a' }).sha256;
    unlinkSync(objectPath(lost));
    const orphan = archive.put(text('orphan'), { source: 'b' }).sha256;
    const db = new Database(join(dir, 'ledger.sqlite'));
    db.prepare('DELETE FROM visits WHERE sha256 = ?').run(orphan);
    db.close();
    writeFileSync(join(dir, 'tmp', 'half'), 'half');
    const found = { orphans: [orphan], missing: [lost], damaged: [], leftovers: ['half'] };
    expect(archive.verify()).toEqual(found);
    expect(archive.verify()).toEqual(found);
    expect(codeOf(() => archive.get(lost))).toBe('missing');
    expect(archive.has(lost)).toBe(false);
    expect(archive.has(orphan)).toBe(false);
    expect(archive.put(text('orphan'), { source: 'b' }).isNew).toBe(true);
    archive.put(text('lost'), { source: 'a' });
    expect(archive.verify()).toEqual({ ...CLEAN, leftovers: ['half'] });
  });

  it('knows no document by a name that is not a hash', () => {
    expect(() => archive.get('../../etc/passwd')).toThrow(RangeError);
    expect(codeOf(() => archive.get('0'.repeat(64)))).toBe('missing');
  });

  it('does not open a ledger of another version, nor a file that is none', () => {
    archive.close();
    const db = new Database(join(dir, 'ledger.sqlite'));
    db.pragma('user_version = 99');
    db.close();
    expect(codeOf(() => Archive.open(dir))).toBe('version');
    writeFileSync(join(dir, 'ledger.sqlite'), 'no database at all, only words'.repeat(100));
    expect(codeOf(() => Archive.open(dir))).toBe('damaged');
    expect(readFileSync(join(dir, 'ledger.sqlite'), 'utf8')).toMatch(/^no database/);
    rmSync(join(dir, 'ledger.sqlite'));
    archive = Archive.open(dir);
  });
});
