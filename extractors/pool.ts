/**
 * Worker threads that read documents under limits of time, memory and size. A document that exceeds one becomes a refusal;
 * its thread is replaced and the run goes on.
 */
import { EventEmitter, once } from 'node:events';
import { availableParallelism } from 'node:os';
import pLimit, { type LimitFunction } from 'p-limit';
import type { AgencyProfile, SourceHints } from './attribution/profile.ts';
import type { Format } from './document.ts';
import type { Part } from './page-parts.ts';
import type { Extraction, Refused } from './report.ts';
import { workerCode } from './worker-code.ts';
import { PoolError, WorkerThread } from './worker-thread.ts';

export { PoolError };

export interface PoolOptions {
  /** The agencies that a report can be attributed to. */
  profiles: readonly AgencyProfile[];
  /** Threads. @default the processors of the machine */
  size?: number;
  /** Longest time for one document, from its first moment in a thread; on scans, for each run of the engine that recognises characters. @default 60000 */
  timeoutMs?: number;
  /** How much the process may grow while one document is read, in MiB. @default 768 */
  memoryMb?: number;
  /** Largest document, in bytes. @default 64 MiB */
  maxBytes?: number;
  /** Documents after which a thread is replaced. @default 2000 */
  recycleAfter?: number;
  /** Read scans with the engine of this machine, if it has one. @default true */
  ocr?: boolean;
  /** Module that exports `extract`. @default extract.ts beside this file */
  extractor?: URL;
}

/** Bytes, or where to get them once a thread is free; `read` may be called twice and gives its result away. */
export type DocumentBytes = Uint8Array | { readonly byteLength: number; read(): Uint8Array };

/** A part of a page, read when its turn comes. */
export interface PartBytes extends Omit<Part, 'bytes'> {
  readonly byteLength: number;
  read(): Uint8Array;
}

/** An extraction, and the format that the bytes are in; null where it is none that is read, or was not looked at. */
export interface FormattedExtraction {
  extraction: Extraction;
  format: Format | null;
}

const MIB = 1 << 20;
const WATCH_MS = 20;
/** A thread that holds more than this between two documents is replaced. */
const HELD_LIMIT = 256 * MIB;

/** Why a thread was stopped: for good, or because it or its neighbour took too much memory and each is to be tried alone. */
type Stop = Refused | 'suspect' | 'closed';
type Thread = WorkerThread<Stop>;
interface Job {
  thread: Thread | null;
  /** Resident bytes of the process when the job began. */
  base: number;
}

export class ExtractionPool {
  readonly maxBytes: number;
  readonly #profiles: readonly AgencyProfile[];
  readonly #timeoutMs: number;
  readonly #memoryMb: number;
  readonly #recycleAfter: number;
  readonly #ocr: boolean;
  readonly #extractor: URL;
  readonly #limit: LimitFunction;
  readonly #idle: Thread[] = [];
  readonly #running = new Set<Job>();
  readonly #events = new EventEmitter().setMaxListeners(0);
  #suspects = 0;
  #watch: NodeJS.Timeout | null = null;
  #closed = false;

  constructor({ profiles, size = availableParallelism(), timeoutMs = 60_000, memoryMb = 768, maxBytes = 64 * MIB, recycleAfter = 2000, ocr = true, extractor }: PoolOptions) {
    this.#profiles = profiles;
    this.#timeoutMs = timeoutMs;
    this.#memoryMb = memoryMb;
    this.maxBytes = maxBytes;
    this.#recycleAfter = recycleAfter;
    this.#ocr = ocr;
    this.#extractor = extractor ?? new URL('./extract.ts', import.meta.url);
    this.#limit = pLimit(size);
  }

  /**
   * Reads one document. Whatever the document does, the answer is an extraction: beyond the codes of `extract` itself,
   * `too_large`, `timeout`, `out_of_memory`, `too_deep`, `crashed` (its thread died) and `internal_error` (an exception that
   * no reader foresaw: a fault of ours). Rejects with the error of `read` when the bytes cannot be had, with
   * PoolError when the program itself is broken.
   */
  async extract(bytes: DocumentBytes, source: SourceHints = {}): Promise<Extraction> {
    return (await this.read(bytes, source)).extraction;
  }

  /** As `extract`, with the format of the document. `parts`: of a page, see `extract`; those that together are too large are left out. */
  async read(bytes: DocumentBytes, source: SourceHints = {}, parts: readonly PartBytes[] = []): Promise<FormattedExtraction> {
    if (bytes.byteLength > this.maxBytes) {
      const reason = `the document has ${bytes.byteLength} bytes, more than the ${this.maxBytes} that are read`;
      return { extraction: { status: 'unreadable', code: 'too_large', reason }, format: null };
    }
    return this.#limit(async () => {
      const first = await this.#run(bytes, source, parts, false);
      if (first !== 'suspect') return first;
      this.#suspects++;
      try {
        return (await this.#run(bytes, source, parts, true)) as FormattedExtraction;
      } finally {
        this.#suspects--;
        this.#events.emit('settled');
      }
    });
  }

  /** Ends all threads; documents still being read are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    const threads = [...this.#idle.splice(0), ...[...this.#running].flatMap(({ thread }) => thread ?? [])];
    await Promise.all(threads.map((thread) => thread.stop('closed')));
  }

  async #run(bytes: DocumentBytes, source: SourceHints, parts: readonly PartBytes[], alone: boolean): Promise<FormattedExtraction | 'suspect'> {
    while (alone ? this.#running.size > 0 : this.#suspects > 0) await once(this.#events, 'settled');
    const job: Job = { thread: null, base: Infinity };
    this.#running.add(job);
    let timer: NodeJS.Timeout | undefined;
    try {
      const thread = await this.#thread(alone);
      job.thread = thread;
      const own = bytes instanceof Uint8Array ? new Uint8Array(bytes) : bytes.read();
      let room = this.maxBytes;
      const beside = parts.filter(({ byteLength }) => byteLength <= room && (room -= byteLength) >= 0).map((part): Part => ({ sha256: part.sha256, source: part.source, bytes: part.read() }));
      job.base = process.memoryUsage.rss();
      this.#watch ??= setInterval(() => this.#checkMemory(), WATCH_MS);
      timer = setTimeout(() => void thread.stop(timedOut(this.#timeoutMs)), this.#timeoutMs);
      thread.recognising = () => timer?.refresh();
      const ending = await thread.run(own, source, beside);
      const { format } = thread;
      if ('extraction' in ending) return { extraction: ending.extraction, format };
      // An earlier document may have left the thread something that killed it: only a thread of its own convicts.
      if ('died' in ending) return alone || thread.documents === 1 ? { extraction: crashed(ending.died), format } : 'suspect';
      if (ending.stopped === 'closed') throw new PoolError('the extraction pool was closed');
      return ending.stopped === 'suspect' ? 'suspect' : { extraction: ending.stopped, format };
    } finally {
      clearTimeout(timer);
      this.#running.delete(job);
      if (job.thread) this.#putBack(job.thread);
      if (this.#running.size === 0 && this.#watch) {
        clearInterval(this.#watch);
        this.#watch = null;
      }
      this.#events.emit('settled');
    }
  }

  async #thread(fresh: boolean): Promise<Thread> {
    if (this.#closed) throw new PoolError('the extraction pool is closed');
    const idle = fresh ? undefined : this.#idle.findLast(({ alive }) => alive);
    if (!idle) return WorkerThread.start<Stop>(await this.#code(), { profiles: this.#profiles, ocr: this.#ocr });
    this.#idle.splice(0, Infinity, ...this.#idle.filter((thread) => thread !== idle && thread.alive));
    return idle;
  }

  async #code(): Promise<URL> {
    try {
      return await workerCode(this.#extractor);
    } catch (cause) {
      throw new PoolError(`the extraction worker cannot be made: ${(cause as Error).message}`, { cause });
    }
  }

  #putBack(thread: Thread): void {
    if (!thread.alive) return;
    if (this.#closed || thread.documents >= this.#recycleAfter || thread.heldBytes > HELD_LIMIT) void thread.stop('closed');
    else this.#idle.push(thread);
  }

  /**
   * Resident memory belongs to the process, not to a thread: when it grows too far while several documents are read, all
   * are stopped and each is read again alone, so that no document is refused for its neighbour's appetite.
   */
  #checkMemory(): void {
    const jobs = [...this.#running].filter(({ thread }) => thread?.alive);
    const grown = process.memoryUsage.rss() - Math.min(...jobs.map(({ base }) => base));
    if (jobs.length === 0 || grown <= this.#memoryMb * MIB) return;
    const why = this.#running.size > 1 ? 'suspect' : tooHungry(this.#memoryMb);
    for (const { thread } of jobs) void thread?.stop(why);
  }
}

const timedOut = (ms: number): Refused => ({
  status: 'unreadable',
  code: 'timeout',
  reason: `reading the document took longer than ${ms / 1000} s`,
});

const tooHungry = (mb: number): Refused => ({
  status: 'unreadable',
  code: 'out_of_memory',
  reason: `reading the document took more than ${mb} MiB of memory`,
});

const crashed = (error: NodeJS.ErrnoException): Refused =>
  error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? { status: 'unreadable', code: 'out_of_memory', reason: 'reading the document took more memory than a worker has' }
    : { status: 'unreadable', code: 'crashed', reason: `reading the document killed its worker: ${error.message}` };
