/** Writes an archive as WARC files (ISO 28500:2017, WARC 1.1) with an index beside them. */
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Origin } from '../journal.ts';
import { Objects } from '../objects.ts';
import { Captures } from './capture.ts';
import { entryOf, lineOf } from './cdxj.ts';
import { GrowingFile, SUFFIX, WarcFiles, withoutSuffix } from './files.ts';
import { LedgerRows } from './ledger-rows.ts';
import { fieldsBlock, seal, type RecordType, type Sealed } from './record.ts';
import { Scratch } from './scratch.ts';

export interface WarcExport {
  /** In order. */
  files: string[];
  index: string;
  bytes: number;
  visits: number;
  records: Record<RecordType, number>;
  /** Bodies that the archive should hold and does not: their visits stand in the export without them. */
  missing: string[];
  damaged: string[];
  /** Files of an earlier export to the same place that this one did not replace: no part of it. */
  stale: string[];
}

export interface WarcOptions {
  /** `….warc.gz` */
  out: string;
  /** A file that has reached it is followed by another. @default 1 GB */
  maxBytes?: number;
  /** Name and version of the program, for the record that describes the file. */
  software: string;
  /** Told the number of visits, then called after each. */
  onCount?: (visits: number) => void;
  onVisit?: () => void;
  /** Ends the work after the visit in hand; nothing is left behind. */
  signal?: AbortSignal;
}

export const MAX_BYTES = 1_000_000_000;

const NOTE = 'An archive of portals of Chinese administrative organs, written out visit by visit. Bodies are stored with content and transfer encodings undone: '
  + 'responses are put together from the status and the headers kept, without Content-Encoding and Transfer-Encoding and with the Content-Length of the body as it stands here; '
  + 'what was left out stands in the metadata record as received-… fields. Of requests only method, address, Host and Referer are known. '
  + 'A redirected visit is one response, at the address that answered; its metadata record names the addresses before. '
  + 'A page drawn by a browser (rendered) is the page after its scripts ran, in UTF-8. A visit without an answer is a metadata record with its verdict and reason.';
const REPLICA = 'This is no copy of the web: every response comes from a local replica of the portals, and figures in it are invented.';

/**
 * Exports the archive in `dir`, which Archive.open has opened before; the same archive gives the same bytes. Null, and no file, where
 * there are no visits. Memory does not grow with the archive. Throws ArchiveError, or a file-system error that names the path.
 */
export async function exportWarc(dir: string, { out, maxBytes = MAX_BYTES, software, onCount, onVisit, signal }: WarcOptions): Promise<WarcExport | null> {
  const rows = LedgerRows.open(dir);
  const scratch = new Scratch();
  const records: WarcExport['records'] = { warcinfo: 0, response: 0, request: 0, revisit: 0, metadata: 0, resource: 0 };
  const files = new WarcFiles(out, maxBytes, (part) => {
    records.warcinfo += 1;
    return describe(part, rows.lastAt!, rows.origin, software);
  });
  let index: GrowingFile | null = null;
  try {
    if (rows.lastAt === null) return null;
    const objects = new Objects(dir);
    const captures = new Captures((sha256) => objects.path(sha256), scratch, () => files.warcinfo);
    onCount?.(rows.count);
    for (const row of rows) {
      // Small records are written without a pause: signals and progress need one.
      await setImmediate();
      signal?.throwIfAborted();
      await files.begin();
      for (const capture of captures.of(row)) {
        const entry = entryOf(capture, await files.write(capture.record));
        if (entry !== null) scratch.keepEntry(entry);
        records[capture.record.type] += 1;
      }
      onVisit?.();
    }
    const { names, size } = files;
    index = new GrowingFile(dirname(out));
    for (const entry of scratch.entries()) index.write(Buffer.from(lineOf(entry, names)));
    const indexName = indexOf(out);
    await setImmediate();
    signal?.throwIfAborted();
    files.settle([{ file: index, name: indexName }]);
    const spoilt = (state: string): string[] => [...captures.spoilt].flatMap(([sha256, it]) => (it === state ? [sha256] : [])).sort();
    return { files: names, index: indexName, bytes: size, visits: rows.count, records, missing: spoilt('missing'), damaged: spoilt('damaged'), stale: staleOf(out, names) };
  } catch (error) {
    files.discard();
    index?.discard();
    throw error;
  } finally {
    scratch.close();
    rows.close();
  }
}

/** Name of the index of an export to `out`. */
export const indexOf = (out: string): string => `${withoutSuffix(out)}.cdxj`;

/** Files that look like parts of this export and are not. */
function staleOf(out: string, names: readonly string[]): string[] {
  const stem = basename(withoutSuffix(out));
  const ours = new Set(names.map((name) => basename(name)));
  const isPart = (name: string): boolean => name.startsWith(stem) && name.endsWith(SUFFIX) && /^(?:-\d{5,})?$/.test(name.slice(stem.length, -SUFFIX.length));
  return readdirSync(dirname(out)).filter((name) => isPart(name) && !ours.has(name)).sort().map((name) => join(dirname(out), name));
}

/** Whether a file of this name can be written: it must say what it is. */
export const isWarcName = (out: string): boolean => out.endsWith(SUFFIX) && basename(out) !== SUFFIX;

/** The first record of a file. Its date is the archive's, not that of the export, or the same archive would not give the same bytes. */
function describe(part: number, date: string, origin: Origin | null, software: string): Sealed {
  const head = fieldsBlock([
    ['software', software],
    ['format', 'WARC file version 1.1'],
    ['conformsTo', 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ['description', origin === 'replica' ? `${REPLICA} ${NOTE}` : NOTE],
    ...(origin === null ? [] : [['origin', origin] as const]),
    ['part', String(part)],
  ]);
  return seal({ type: 'warcinfo', date, contentType: 'application/warc-fields', fields: [], head, key: `part ${part}` });
}
