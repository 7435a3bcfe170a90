/** Nights against the replica in this process, into an archive of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Archive } from '../../../crawlers/archive.ts';
import { createFetcher } from '../../../crawlers/fetch/fetcher.ts';
import { coverageOf, type YearFinding } from '../../../crawlers/night/coverage.ts';
import { crawl, type Crawled } from '../../../crawlers/night/crawl.ts';
import { runReport } from '../../../crawlers/night/run-report.ts';
import { startReplica, type Logged, type Replica } from '../../../crawlers/replica/replica.ts';
import { loadRegistry, type AgencyRecord } from '../../../data/registry.ts';

export interface OneNight extends Crawled {
  coverage: Map<string, YearFinding>;
  report: ReturnType<typeof runReport>;
  /** What the replica was asked meanwhile. */
  asked: Logged[];
}

export class Nights {
  readonly registry = loadRegistry();
  readonly dir: string;
  readonly archive: Archive;
  readonly replica: Replica;

  private constructor(dir: string, replica: Replica) {
    this.dir = dir;
    this.archive = Archive.open(dir);
    this.replica = replica;
  }

  static async begin(day: string): Promise<Nights> {
    return new Nights(mkdtempSync(join(tmpdir(), 'gongkai-nights-')), await startReplica({ now: day, slow: 50 }));
  }

  /** One night over some agencies, or all; `coverage` is keyed by agency and year. */
  async run(day: string, ids?: readonly string[]): Promise<OneNight> {
    const { archive, replica, registry } = this;
    replica.setNow(day);
    const from = replica.log.length;
    const agencies: AgencyRecord[] = ids === undefined ? registry : registry.filter(({ id }) => ids.includes(id));
    const before = archive.journal.nights().at(-1);
    const crawled = await crawl({
      archive, agencies, day, origin: 'replica', scope: ids?.join(' ') ?? 'all',
      fetcher: (kept) =>
        createFetcher({
          ...kept,
          // Forbidden hosts lead to ports that count: a crawl that went there would be seen.
          resolve: { ...replica.resolveTls, ...replica.forbidden.resolve },
          ca: replica.certificate,
          lookup: () => Promise.reject(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' })),
          politeness: { delayMs: 0, hostsAtOnce: 16, backOffMs: 20, maxRetryAfterMs: 100, maxCrawlDelayMs: 20 },
          limits: { timeoutMs: 15_000, totalMs: 60_000 },
        }),
    });
    archive.journal.end(crawled.night.id, new Date());
    const coverage = coverageOf(archive.journal, registry, crawled.night);
    const times = { startedAt: day, endedAt: day };
    return {
      ...crawled,
      coverage: new Map(coverage.map((it) => [`${it.agencyId} ${it.fiscalYear}`, it])),
      report: runReport(archive.journal, registry, crawled, coverage, before ? coverageOf(archive.journal, registry, before) : [], times),
      asked: replica.log.slice(from),
    };
  }

  async end(): Promise<void> {
    this.archive.close();
    await this.replica.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
