/** What each page showed or offered beside its text: the files, frames and pictures that were fetched for its sake. */
import type Database from 'better-sqlite3';

/** A part of a page, at the address under which the page knows it. */
export interface ArchivedPart {
  sha256: string;
  bytes: number;
  source: string;
  /** As a link or header called it. */
  name: string | null;
}

type Row = ArchivedPart & { agency: string; candidate: string };

const visits = (narrowed: string): string => `
  SELECT v.agency, v.candidate, v.source, v.sha256, v.bytes, json_extract(v.facts, '$.name') AS name FROM visits v ${narrowed}
  WHERE v.role = 'document' AND v.candidate IS NOT NULL AND v.sha256 IS NOT NULL AND v.verdict IN ('ok', 'unchanged')
  ORDER BY v.agency, v.candidate, v.id`;
/** What each agency asked for in the nights in which the page stood there: found by the index over nights and agencies. */
const OF_ONE = visits(`
  JOIN (SELECT DISTINCT night, agency, source FROM visits WHERE sha256 = ? AND night IS NOT NULL) page
  ON v.night = page.night AND v.agency = page.agency AND v.candidate = page.source`);
const OF_ALL = visits('');

/**
 * Parts by the hash of their page, in the order in which they were first asked for. Of a page that changed each version has what
 * was fetched while it stood there; of a part that changed meanwhile the last.
 * @param only hash of one page
 */
export function partsOfPages(ledger: Database.Database, only?: string): Map<string, ArchivedPart[]> {
  const rows = ledger.prepare<string[], Row>(only === undefined ? OF_ALL : OF_ONE);
  const pages = new Map<string, Map<string, ArchivedPart>>();
  let about = '';
  let page: string | null = null;
  let current: Map<string, ArchivedPart> | null = null;
  for (const { agency, candidate, ...part } of rows.iterate(...(only === undefined ? [] : [only]))) {
    const key = `${agency} ${candidate}`;
    if (key !== about) [about, page, current] = [key, null, null];
    if (part.source === candidate) {
      if (part.sha256 !== page) [page, current] = [part.sha256, null];
    } else if (page !== null && part.sha256 !== page) {
      // What another agency fetched for the same page stands where it stood first.
      if (current === null) pages.set(page, (current = pages.get(page) ?? new Map()));
      current.set(part.source, part);
    }
  }
  return new Map([...pages].map(([sha256, parts]) => [sha256, [...parts.values()]]));
}
