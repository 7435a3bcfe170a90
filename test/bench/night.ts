/** Nights that are killed at random moments and gone on with, and nights rebuilt from the archive: nothing may be lost or come out otherwise. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalDump } from '../../db/dump.ts';
import { openDatabase } from '../../db/open.ts';
import { differences } from '../support/archive-content.ts';
import { runCommand } from '../support/command.ts';
import { leftBehind, runCrawl, type Phase, type Place } from '../support/killed-nights.ts';
import type { Row } from './row.ts';

const DAY = '2026-02-10';
/** A day before, and the days after which the calendar of the replica has something. */
const DAYS = ['2026-02-09', '2026-02-10', '2026-02-12', '2026-02-15', '2026-02-20', '2026-03-02', '2026-03-05', '2026-03-10', '2026-04-11'];

export interface NightOptions {
  /** Moments at which a night is killed. */
  kills: number;
  /** Kills that one night takes at most before it is let run to its end. */
  killsANight: number;
  seed: number;
  tell: (line: string) => void;
}

/** Mulberry32: numbers in [0, 1) that a seed decides. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function withFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'gongkai-nights-'));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const place = (dir: string, name: string): Place => ({ archive: join(dir, name, 'archive'), db: join(dir, `${name}.sqlite`) });

/** Kills nights of one day at moments that the seed draws, lets each come to its end, and compares it with an undisturbed one. */
export function killedNights({ kills, killsANight, seed, tell }: NightOptions): Promise<Row[]> {
  return withFolder(async (dir) => {
    const undisturbed = place(dir, 'undisturbed');
    const { seconds } = await runCrawl(DAY, undisturbed);
    const wanted = leftBehind(undisturbed);
    tell(`undisturbed: ${seconds.toFixed(0)} s, ${wanted.archive.length} lines of archive`);
    const draw = random(seed);
    const phases: Record<Phase, number> = { starting: 0, visiting: 0, reading: 0, ended: 0 };
    let [killed, nights, equal, equalKills] = [0, 0, 0, 0];
    while (killed < kills) {
      const mine = place(dir, `killed-${nights++}`);
      let here = 0;
      let isDone = false;
      while (!isDone) {
        const isLast = here >= killsANight || killed + here >= kills;
        const { phase } = await runCrawl(DAY, mine, [], isLast ? null : draw() * seconds * (killsANight === 1 ? 1 : 0.7));
        isDone = phase === 'ended';
        if (isDone) break;
        phases[phase]++;
        here++;
      }
      const found = leftBehind(mine);
      const other = differences(wanted.archive, found.archive);
      const isEqual = other.length === 0 && found.database === wanted.database;
      for (const line of other.slice(0, 6)) tell(line.slice(0, 500));
      killed += here;
      if (isEqual) equal++;
      if (isEqual) equalKills += here;
      tell(`night ${nights}: killed ${here} times (${killed} of ${kills}), ${isEqual ? 'equal' : `${other.length} lines of archive differ, database ${found.database === wanted.database ? 'equal' : 'differs'}`}`);
      rmSync(join(dir, `killed-${nights - 1}`), { recursive: true, force: true });
      rmSync(mine.db, { force: true });
    }
    tell(`${equalKills} of ${killed} equal`);
    const note = `${killed} kills (${phases.starting} while starting, ${phases.visiting} while visiting, ${phases.reading} while reading) in ${nights} nights, seed ${seed}; ${equal} of ${nights} nights as the undisturbed one`;
    return [{ what: 'nights killed at random moments', asked: 'all equal', reached: `${equalKills} of ${killed} equal`, met: equalKills === killed && equal === nights, note }];
  });
}

/** Builds a database night by night, another one from the archive at once, and compares their canonical dumps. */
export function rebuilt({ tell }: { tell: (line: string) => void }): Promise<Row[]> {
  return withFolder(async (dir) => {
    const byNight = place(dir, 'by-night');
    for (const day of DAYS) tell(`night of ${day}: ${(await runCrawl(day, byNight)).seconds.toFixed(0)} s`);
    const anew = { ...byNight, db: join(dir, 'anew.sqlite') };
    const { code, stderr } = await runCommand('extract', ['--all', '--archive', anew.archive, '--db', anew.db]);
    if (code !== 0) throw new Error(`extract ended with code ${code}: ${stderr.slice(-2000)}`);
    const [nightly, fresh] = [byNight, anew].map(({ db }) => {
      const opened = openDatabase(db, { readonly: true });
      const lines = [...canonicalDump(opened)];
      opened.close();
      return lines;
    }) as [string[], string[]];
    const other = differences(nightly, fresh);
    for (const line of other.slice(0, 10)) tell(line.slice(0, 500));
    const met = nightly.join('\n') === fresh.join('\n');
    return [{ what: 'rebuilt from the archive', asked: 'byte for byte', reached: met ? 'equal' : `${other.length} lines differ`, met, note: `${DAYS.length} nights, ${nightly.length} lines of canonical dump` }];
  });
}
