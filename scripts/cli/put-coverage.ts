/** What the nights of an archive say of agencies and years, with what the readings say of what was fetched. */
import type { Archive } from '../../crawlers/archive.ts';
import { coverageOf, type Shown, type YearFinding } from '../../crawlers/night/coverage.ts';
import type { AgencyRecord } from '../../data/registry.ts';
import type { CoverageEntry } from '../../db/coverage.ts';
import type { Db } from '../../db/open.ts';
import type { Store } from '../../db/store.ts';
import { IN_ARCHIVE } from '../../extractors/contained.ts';

interface Refused {
  source: string;
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
  const read = new Set(db.prepare<[], string>("SELECT agency_id || ' ' || fiscal_year FROM reports WHERE agency_id IS NOT NULL").pluck().all());
  const refusals = refusalsOf(db);
  store.putCoverage(coverageOf(archive.journal, records, night).flatMap((finding) => entryOf(finding, read.has(`${finding.agencyId} ${finding.fiscalYear}`), refusals) ?? []));
}

/** Pictures in the text of a page that was read are no files that it offers. */
const isPicture = ({ source, format }: Refused): boolean => format === 'png' || format === 'jpeg' || /\.(?:png|jpe?g|gif|bmp|webp)$/i.test(source);

/**
 * What was fetched and gave no report cannot be read. What gave one counts as published by itself: of it, only those files are told
 * that cannot be read, and null where there are none.
 */
function entryOf({ documents = [], lacking = [], ...finding }: YearFinding, isRead: boolean, refusals: (documents: readonly Shown[]) => Refused[]): CoverageEntry | null {
  if (finding.status !== 'fetched') return { ...finding, status: finding.status };
  const refused = refusals(documents).filter((it) => !isRead || (it.status === 'unreadable' && !isPicture(it)));
  const lines = [...refused.map((it) => inWords(it)), ...lacking.filter(({ isWrong }) => !isRead || isWrong).map(({ line }) => line)];
  if (isRead && lines.length === 0) return null;
  const named = [...lines.slice(0, MOST_NAMED), ...(lines.length > MOST_NAMED ? [`and ${lines.length - MOST_NAMED} more`] : [])].join('; ');
  return { ...finding, status: 'unreadable', evidence: isRead ? `not read: ${named}` : [finding.evidence, named].filter((part) => part !== '').join('; ') };
}

/** Those of some documents, and of files in them, that were refused: what cannot be read before what was read and is no report. */
function refusalsOf(db: Db): (documents: readonly Shown[]) => Refused[] {
  const refused = db.prepare<[string], Omit<Refused, 'source'>>("SELECT bytes, format, status, refusal, reason FROM documents WHERE sha256 = ? AND reason IS NOT NULL AND standing = 'refused'");
  const within = db.prepare<[string, string], Shown>(`
    SELECT DISTINCT s.source, d.sha256 FROM document_source s JOIN document d ON d.id = s.document WHERE s.source > ? AND s.source < ? || char(1114111) ORDER BY s.source, d.sha256`);
  return (documents) => {
    const told = ({ source, sha256 }: Shown): Refused[] => {
      const own = refused.get(sha256);
      if (own === undefined) return [];
      // The reason of an archive that gave nothing names what is in it.
      const inside = own.refusal === 'archive' ? within.all(`${source}${IN_ARCHIVE}`, `${source}${IN_ARCHIVE}`) : [];
      return [{ source, ...own }, ...inside.flatMap(told)];
    };
    const found = documents.flatMap(told);
    return found.sort((a, b) => Number(b.status === 'unreadable') - Number(a.status === 'unreadable'));
  };
}

/** Where it stands, type, size, reason, on one line. */
function inWords({ source, bytes, format, status, refusal, reason }: Refused): string {
  const line = (reason ?? '').replace(/\s+/g, ' ');
  return `${source}: ${format ?? 'no format that is read'}, ${bytes} bytes, ${status} (${refusal}): ${line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON)}…` : line}`;
}
