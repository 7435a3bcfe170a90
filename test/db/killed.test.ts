/** A process killed while it writes: what it said is stored whole, what was in flight is not there at all. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { checkIntegrity, openDatabase } from '../../db/open.ts';
import { contentHash } from '../../db/dump.ts';
import { Store } from '../../db/store.ts';
import { numbered } from './fixtures/numbered.ts';
import { freshPath, freshStore, put } from './support.ts';
import { syntheticAgencies } from './synthetic.ts';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const WRITING = fileURLToPath(new URL('./fixtures/endless-writing.ts', import.meta.url));

/** Starts the writing, kills it with SIGKILL some time after its first report, and returns how many it said were stored. */
async function writingKilled(path: string, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', TSX, WRITING, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await once(child, 'close');
  return said.split('\n').length - 1;
}

it('keeps every report that it acknowledged, and no half of another', { timeout: 120_000 }, async () => {
  const path = freshPath();
  let acknowledged = 0;
  for (let round = 0; round < 4; round++) {
    acknowledged = Math.max(acknowledged, await writingKilled(path, Math.random() * 200));
    const db = openDatabase(path);
    checkIntegrity(db);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.exec(`INSERT INTO search (search) VALUES ('integrity-check')`);
    const store = new Store(db);
    const stored = db.prepare(`SELECT count(*) FROM documents WHERE status = 'report'`).pluck().get() as number;
    expect(stored).toBeGreaterThanOrEqual(acknowledged);
    for (let number = 0; number < stored; number++) {
      const { document, extraction } = numbered(number);
      expect(store.compare({ sha256: document.sha256, extraction }).outcome).toBe('unchanged');
    }
    expect(db.prepare('SELECT count(*) FROM panel').pluck().get()).toBe(stored);
    const straight = freshStore(syntheticAgencies(40));
    for (let number = 0; number < stored; number++) put(straight.store, numbered(number));
    if (db.prepare('SELECT count(*) FROM document').pluck().get() === stored) expect(contentHash(db)).toBe(contentHash(straight.db));
    db.close();
  }
  expect(acknowledged).toBeGreaterThan(0);
});
