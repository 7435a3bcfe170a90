/** Plain pages on loopback, without pauses: ours against Scrapy, in turns, at the same concurrency, with robots.txt obeyed by both. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Access } from '../../crawlers/fetch/exchange.ts';
import { createFetcher } from '../../crawlers/fetch/fetcher.ts';
import { root } from '../support/needs.ts';
import { median, skipped, time } from './row.ts';
import type { Row } from './row.ts';

const PAGES = 2000;
const CONCURRENCY = 8;
const ROUNDS = 3;
const ASKED = 1.5;

/** Prints the seconds from the spider's start to its end, and how many pages came whole. Starting Python is not counted. */
const SPIDER = `
import sys, time, scrapy
from scrapy.crawler import CrawlerProcess
base, pages, at_once, length = sys.argv[1], *map(int, sys.argv[2:5])
whole = 0

class Pages(scrapy.Spider):
    name = 'pages'
    def start_requests(self):
        self.begun = time.perf_counter()
        for i in range(pages):
            yield scrapy.Request(f'{base}/{i}.html', self.parse)
    def parse(self, response):
        global whole
        whole += response.status == 200 and len(response.body) == length
    def closed(self, reason):
        print(time.perf_counter() - self.begun, whole)

process = CrawlerProcess({'LOG_LEVEL': 'ERROR', 'ROBOTSTXT_OBEY': True, 'CONCURRENT_REQUESTS': at_once, 'CONCURRENT_REQUESTS_PER_DOMAIN': at_once,
    'TELNETCONSOLE_ENABLED': False, 'REQUEST_FINGERPRINTER_IMPLEMENTATION': '2.7'})
process.crawl(Pages)
process.start()
`;

/** Debian's packages belong to Debian's Python, which need not be the first one found. */
const python = (): string | undefined => ['python3', '/usr/bin/python3'].find((program) => spawnSync(program, ['-c', 'import scrapy'], { stdio: 'ignore' }).status === 0);

async function serve(): Promise<{ server: ChildProcess; port: number; length: number }> {
  const server = spawn(process.execPath, [join(root, 'test', 'bench', 'page-server.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const [port, length] = line.toString().trim().split(' ').map(Number) as [number, number];
  return { server, port, length };
}

/** Pages per second. */
function scrapy(program: string, port: number, length: number): number {
  const args = ['-W', 'ignore', '-c', SPIDER, `http://127.0.0.1:${port}`, String(PAGES), String(CONCURRENCY), String(length)];
  const { stdout, status } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const [seconds, whole] = stdout.trim().split(' ').map(Number);
  if (status !== 0 || whole !== PAGES) throw new Error(`Scrapy brought ${whole ?? 0} of ${PAGES} pages`);
  return PAGES / seconds!;
}

/** Pages per second; loading crawlee is not counted either. */
async function ours(port: number, length: number): Promise<number> {
  const host = 'pages.test';
  const access: Access = { agency: 'bench', hosts: new Set([host]), http: { render: 'http', tls: 'standard', ipFamily: 0 } };
  const fetcher = createFetcher({ resolve: { [host]: `127.0.0.1:${port}` }, browser: 'off', politeness: { delayMs: 0, hostsAtOnce: 1, connectionsPerHost: CONCURRENCY } });
  try {
    await fetcher.fetch({ url: `http://${host}/warm-up.html`, kind: 'page' }, access);
    let next = 0;
    let whole = 0;
    const worker = async (): Promise<void> => {
      while (next < PAGES) {
        const { verdict, body } = await fetcher.fetch({ url: `http://${host}/${next++}.html`, kind: 'page' }, access);
        if (verdict === 'ok' && body?.length === length) whole += 1;
      }
    };
    const ms = await time(() => Promise.all(Array.from({ length: CONCURRENCY }, worker)));
    if (whole !== PAGES) throw new Error(`${whole} of ${PAGES} pages came whole`);
    return PAGES / (ms / 1000);
  } finally {
    await fetcher.close();
  }
}

/** Pages per second of the fetcher, verdicts included, over those of Scrapy. */
export async function crawlSpeed(): Promise<Row[]> {
  const what = 'crawl speed over Scrapy';
  const program = python();
  if (program === undefined) return [skipped(what, 'Scrapy is not on this machine (Debian: python3-scrapy)')];
  const { server, port, length } = await serve();
  const rates: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.ours.push(await ours(port, length));
      rates.theirs.push(scrapy(program, port, length));
    }
  } finally {
    server.stdin!.end();
    await once(server, 'exit');
  }
  const ratio = median(rates.ours.map((rate, round) => rate / rates.theirs[round]!));
  const note = `${PAGES} pages of ${Math.round(length / 1000)} kB, ${CONCURRENCY} at once: ${median(rates.ours).toFixed(0)}/s against ${median(rates.theirs).toFixed(0)}/s`;
  return [{ what, asked: `≥ ${ASKED.toFixed(2)}`, reached: ratio.toFixed(2), met: ratio >= ASKED, note }];
}
