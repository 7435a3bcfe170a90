/** A writer that dies between two steps of keeping a body: what the next one finds. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';
import { Journal } from '../../crawlers/journal.ts';
import { Ledger, type NightVisit } from '../../crawlers/ledger.ts';
import { Objects } from '../../crawlers/objects.ts';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const VISITS = fileURLToPath(new URL('./fixtures/endless-visits.ts', import.meta.url));
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const body = new TextEncoder().encode('报告'.repeat(1000));
const CLEAN = { orphans: [], missing: [], damaged: [], leftovers: [] };

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'gongkai-steps-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const visit: NightVisit = {
  night: 1, agency: '990000', request: 'GET http://dh.test/a.html', source: 'http://dh.test/a.html', role: 'document', candidate: 'http://dh.test/a.html',
  at: new Date('2025-02-10T00:00:00Z'), verdict: 'ok', facts: { status: 200 },
};

/** Does the first steps of `putVisit` alone, as a process that is killed after them, and opens the archive again. */
function killedAfter(steps: 'part of a file' | 'staging' | 'the visit' | 'settling'): Archive {
  Archive.open(dir).close();
  const ledger = Ledger.open(join(dir, 'ledger.sqlite'));
  const objects = new Objects(dir);
  new Journal(ledger.db).begin('2025-02-10', 'replica', 'all', new Date());
  if (steps === 'part of a file') writeFileSync(join(dir, 'tmp', `${sha(body)}-half`), body.subarray(0, 100));
  else {
    const staged = objects.stage(sha(body), body)!;
    if (steps !== 'staging') ledger.recordVisit(visit, sha(body), body.byteLength);
    if (steps === 'settling') objects.settle(staged);
  }
  ledger.close();
  return Archive.open(dir);
}

describe('a writer killed between the steps of keeping a body', () => {
  it.each(['part of a file', 'staging'] as const)('leaves neither body nor visit after %s, and the same request brings both', (steps) => {
    const archive = killedAfter(steps);
    expect(archive.has(sha(body))).toBe(false);
    expect(archive.verify()).toMatchObject({ orphans: [], missing: [], damaged: [] });
    expect(archive.journal.answered(1, '990000', visit.request)).toBeNull();
    archive.putVisit(body, visit);
    expect(archive.has(sha(body))).toBe(true);
    expect(archive.verify()).toMatchObject({ orphans: [], missing: [], damaged: [] });
    archive.close();
  });

  it.each(['the visit', 'settling'] as const)('leaves both after %s', (steps) => {
    const archive = killedAfter(steps);
    expect(archive.verify()).toEqual(CLEAN);
    expect(Buffer.from(archive.get(sha(body))).equals(body)).toBe(true);
    expect(archive.journal.answered(1, '990000', visit.request)).toMatchObject({ verdict: 'ok', sha256: sha(body) });
    archive.putVisit(body, visit);
    expect(archive.visits(sha(body))).toHaveLength(1);
    archive.close();
  });

  it('takes no damaged leftover for the body', () => {
    Archive.open(dir).close();
    const ledger = Ledger.open(join(dir, 'ledger.sqlite'));
    new Journal(ledger.db).begin('2025-02-10', 'replica', 'all', new Date());
    ledger.recordVisit(visit, sha(body), body.byteLength);
    ledger.close();
    writeFileSync(join(dir, 'tmp', `${sha(body)}-half`), body.subarray(0, 100));
    const archive = Archive.open(dir);
    expect(archive.verify()).toMatchObject({ missing: [sha(body)], damaged: [] });
    archive.close();
  });

  it('loses no answer of a night that was acknowledged, whenever it is killed', { timeout: 120_000 }, async () => {
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, ['--import', TSX, VISITS, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
      child.kill('SIGKILL');
      await once(child, 'close');
      const archive = Archive.open(dir);
      expect(archive.verify()).toMatchObject({ orphans: [], missing: [], damaged: [] });
      const acknowledged = said.split('\n').slice(0, -1);
      expect(acknowledged.length).toBeGreaterThan(0);
      for (const request of acknowledged) {
        const { sha256 } = archive.journal.answered(1, '990000', request)!;
        expect(archive.has(sha256!)).toBe(true);
      }
      archive.close();
    }
    expect(readdirSync(join(dir, 'objects')).length).toBeGreaterThan(0);
  });
});

it('brings a ledger of the first version to the second with all that it knew', () => {
  const bytes = ['甲', '乙'].map((text) => new TextEncoder().encode(text));
  const objects = new Objects(dir);
  for (const it of bytes) objects.settle(objects.stage(sha(it), it)!);
  const old = new Database(join(dir, 'ledger.sqlite'));
  old.exec(`
    CREATE TABLE visits (id INTEGER PRIMARY KEY, source TEXT NOT NULL, at TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, facts TEXT NOT NULL) STRICT;
    CREATE INDEX visits_by_document ON visits (sha256, source);
    CREATE INDEX visits_by_source ON visits (source, id);`);
  const insert = old.prepare('INSERT INTO visits (source, at, sha256, bytes, facts) VALUES (?, ?, ?, ?, ?)');
  insert.run('b.html', '2021-01-28T08:30:00.000Z', sha(bytes[0]!), 3, '{"status":200}');
  insert.run('a.html', '2022-01-28T08:30:00.000Z', sha(bytes[0]!), 3, '{}');
  insert.run('c.html', '2023-01-28T08:30:00.000Z', sha(bytes[1]!), 3, '{}');
  old.pragma('user_version = 1');
  old.close();
  for (let time = 0; time < 2; time++) {
    const archive = Archive.open(dir);
    expect(archive.verify()).toEqual(CLEAN);
    expect([...archive.list()].flatMap(({ sources }) => sources).sort()).toEqual(['a.html', 'b.html', 'c.html']);
    expect(archive.visits(sha(bytes[0]!)).map(({ source, at, facts }) => [source, at, facts])).toEqual([['b.html', '2021-01-28T08:30:00.000Z', { status: 200 }], ['a.html', '2022-01-28T08:30:00.000Z', {}]]);
    expect(archive.put(bytes[1]!, { source: 'c.html' }).isNew).toBe(false);
    expect(archive.journal.nights()).toEqual([]);
    archive.close();
  }
  const now = new Database(join(dir, 'ledger.sqlite'), { readonly: true });
  expect(now.pragma('user_version', { simple: true })).toBe(2);
  now.close();
});
