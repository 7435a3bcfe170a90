/** One worker thread as seen from outside: it starts, reads one document at a time, and can be stopped at any moment. */
import { Worker } from 'node:worker_threads';
import type { SourceHints } from './attribution/profile.ts';
import type { Format } from './document.ts';
import type { Part } from './page-parts.ts';
import type { Extraction } from './report.ts';
import type { Answer, Request, WorkerData } from './worker.ts';

const START_MS = 60_000;
/**
 * V8 kills the whole process, not the thread, when a thread's heap meets its limit with a large allocation. So this limit
 * is a backstop far above what the pool allows; the pool watches memory and stops the thread long before.
 */
const HEAP_BACKSTOP_MB = 4096;
const STACK_MB = 4;

/** The pool itself cannot work: its threads do not start, or it was closed. No document is to blame. */
export class PoolError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PoolError';
  }
}

/** How the work on a document ended: with an extraction, because the caller stopped the thread, or because it died. */
export type Ending<Reason> = { extraction: Extraction } | { stopped: Reason } | { died: Error };

export class WorkerThread<Reason> {
  readonly #worker: Worker;
  #settle: ((ending: Ending<Reason>) => void) | null = null;
  #ready: () => void = () => {};
  #alive = true;
  #stopped: Reason | null = null;
  /** Format of the document being read or read last; null where it is none that is read, or not known yet. */
  format: Format | null = null;
  /** Called when the document turns out to need recognising, each time anew. */
  recognising: () => void = () => {};
  /** Documents read so far. */
  documents = 0;
  /** Bytes that the thread held on the JavaScript heap and beside it after its last document. */
  heldBytes = 0;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: Answer) => {
      if (answer.kind === 'ready') return this.#ready();
      if (answer.kind === 'recognising') return this.recognising();
      if (answer.kind === 'begun') {
        this.format = answer.format;
        return;
      }
      this.heldBytes = answer.heldBytes;
      this.#finish({ extraction: answer.extraction });
    });
    worker.on('error', (error) => this.#lost(error));
    worker.on('exit', (code) => this.#lost(new Error(`it ended with code ${code} and no answer`)));
  }

  /** Starts a thread. Rejects when the extractor itself cannot be loaded: that is a fault of the program. */
  static async start<Reason>(code: URL, data: WorkerData): Promise<WorkerThread<Reason>> {
    const worker = new Worker(code, {
      workerData: data,
      execArgv: [],
      // Libraries talk on stdout; commands that print JSON must not.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_BACKSTOP_MB, stackSizeMb: STACK_MB },
    });
    worker.stdout.resume();
    worker.stderr.resume();
    const thread = new WorkerThread<Reason>(worker);
    const timer = setTimeout(() => thread.#lost(new Error(`it did not start within ${START_MS / 1000} s`)), START_MS);
    const ending = await new Promise<Ending<Reason> | null>((resolve) => {
      thread.#ready = () => resolve(null);
      thread.#settle = resolve;
    });
    clearTimeout(timer);
    if (ending !== null) {
      const cause = 'died' in ending ? ending.died : new Error('it was stopped');
      throw new PoolError(`the extraction worker does not start: ${cause.message}`, { cause });
    }
    worker.unref();
    return thread;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Reads one document. `bytes` is taken over where it owns its buffer: it is empty afterwards. */
  run(bytes: Uint8Array, source: SourceHints, parts: readonly Part[]): Promise<Ending<Reason>> {
    if (!this.#alive) return Promise.resolve(this.#stopped === null ? { died: new Error('it had ended before') } : { stopped: this.#stopped });
    const owned = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer ? bytes : new Uint8Array(bytes);
    this.documents++;
    this.format = null;
    this.#worker.ref();
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker.postMessage({ bytes: owned, source, parts } satisfies Request, [owned.buffer as ArrayBuffer]);
    });
  }

  /** Ends the thread; what it was reading ends as `stopped` once its memory is given back. */
  async stop(reason: Reason): Promise<void> {
    if (!this.#alive) return;
    this.#alive = false;
    this.#stopped = reason;
    const settle = this.#settle;
    this.#settle = null;
    await this.#worker.terminate();
    settle?.({ stopped: reason });
  }

  #finish(ending: Ending<Reason>): void {
    const settle = this.#settle;
    this.#settle = null;
    this.#worker.unref();
    settle?.(ending);
  }

  /** The thread ended by itself. */
  #lost(error: Error): void {
    if (!this.#alive) return;
    this.#alive = false;
    void this.#worker.terminate();
    this.#finish({ died: error });
  }
}
