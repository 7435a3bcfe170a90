/** Nights against the replica in a process of their own, killed with SIGKILL whenever a test says so, and gone on with. */
import { spawn } from 'node:child_process';
import { contentHash } from '../../db/dump.ts';
import { openDatabase } from '../../db/open.ts';
import { archiveContent } from './archive-content.ts';
import { commandLine } from './command.ts';
import { root } from './needs.ts';

/** Where a night's archive and database stand. */
export interface Place {
  archive: string;
  db: string;
}

/** How far a run had come: what it had said last. */
export type Phase = 'starting' | 'visiting' | 'reading' | 'ended';

export interface Run {
  phase: Phase;
  /** Null where it was killed. */
  code: number | null;
  seconds: number;
  stderr: string;
}

/**
 * Runs `crawl --replica` on a day. The process has a group of its own, and with `killAfter` (seconds) the whole group is killed.
 * Rejects where it ends by itself in a way that no night does.
 */
export function runCrawl(day: string, { archive, db }: Place, args: readonly string[] = [], killAfter: number | null = null): Promise<Run> {
  const [program, ...line] = commandLine('crawl', ['--replica', '--now', day, '--archive', archive, '--db', db, '--json', ...args]);
  const child = spawn(program!, line, { cwd: root, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const start = performance.now();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  let isKilled = false;
  const timer = killAfter === null ? undefined : setTimeout(() => {
    isKilled = true;
    process.kill(-child.pid!, 'SIGKILL');
  }, killAfter * 1000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      const phase: Phase = code !== null ? 'ended' : stderr.includes('documents read') ? 'reading' : stderr.includes('agencies visited') ? 'visiting' : 'starting';
      if ((code === null && !isKilled) || (code !== null && code !== 0 && code !== 14)) reject(new Error(`the night of ${day} ended with code ${code}: ${stderr.slice(-2000)}`));
      else resolve({ phase, code, seconds: (performance.now() - start) / 1000, stderr });
    });
  });
}

/** What a night leaves, apart from when: lines of the archive, and the hash of the database's canonical dump. */
export function leftBehind({ archive, db }: Place): { archive: string[]; database: string } {
  const opened = openDatabase(db, { readonly: true });
  try {
    return { archive: archiveContent(archive), database: contentHash(opened) };
  } finally {
    opened.close();
  }
}
