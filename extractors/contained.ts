/** What an archive holds, each file read as a document of its own, and what that says of the archive. */
import type { SourceHints } from './attribution/profile.ts';
import { Refusal, type Format } from './document.ts';
import { MAX_DEPTH, membersOf } from './formats/archive/members.ts';
import { sniff } from './formats/sniff.ts';
import type { Extraction, Refused } from './report.ts';

/** A file in an archive as it was read. */
export interface MemberReading {
  /** Path in the archive; files of an archive in it follow `!/`. */
  name: string;
  size: number;
  format: Format | null;
  extraction: Extraction;
}

/** What stands between an archive's source and the name of a file in it. */
export const IN_ARCHIVE = '!/';

/** The name of a file without the folders, and archives, around it. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Hints for a member: its own name, and the archive's address. */
export const memberHints = ({ url }: SourceHints, name: string): SourceHints => ({ ...(url !== undefined && { url: `${url}${IN_ARCHIVE}${name}` }), name: baseName(name) });

type Reader = (bytes: Uint8Array, source: SourceHints) => Promise<Extraction>;

/**
 * Reads every file in an archive, those of an archive in it too, within the limits of number, size and depth.
 * @param read reads one document that is no archive
 * @throws Refusal where the archive itself cannot be opened
 */
export async function readMembers(bytes: Uint8Array, source: SourceHints, read: Reader, depth = 1): Promise<MemberReading[]> {
  const readings: MemberReading[] = [];
  for (const member of membersOf(bytes)) {
    const { name, size } = member;
    if ('refusal' in member) {
      readings.push({ name, size, format: null, extraction: refused(member.refusal) });
      continue;
    }
    const { format } = sniff(member.bytes);
    const hints = memberHints(source, name);
    if (format !== 'zip') {
      readings.push({ name, size, format, extraction: await read(member.bytes, hints) });
      continue;
    }
    const inner = depth >= MAX_DEPTH ? tooDeep() : await attempt(() => readMembers(member.bytes, hints, read, depth + 1));
    if (!Array.isArray(inner)) readings.push({ name, size, format, extraction: inner });
    else readings.push(...inner.map((reading) => ({ ...reading, name: `${name}${IN_ARCHIVE}${reading.name}` })));
  }
  return readings;
}

const refused = ({ status, code, message }: Refusal): Refused => ({ status, code, reason: message });

const tooDeep = (): Refused => ({ status: 'unreadable', code: 'too_deep', reason: `An archive in an archive in an archive is not unpacked; ${MAX_DEPTH} levels are.` });

async function attempt(work: () => Promise<MemberReading[]>): Promise<MemberReading[] | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

const LONGEST_REASON = 160;

/** An archive is no report itself: `archive` where files in it are, else `archive_without_report`, with the reason of each. */
export function archiveExtraction(readings: readonly MemberReading[]): Refused {
  const about = ({ name, size, extraction }: MemberReading): string => {
    if (extraction.status === 'report') return `${name} (a report, read as a document of its own)`;
    const reason = extraction.reason.length > LONGEST_REASON ? `${extraction.reason.slice(0, LONGEST_REASON)}…` : extraction.reason;
    return `${name} (${size} bytes, ${extraction.status}, ${extraction.code}: ${reason.replace(/\.$/, '')})`;
  };
  const list = readings.map(about).join('; ');
  if (readings.some(({ extraction }) => extraction.status === 'report')) {
    return { status: 'not_a_report', code: 'archive', reason: `A ZIP archive of ${readings.length} file(s): ${list}.` };
  }
  const status = readings.some(({ extraction }) => extraction.status === 'unreadable') ? 'unreadable' : 'not_a_report';
  return { status, code: 'archive_without_report', reason: `None of the ${readings.length} file(s) in the ZIP archive is read as a report: ${list}.` };
}
