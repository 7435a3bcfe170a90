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

const VISITS = `
  SELECT agency, candidate, source, sha256, bytes, json_extract(facts, '$.name') AS name FROM visits
  WHERE role = 'document' AND candidate IS NOT NULL AND sha256 IS NOT NULL AND verdict IN ('ok', 'unchanged')`;

/**
 * Parts by the hash of their page, in the order in which they were first asked for. Of a page that changed each version has what
 * was fetched while it stood there; of a part that changed meanwhile the last.
 * @param only hash of one page
 */
export function partsOfPages(ledger: Database.Database, only?: string): Map<string, ArchivedPart[]> {
  const narrowed = only === undefined ? '' : 'AND candidate IN (SELECT source FROM visits WHERE sha256 = ?)';
  const rows = ledger.prepare<string[], Row>(`${VISITS} ${narrowed} ORDER BY agency, candidate, id`);
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
