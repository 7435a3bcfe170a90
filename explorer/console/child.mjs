/**
 * Runs visitors' queries, in a process of its own: a step of SQLite cannot be interrupted, a process can be killed. Reads one JSON object a
 * line (`{path, sql, rows, bytes, cell}`) and answers each with one. Plain JavaScript, since it is started without a loader.
 */
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Kills this process from beside it when its memory runs away or its parent is gone, whatever the main thread is busy with. */
const WATCH = `
const { workerData } = require('node:worker_threads');
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent || process.memoryUsage.rss() > workerData.memory) process.kill(process.pid, 'SIGKILL');
}, 50);`;
new Worker(WATCH, { eval: true, workerData: { memory: Number(process.argv[2]) } }).unref();

/** @type {import('better-sqlite3').Database | undefined} */
let db;

/** @param {string} path */
function open(path) {
  const opened = new Database(path, { readonly: true, fileMustExist: true, timeout: 1000 });
  opened.pragma('query_only = ON');
  opened.pragma('trusted_schema = OFF');
  opened.pragma('temp_store = MEMORY'); // what is sorted is bounded like all else, and no disk fills up
  opened.pragma('cache_size = -16384');
  return opened;
}

/** A value as JSON keeps it exactly: whole numbers beyond 2^53 and what is no number as text, bytes in hexadecimal.
 * @param {unknown} value @param {number} longest */
function plain(value, longest) {
  if (typeof value === 'bigint') return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string') return value.length > longest ? { cut: value.slice(0, longest), length: value.length } : value;
  if (Buffer.isBuffer(value)) return value.length * 2 > longest ? { cut: value.subarray(0, longest >> 1).toString('hex'), length: value.length } : value.toString('hex');
  return value;
}

const length = (/** @type {unknown} */ value) => (typeof value === 'string' ? value.length : 8);

/** @param {{ path: string, sql: string, rows: number, bytes: number, cell: number }} asked */
function answer({ path, sql, rows: most, bytes, cell }) {
  db ??= open(path);
  const statement = db.prepare(sql);
  if (!statement.reader || !statement.readonly) return { error: 'only statements that read are run here' };
  const columns = statement.columns().map(({ name }) => name);
  const rows = [];
  let size = 0;
  let more = null;
  let cut = 0;
  for (const raw of statement.raw().safeIntegers().iterate()) {
    if (rows.length === most) { more = 'rows'; break; }
    const row = /** @type {unknown[]} */ (raw).map((value) => plain(value, cell)).map((value) => {
      if (value === null || typeof value !== 'object') return value;
      cut++;
      return /** @type {{ cut: string }} */ (value).cut;
    });
    size += row.reduce((/** @type {number} */ sum, value) => sum + length(value), 0);
    if (size > bytes) { more = 'bytes'; break; }
    rows.push(row);
  }
  return { columns, rows, more, cut };
}

createInterface({ input: process.stdin }).on('line', (line) => {
  let told;
  try {
    told = answer(JSON.parse(line));
  } catch (error) {
    told = { error: error instanceof Error ? error.message : String(error) };
  }
  process.stdout.write(`${JSON.stringify(told)}\n`);
}).on('close', () => process.exit(0));
