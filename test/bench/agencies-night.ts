/** A night that visits thousands of agencies, generated, on one server of this machine, without a browser; prints its progress, then its rows as JSON. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Archive } from '../../crawlers/archive.ts';
import { createFetcher } from '../../crawlers/fetch/fetcher.ts';
import { coverageOf } from '../../crawlers/night/coverage.ts';
import { crawl } from '../../crawlers/night/crawl.ts';
import { madeUp } from '../support/agencies.ts';
import { root } from '../support/needs.ts';
import { median } from './row.ts';
import type { Row } from './row.ts';

const MIB = 1 << 20;
const DAY = '2025-02-10';
const MOST = 1024;
/** Growth from the second quarter of the night to the last that still counts as flat. */
const FLAT = 64;
const REPORTS = 2;

/** Digits would read as years. */
const nameOf = (number: number): string => String(number).replace(/\d/g, (digit) => '甲乙丙丁戊己庚辛壬癸'[Number(digit)]!);

/** Visits all of them into an archive that is thrown away; resident memory is looked at after each agency. */
async function night(count: number, tell: (line: string) => void): Promise<Row[]> {
  const server = spawn(process.execPath, [join(root, 'test', 'bench', 'agency-server.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const dir = mkdtempSync(join(tmpdir(), 'gongkai-agencies-'));
  const archive = Archive.open(dir);
  const agencies = Array.from({ length: count }, (_, i) => madeUp(`x${i}`, `${nameOf(i)}市应急管理局`, `a${i}.test`));
  const resolve = Object.fromEntries(agencies.map((_, i) => [`a${i}.test`, `127.0.0.1:${line.toString().trim()}`]));
  const samples: number[] = [];
  try {
    const { night: id, agencies: visited } = await crawl({
      archive, agencies, day: DAY, origin: 'replica',
      fetcher: (kept) => createFetcher({ ...kept, resolve, browser: 'off', politeness: { delayMs: 0, hostsAtOnce: 8 } }),
      done: () => {
        samples.push(process.memoryUsage.rss() / MIB);
        if (samples.length % 500 === 0) tell(`${samples.length} agencies, ${samples.at(-1)!.toFixed(0)} MiB`);
      },
    });
    const fetched = coverageOf(archive.journal, agencies, id).filter(({ status }) => status === 'fetched').length;
    const requests = visited.reduce((sum, it) => sum + it.requests, 0);
    const quarter = (at: number): number => median(samples.slice(Math.floor((at * count) / 4), Math.floor(((at + 1) * count) / 4)));
    const [peak, growth] = [Math.max(...samples), quarter(3) - quarter(1)];
    const note = `${count} agencies, ${requests} requests, ${fetched} reports fetched`;
    if (fetched !== REPORTS * count) throw new Error(`of ${REPORTS * count} reports the night fetched ${fetched}`);
    return [
      { what: 'memory of a night, without browser', asked: `≤ ${MOST} MiB`, reached: `${peak.toFixed(0)} MiB`, met: peak <= MOST, note },
      { what: 'its growth, last quarter over second', asked: `≤ ${FLAT} MiB`, reached: `${growth.toFixed(0)} MiB`, met: growth <= FLAT, note },
    ];
  } finally {
    archive.close();
    rmSync(dir, { recursive: true, force: true });
    server.stdin.end();
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(JSON.stringify(await night(Number(process.argv[2]), print)));
