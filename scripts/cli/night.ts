/** A night from the command line: crawl into the archive, read what is new into the database, say what came of it. */
import { Archive } from '../../crawlers/archive.ts';
import { createFetcher } from '../../crawlers/fetch/fetcher.ts';
import type { FetcherOptions } from '../../crawlers/fetch/options.ts';
import { coverageOf } from '../../crawlers/night/coverage.ts';
import type { Candidate, ColumnOutcome } from '../../crawlers/journal.ts';
import { crawl } from '../../crawlers/night/crawl.ts';
import { runReport, type RunReport } from '../../crawlers/night/run-report.ts';
import { startReplica } from '../../crawlers/replica/replica.ts';
import { loadOverrides } from '../../data/overrides.ts';
import { loadRegistry, type AgencyRecord } from '../../data/registry.ts';
import { openDatabase } from '../../db/open.ts';
import { Store } from '../../db/store.ts';
import { ExtractionPool } from '../../extractors/pool.ts';
import { readInto } from './extract-run.ts';
import { putCoverage } from './put-coverage.ts';
import { findAgency, knownAgencies } from './find-agency.ts';
import { beside, readable } from './intake.ts';
import { progress } from './progress.ts';
import { RunSummary } from './run-summary.ts';

export interface NightOptions {
  db: string;
  archive: string;
  agency?: string;
  year?: number;
  /** Against the replica on this machine instead of the live portals. */
  replica: boolean;
  /** The day that the night stands for. */
  now: string;
  /** What is still to be done with the closed database before the night counts as ended. Killed before that, the night goes on with it. */
  finish?: (report: RunReport) => void;
}

export interface NightResult {
  report: RunReport;
  summary: RunSummary;
}

/** The day in China, where the portals are. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Where requests go: the world, politely, or a replica that is started here, at its own pace. */
async function portals(options: Pick<NightOptions, 'replica' | 'now'>): Promise<{ fetcher: FetcherOptions; close: () => Promise<void> }> {
  if (!options.replica) return { fetcher: {}, close: async () => {} };
  const replica = await startReplica({ now: options.now, slow: 200 });
  return {
    fetcher: {
      // Hosts that insist on TLS are spoken to over TLS.
      resolve: replica.resolveTls,
      ca: replica.certificate,
      // Nothing but the replica is ever asked, not even a name server.
      lookup: () => Promise.reject(Object.assign(new Error('the replica has no such host'), { code: 'ENOTFOUND' })),
      politeness: { delayMs: 0, hostsAtOnce: 16, backOffMs: 50, maxRetryAfterMs: 100, maxCrawlDelayMs: 50 },
      limits: { timeoutMs: 15_000, totalMs: 60_000 },
    },
    close: () => replica.close(),
  };
}

/** Crawls and reads; interrupted and called again with the same options on the same day, it goes on. */
export async function runNight(options: NightOptions): Promise<NightResult> {
  const records = loadRegistry();
  const overrides = loadOverrides();
  const agencies = chosen(records, options);
  const origin = options.replica ? 'replica' : 'live';
  const archive = Archive.open(options.archive);
  try {
    // Before anything is fetched: a database of the other origin, or a damaged one, would waste the night.
    const db = openDatabase(options.db, { origin });
    const pool = new ExtractionPool({ profiles: records });
    const { fetcher, close } = await portals(options);
    const startedAt = new Date().toISOString();
    let result: NightResult;
    let night: number;
    try {
      const shown = progress('agencies visited', agencies.length);
      const crawled = await crawl({
        archive, agencies, day: options.now, origin, scope: scopeOf(options),
        ...(options.year !== undefined && { year: options.year }),
        fetcher: (kept) => createFetcher({ ...fetcher, ...kept }),
        done: () => shown.step(),
      });
      shown.done();
      const store = new Store(db);
      store.syncAgencies(records);
      const summary = new RunSummary(false);
      const documents = [...archive.list()].map((document) => beside(archive, readable(archive, document)));
      summary.documents = documents.length;
      await readInto({ db, store, archive, readers: { pool, records, overrides }, all: false }, documents, summary);
      putCoverage(archive, db, store, records);
      store.finish();
      const coverage = coverageOf(archive.journal, records, crawled.night);
      const earlier = archive.journal.nights().filter(({ id }) => id < crawled.night.id).at(-1);
      const before = earlier ? coverageOf(archive.journal, records, earlier) : [];
      const counts = db.prepare<[], { status: string; count: number }>('SELECT status, count(*) AS count FROM coverage GROUP BY status ORDER BY status').all();
      const times = { startedAt, endedAt: new Date().toISOString() };
      night = crawled.night.id;
      result = { report: { ...runReport(archive.journal, records, crawled, coverage, before, times), coverage: Object.fromEntries(counts.map((it) => [it.status, it.count])) }, summary };
    } finally {
      await close();
      await pool.close();
      db.close();
    }
    options.finish?.(result.report);
    archive.journal.end(night, new Date());
    return result;
  } finally {
    archive.close();
  }
}

function chosen(records: readonly AgencyRecord[], { agency }: NightOptions): AgencyRecord[] {
  if (agency === undefined) return [...records];
  const { id } = findAgency(agency, knownAgencies(records));
  return records.filter((it) => it.id === id);
}

const scopeOf = ({ agency, year }: NightOptions): string => [agency === undefined ? 'all' : `agency ${agency}`, ...(year === undefined ? [] : [`year ${year}`])].join(', ');


export interface Listed {
  agencies: { agency: string; nameZh: string; columns: ColumnOutcome[]; links: Candidate[] }[];
}

/** Lists and judges only, with an archive that is thrown away afterwards. */
export async function listNight(options: Omit<NightOptions, 'db'>): Promise<Listed> {
  const records = loadRegistry();
  const agencies = chosen(records, { ...options, db: '' });
  const archive = Archive.open(options.archive);
  const { fetcher, close } = await portals(options);
  try {
    const { night, agencies: done } = await crawl({
      archive, agencies, day: options.now, origin: options.replica ? 'replica' : 'live', listOnly: true, fetcher: (kept) => createFetcher({ ...fetcher, ...kept }),
    });
    const names = new Map(records.map(({ id, nameZh }) => [id, nameZh]));
    return { agencies: done.map(({ agency, columns }) => ({ agency, nameZh: names.get(agency) ?? agency, columns, links: archive.journal.candidates(agency, night.id) })) };
  } finally {
    await close();
    archive.close();
  }
}
