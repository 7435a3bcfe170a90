/** Other programs on the same documents: those that this machine has. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from '../../extractors/extract.ts';
import type { Format } from '../../extractors/document.ts';
import { loadRegistry } from '../../data/registry.ts';
import { hasPythonModule, pandoc, pdftotext } from '../support/needs.ts';
import { allDocuments } from './documents.ts';
import type { BenchDocument } from './documents.ts';
import { median, skipped, time } from './row.ts';
import type { Row } from './row.ts';

interface Peer {
  name: string;
  format: Format;
  found: () => boolean;
  /** Reads the files; started once for all where `batch` is set, else once for each. */
  command: (files: string[]) => string[];
  batch?: true;
}

const PLUMBER = `
import sys, pdfplumber
for name in sys.argv[1:]:
    with pdfplumber.open(name) as pdf:
        for page in pdf.pages:
            page.extract_tables()
`;

const PEERS: readonly Peer[] = [
  { name: 'pdftotext -layout', format: 'pdf', found: () => pdftotext !== null, command: ([file]) => [pdftotext!, '-layout', file!, '-'] },
  { name: 'pdfplumber, tables', format: 'pdf', found: () => hasPythonModule('pdfplumber'), command: (files) => ['python3', '-c', PLUMBER, ...files], batch: true },
  { name: 'pandoc -t html', format: 'docx', found: () => pandoc !== null, command: ([file]) => [pandoc!, '-t', 'html', file!] },
  { name: 'pandoc -t html', format: 'html', found: () => pandoc !== null, command: ([file]) => [pandoc!, '-f', 'html', '-t', 'html', file!] },
];

const ROUNDS = 3;

function spawn([command, ...args]: string[]): void {
  const run = spawnSync(command!, args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
}

/** Documents a second of each peer, and ours (one thread, warm, cells and checks included) beside it in turns. */
export async function peers(): Promise<Row[]> {
  const rows: Row[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-bench-'));
  try {
    for (const peer of PEERS) rows.push(await compare(peer, allDocuments().filter(({ format }) => format === peer.format), folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

async function compare(peer: Peer, documents: BenchDocument[], folder: string): Promise<Row> {
  const what = `${peer.format}: ours against ${peer.name}`;
  if (!peer.found()) return skipped(what, `${peer.name.split(/[ ,]/)[0]} is not on this machine`);
  if (documents.length === 0) return skipped(what, 'no documents');
  const files = documents.map(({ name, bytes }) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  });
  const profiles = loadRegistry();
  const ours = async (): Promise<void> => {
    for (const { bytes, name } of documents) await extract(bytes, profiles, { name });
  };
  const theirs = (): void => {
    if (peer.batch) spawn(peer.command(files));
    else for (const file of files) spawn(peer.command([file]));
  };
  await ours();
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.ours.push(await time(ours));
    times.theirs.push(await time(theirs));
  }
  const [mine, others] = [median(times.ours), median(times.theirs)];
  const rate = (ms: number): string => (documents.length / (ms / 1000)).toFixed(1);
  return {
    what, asked: null, reached: `${rate(mine)} docs/s against ${rate(others)}`, met: null,
    note: `${documents.length} documents; ratio ${(others / mine).toFixed(2)}; theirs is text or tables alone, started ${peer.batch ? 'once' : 'for each'}`,
  };
}
