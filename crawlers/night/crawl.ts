/** A night's crawl over agencies: each by itself, several at a time, everything into the archive. */
import pLimit from 'p-limit';
import type { AgencyRecord } from '../../data/registry.ts';
import type { Archive } from '../archive.ts';
import type { Fetcher } from '../fetch/exchange.ts';
import type { FetcherOptions } from '../fetch/options.ts';
import type { Night, Origin } from '../journal.ts';
import { accessOf } from '../platforms/columns.ts';
import { crawlAgency, type AgencyNight } from './agency.ts';
import { robotsKeeper } from './robots.ts';

export interface CrawlOptions {
  archive: Archive;
  /** Makes the night's fetcher; it is closed at the end. */
  fetcher: (kept: Pick<FetcherOptions, 'robots' | 'left' | 'silent'>) => Fetcher;
  agencies: readonly AgencyRecord[];
  /** The day that the night stands for, `YYYY-MM-DD`. */
  day: string;
  origin: Origin;
  /** What was asked for; a night that was interrupted goes on only with the same. @default 'all' */
  scope?: string;
  /** Only reports of this fiscal year are fetched. */
  year?: number;
  /** Columns are listed and links judged; no report is fetched. */
  listOnly?: boolean;
  now?: () => Date;
  /** Told after each agency. */
  done?: (agency: AgencyNight) => void;
}

export interface Crawled {
  night: Night;
  agencies: AgencyNight[];
}

/** The archive holds nights of the other origin: live and replica never mix. */
export class OriginError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OriginError';
  }
}

/** Agencies at a time; hosts at a time are for the fetcher to bound. */
const AGENCIES_AT_ONCE = 8;

/**
 * Runs the night, or goes on with it where it was interrupted. It is for the caller to end it in the journal, once what it brought is
 * safe: a night that is not ended goes on. Throws OriginError, ArchiveError.
 */
export async function crawl({ archive, fetcher: makeFetcher, agencies, day, origin, scope = 'all', year, listOnly = false, now = () => new Date(), done = () => {} }: CrawlOptions): Promise<Crawled> {
  const { journal } = archive;
  const earlier = journal.origin();
  if (earlier !== null && earlier !== origin) {
    throw new OriginError(`the archive ${archive.dir} is ${earlier === 'replica' ? 'of the replica: its figures are invented' : 'of the live portals'}; name another folder with --archive for a crawl of the ${origin === 'replica' ? 'replica' : 'live portals'}`);
  }
  const night = journal.begin(day, origin, scope, now());
  const fetcher = makeFetcher({ robots: robotsKeeper(archive, night, now), ...journal.hosts(night.id) });
  try {
    const limit = pLimit(AGENCIES_AT_ONCE);
    const results = await Promise.all(
      agencies.map((agency) =>
        limit(async () => {
          const result = await crawlAgency(agency, accessOf(agency), { archive, fetcher, night, now, year, listOnly });
          done(result);
          return result;
        }),
      ),
    );
    return { night, agencies: results };
  } finally {
    await fetcher.close();
  }
}
