/** What the nights of an archive say of agencies and years, with what the readings say of what was fetched. */
import type { Archive } from '../../crawlers/archive.ts';
import { coverageOf } from '../../crawlers/night/coverage.ts';
import type { AgencyRecord } from '../../data/registry.ts';
import type { Db } from '../../db/open.ts';
import type { Store } from '../../db/store.ts';

interface Refused {
  bytes: number;
  format: string | null;
  status: string;
  refusal: string | null;
  reason: string | null;
}

const MOST_NAMED = 5;
const LONGEST_REASON = 240;

/** Puts what the nights of the archive, if it has any, say into the database. */
export function putCoverage(archive: Archive, db: Db, store: Store, records: readonly AgencyRecord[]): void {
  const night = archive.journal.nights().at(-1);
  if (night === undefined) return;
  const refused = db.prepare<[string], Refused>('SELECT bytes, format, status, refusal, reason FROM documents WHERE sha256 = ?');
  const whyNot = (documents: readonly string[]): string => {
    const found = documents.flatMap((sha256) => refused.get(sha256) ?? []).filter(({ reason }) => reason !== null);
    // What cannot be read says more than what was read and is no report.
    found.sort((a, b) => Number(b.status === 'unreadable') - Number(a.status === 'unreadable'));
    return found.slice(0, MOST_NAMED).map((it) => `; ${inWords(it)}`).join('') + (found.length > MOST_NAMED ? `; and ${found.length - MOST_NAMED} more` : '');
  };
  // A document that was fetched and gave no report cannot be read; one that did counts as published by itself.
  store.putCoverage(coverageOf(archive.journal, records, night).map(({ documents = [], ...it }) =>
    it.status === 'fetched' ? { ...it, status: 'unreadable', evidence: `${it.evidence}${whyNot(documents)}` } : { ...it, status: it.status }));
}

/** Type, size, reason, on one line. */
function inWords({ bytes, format, status, refusal, reason }: Refused): string {
  const line = (reason ?? '').replace(/\s+/g, ' ');
  return `${format ?? 'no format that is read'}, ${bytes} bytes, ${status} (${refusal}): ${line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON)}…` : line}`;
}
