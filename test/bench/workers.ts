/** Two worker threads against one, on the same documents in turns; and memory over many documents. */
import { ExtractionPool } from '../../extractors/pool.ts';
import { loadRegistry } from '../../data/registry.ts';
import { allDocuments, corpusDocuments } from './documents.ts';
import type { BenchDocument } from './documents.ts';
import { median, skipped, time } from './row.ts';
import type { Row } from './row.ts';

const ROUNDS = 5;
const COPIES = 12;
/** Turns over the corpus by which each thread's code is compiled. */
const WARM_UP = 10;

const copies = <T>(count: number, once: readonly T[]): T[] => Array.from({ length: count }, () => once).flat();

async function run(pool: ExtractionPool, documents: readonly BenchDocument[]): Promise<void> {
  await Promise.all(documents.map(({ bytes, name }) => pool.extract(bytes, { name })));
}

/** Re-extraction of the whole corpus with two threads against one. */
export async function twoWorkers(): Promise<Row[]> {
  const what = 'corpus re-extraction, 2 workers over 1';
  const once = corpusDocuments();
  if (once.length === 0) return [skipped(what, 'the corpus is not beside the project')];
  const documents = copies(COPIES, once);
  const profiles = loadRegistry();
  const [one, two] = [1, 2].map((size) => new ExtractionPool({ profiles, size })) as [ExtractionPool, ExtractionPool];
  const times: Record<'one' | 'two', number[]> = { one: [], two: [] };
  try {
    await run(one, copies(WARM_UP, once));
    await run(two, copies(2 * WARM_UP, once));
    for (let round = 0; round < ROUNDS; round += 1) {
      times.one.push(await time(() => run(one, documents)));
      times.two.push(await time(() => run(two, documents)));
    }
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
  const ratio = median(times.one.map((ms, round) => ms / times.two[round]!));
  const perSecond = (ms: number[]): string => (documents.length / (median(ms) / 1000)).toFixed(1);
  return [
    {
      what, asked: '≥ 1.70', reached: ratio.toFixed(2), met: ratio >= 1.7,
      note: `${documents.length} documents, ${perSecond(times.one)}/s against ${perSecond(times.two)}/s`,
    },
  ];
}

const MIB = 1 << 20;
const SIZE = 2;

/** Resident memory while documents are re-extracted again and again, by the worker. */
export async function memory(count: number, tell: (line: string) => void): Promise<Row[]> {
  const once = allDocuments();
  const pool = new ExtractionPool({ profiles: loadRegistry(), size: SIZE });
  const samples: number[] = [];
  try {
    for (let done = 0; done < count; ) {
      const some = Array.from({ length: Math.min(100, count - done) }, (_, i) => once[(done + i) % once.length]!);
      await run(pool, some);
      done += some.length;
      samples.push(process.memoryUsage.rss() / MIB / SIZE);
      if (done % 1000 === 0) tell(`memory: ${done} of ${count} documents, ${samples.at(-1)!.toFixed(0)} MiB per worker`);
    }
  } finally {
    await pool.close();
  }
  const quarter = Math.floor(samples.length / 4);
  const [second, last] = [median(samples.slice(quarter, 2 * quarter)), median(samples.slice(-quarter))];
  const highest = Math.max(...samples);
  const growth = last / second;
  const note = `${count} documents, ${SIZE} workers, resident memory of the process by worker`;
  return [
    { what: 'memory, highest', asked: '≤ 450 MB', reached: `${((highest * MIB) / 1e6).toFixed(0)} MB`, met: highest * MIB <= 450e6, note },
    {
      what: 'memory, last quarter over the second', asked: '≤ 1.10', reached: growth.toFixed(2), met: growth <= 1.1,
      note: `${second.toFixed(0)} MiB, then ${last.toFixed(0)} MiB`,
    },
  ];
}
