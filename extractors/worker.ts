/** Runs inside a worker thread: one document at a time, bytes in, extraction out. `pool.ts` stands at the other end. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { AgencyProfile, SourceHints } from './attribution/profile.ts';
import type { Format } from './document.ts';
import { sniff } from './formats/sniff.ts';
import type { Ocr } from './formats/scan/ocr.ts';
import type { Part } from './page-parts.ts';
import type { Extraction, Refused } from './report.ts';
import { installedOcr } from './worker-ocr.ts';

export type Extractor = (bytes: Uint8Array, profiles: readonly AgencyProfile[], source: SourceHints, ocr?: Ocr, parts?: readonly Part[]) => Promise<Extraction>;

export interface WorkerData {
  profiles: readonly AgencyProfile[];
  /** Read scans with the engine of this machine, if it has one. */
  ocr: boolean;
}

export interface Request {
  bytes: Uint8Array;
  source: SourceHints;
  parts: readonly Part[];
}

/**
 * `recognising` says that a picture's characters are next, which takes its own time.
 * `ready` comes once; then, for every request, `begun` before anything is risked and `done` at the end. `heldBytes` is what
 * this thread holds after the document.
 */
export type Answer = { kind: 'ready' } | { kind: 'begun'; format: Format | null } | { kind: 'recognising' } | { kind: 'done'; extraction: Extraction; heldBytes: number };

/**
 * A heap that has grown to this is collected between two documents, and again when it has grown by half. Left alone, V8
 * lets it grow to twice of what it needs and keeps the room; most of it is the garbage of PDFs.
 */
const COLLECT_ABOVE = 176 << 20;
const COLLECT_AGAIN = 1.5;

/** The engine's collector, which Node hides from programs. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Answers requests with `extract` until the thread is stopped. */
export function serve(extract: Extractor): void {
  const port = parentPort;
  if (port === null) throw new Error('worker.ts runs in a worker thread only; use pool.ts');
  const { profiles, ocr } = workerData as WorkerData;
  const answer = (message: Answer): void => port.postMessage(message);
  const installed = ocr ? installedOcr() : null;
  const engine: Ocr | undefined = installed === null ? undefined : {
    ...installed,
    read: (pictures, kind) => {
      answer({ kind: 'recognising' });
      return installed.read(pictures, kind);
    },
  };
  const collect = collector();
  let limit = COLLECT_ABOVE;
  port.on('message', ({ bytes, source, parts }: Request) => {
    answer({ kind: 'begun', format: sniff(bytes).format });
    void attempt(() => extract(bytes, profiles, source, engine, parts)).then((extraction) => {
      let { heapTotal, heapUsed, external } = process.memoryUsage();
      if (heapTotal + external > limit) {
        collect();
        ({ heapTotal, heapUsed, external } = process.memoryUsage());
        limit = Math.max(COLLECT_ABOVE, COLLECT_AGAIN * (heapTotal + external));
      }
      answer({ kind: 'done', extraction, heldBytes: heapUsed + external });
    });
  });
  answer({ kind: 'ready' });
}

async function attempt(work: () => Promise<Extraction>): Promise<Extraction> {
  try {
    return await work();
  } catch (error) {
    return refuse(error);
  }
}

/** What the engine says when a document asks for more than it can give. */
const EXHAUSTED: readonly { message: RegExp; code: string; reason: string }[] = [
  { message: /call stack/i, code: 'too_deep', reason: 'the document is nested too deeply to be read' },
  {
    message: /allocation failed|invalid (string|array|array buffer|typed array) length|maximum size exceeded|string longer than/i,
    code: 'out_of_memory',
    reason: 'the document asks for more memory than can be had',
  },
];

/** An exception that no reader foresaw: the document's size or depth, else a fault of ours, named with its place. */
function refuse(error: unknown): Refused {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const exhausted = EXHAUSTED.find((kind) => kind.message.test(message));
  if (exhausted) return { status: 'unreadable', code: exhausted.code, reason: `${exhausted.reason} (${message})` };
  return { status: 'unreadable', code: 'internal_error', reason: `the extraction failed on this document: ${name}: ${message} (${whereOf(stack)})` };
}

/** The function, file and line that threw, without the folders of this machine. */
function whereOf(stack: string | undefined): string {
  const line = stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  const name = /^\s+at (?:async )?([^\s(]+) \(/.exec(line)?.[1];
  const file = /([^/\\(\s]+:\d+):\d+\)?$/.exec(line)?.[1];
  return [name && `in ${name}`, file && `at ${file}`].filter(Boolean).join(' ') || 'at an unknown place';
}
