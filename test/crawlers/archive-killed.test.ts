import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { Archive } from '../../crawlers/archive.ts';

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const INTAKE = fileURLToPath(new URL('./fixtures/endless-intake.ts', import.meta.url));
const ROUNDS = 8;

/** Starts the intake, kills it with SIGKILL some time after its first document, and returns what it had said. */
async function intakeKilled(dir: string, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', TSX, INTAKE, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await once(child, 'close');
  return said.split('\n').filter((line) => line.length === 64);
}

it('loses nothing that was acknowledged when the process is killed at random moments', { timeout: 120_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'gongkai-killed-'));
  try {
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      acknowledged.push(...(await intakeKilled(dir, Math.random() * 150)));
      const archive = Archive.open(dir);
      const found = archive.verify();
      expect(found.missing).toEqual([]);
      expect(found.damaged).toEqual([]);
      expect(found.orphans.length).toBeLessThanOrEqual(1);
      for (const sha256 of acknowledged) expect(archive.has(sha256)).toBe(true);
      // A body whose visit was lost is whole: taking it in again is all it needs.
      for (const sha256 of found.orphans) {
        const path = join(dir, 'objects', sha256.slice(0, 2), sha256.slice(2));
        expect(archive.put(readFileSync(path), { source: 'again' })).toEqual({ sha256, isNew: true });
      }
      expect(archive.verify().orphans).toEqual([]);
      archive.close();
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
