/** Runs visitors' queries in processes that are killed when they run away. At most two at once; a free one is kept for the next. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { refusedStatement } from './statement.ts';

export type Value = string | number | null;

export interface Result {
  columns: string[];
  rows: Value[][];
  /** Why there are no more rows: the limit of rows or of bytes; null where these are all. */
  more: 'rows' | 'bytes' | null;
  /** Values too long to be given whole. */
  cut: number;
  milliseconds: number;
}

/** `refused`: no statement of ours; `error`: SQLite's own complaint; the rest: what stopped it. */
export type Failure = 'refused' | 'error' | 'time' | 'memory' | 'busy';

export type Outcome = { result: Result } | { failure: Failure; message: string };

export interface Limits {
  seconds: number;
  rows: number;
  /** Of all values together, in characters. */
  bytes: number;
  /** Of one value, in characters. */
  cell: number;
  /** Of the process, in bytes. */
  memory: number;
}

export const LIMITS: Limits = { seconds: 5, rows: 10_000, bytes: 20_000_000, cell: 100_000, memory: 600_000_000 };

const AT_ONCE = 2;
const WAITING = 8;

interface Child {
  process: ChildProcessByStdio<Writable, Readable, null>;
  lines: Interface;
}

const free = new Map<string, Child[]>();
const waiting: (() => void)[] = [];
let running = 0;

/** Whether our process waits for this one before it ends: only while a query runs. */
function hold(child: Child['process'], held: boolean): void {
  for (const handle of [child, child.stdin as Partial<Socket>, child.stdout as Partial<Socket>]) {
    if (held) handle.ref?.();
    else handle.unref?.();
  }
}

/** Nothing of our environment: a query has no business with it. */
function start(memory: number): Child {
  const child = spawn(process.execPath, ['--max-old-space-size=384', join(import.meta.dirname, 'child.mjs'), String(memory)], { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: import.meta.dirname });
  hold(child, false);
  child.stdin.on('error', () => {}); // it was killed: its exit says so
  child.on('error', () => {});
  return { process: child, lines: createInterface({ input: child.stdout }) };
}

async function turn(): Promise<boolean> {
  if (running < AT_ONCE) {
    running++;
    return true;
  }
  if (waiting.length >= WAITING) return false;
  await new Promise<void>((go) => waiting.push(go)); // whoever ends hands the turn over
  return true;
}

function over(): void {
  const next = waiting.shift();
  if (next) next();
  else running--;
}

/** Runs one statement on the database at `path`. Never rejects: what went wrong is the outcome. */
export async function runQuery(path: string, sql: string, limits: Limits = LIMITS): Promise<Outcome> {
  const refused = refusedStatement(sql);
  if (refused !== null) return { failure: 'refused', message: refused };
  if (!(await turn())) return { failure: 'busy', message: 'too many queries wait already; ask again in a moment' };
  try {
    return await ask(path, sql, limits);
  } finally {
    over();
  }
}

function ask(path: string, sql: string, { seconds, rows, bytes, cell, memory }: Limits): Promise<Outcome> {
  const kept = `${memory} ${path}`;
  const child = free.get(kept)?.pop() ?? start(memory);
  const began = performance.now();
  hold(child.process, true);
  return new Promise((resolve) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.process.kill('SIGKILL');
    }, 1000 * seconds);
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      hold(child.process, false);
      child.lines.removeAllListeners('line');
      child.process.removeListener('exit', died);
      resolve(outcome);
    };
    const died = (): void => {
      if (late) settle({ failure: 'time', message: `stopped after ${seconds} seconds` });
      else settle({ failure: 'memory', message: 'stopped: it took more memory than a query may' });
    };
    child.process.once('exit', died);
    child.lines.once('line', (line) => {
      const told = JSON.parse(line) as { error: string } | Omit<Result, 'milliseconds'>;
      free.set(kept, [...(free.get(kept) ?? []), child]);
      settle('error' in told ? { failure: 'error', message: told.error } : { result: { ...told, milliseconds: performance.now() - began } });
    });
    child.process.stdin.write(`${JSON.stringify({ path, sql, rows, bytes, cell })}\n`);
  });
}

/** Ends the processes that wait for queries. */
export function endConsole(): void {
  for (const children of free.values()) for (const child of children) child.process.kill('SIGKILL');
  free.clear();
}
