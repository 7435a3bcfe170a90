/**
 * Which engine read a scan is part of what its reading depends on; what is no scan does not depend on it. A machine without an engine
 * keeps what one with an engine has read.
 */
import { PARTS_NEED_OCR } from '../../extractors/page-parts.ts';
import type { Extraction } from '../../extractors/report.ts';
import { installedOcr } from '../../extractors/worker-ocr.ts';

/** What stands between the version that any reading has and the engine that recognised a scan. */
const BY = '+';

/** The engine of this machine by program, version and languages; null where there is none. */
export const ocrEngine = (): string | null => installedOcr()?.id ?? null;

const isByOcr = (extraction: Extraction): boolean => extraction.status === 'report' && extraction.problems.some(({ code }) => code === 'read_by_ocr');

/** A page was read without its pictures, for want of an engine. */
const lacksOcr = (extraction: Extraction): boolean => extraction.status === 'report' && extraction.problems.some(({ code }) => code === PARTS_NEED_OCR);
/** What stands for the engine then. */
const NONE = 'none';

/** The version to keep with a reading: that of all readings, and the engine where one was at work, or was missed. */
export const stamped = (version: string, extraction: Extraction, engine: string | null): string =>
  engine !== null && isByOcr(extraction) ? `${version}${BY}${engine}` : lacksOcr(extraction) ? `${version}${BY}${NONE}` : version;

export interface StoredVersion {
  codeVersion: string;
  /** Code of the refusal, where it is one. */
  refusal: string | null;
}

/** Whether a document has to be read again: another version, another engine, or one where there was none. */
export function isOutdated(stored: StoredVersion | null, version: string, engine: string | null): boolean {
  if (stored === null) return true;
  const [common, by] = stored.codeVersion.split(BY);
  if (common !== version) return true;
  if (by === undefined) return stored.refusal === 'needs_ocr' && engine !== null;
  return engine !== null && engine !== by;
}

/** Whether a refusal for want of an engine would take the place of what an engine has read. */
export const unreads = (stored: StoredVersion | null, extraction: Extraction): boolean =>
  ((extraction.status === 'unreadable' && extraction.code === 'needs_ocr') || lacksOcr(extraction)) && stored !== null && stored.codeVersion.includes(BY) && !stored.codeVersion.endsWith(`${BY}${NONE}`);
