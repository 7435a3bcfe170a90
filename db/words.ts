/** The words behind the small integers of the store. The index is the number in the file, so these lists only grow at their ends. */
import type { Alignment, CellState, CheckStatus } from '../extractors/report.ts';

interface Word<T extends string> {
  name: T;
  /** What a cell in this state usually shows; a cell that shows it needs no raw text of its own. */
  printed: string | null;
  meaning: string;
}

/** The commonest first: SQLite stores 0 and 1 in no bytes. */
export const STATES: readonly Word<CellState>[] = [
  { name: 'zero', printed: '0', meaning: 'a zero is printed: 0, ０, 0件, 零' },
  { name: 'number', printed: null, meaning: 'a number other than zero is printed' },
  { name: 'blank', printed: '', meaning: 'the cell is there and empty; value null, never taken for 0' },
  { name: 'none_word', printed: '无', meaning: 'a word for none is printed (无, 没有); value null, counts as 0 in lenient checks' },
  { name: 'dash', printed: '/', meaning: 'a dash or slash is printed; value null' },
  { name: 'text', printed: null, meaning: 'words stand where a number belongs; value null, see raw' },
  { name: 'ambiguous', printed: null, meaning: 'its row, column or unit cannot be known, or, on a scan, what is printed; value null, see candidates' },
  { name: 'absent', printed: null, meaning: 'the form has this figure, the report does not print it' },
  { name: 'not_in_template', printed: null, meaning: "another edition's figure" },
];

export const ALIGNMENTS: readonly Word<Alignment>[] = [
  { name: 'exact', printed: null, meaning: 'row and column found by their labels' },
  { name: 'continued', printed: null, meaning: 'in a row joined over a page break' },
  { name: 'inferred', printed: null, meaning: "the only alignment that the form's arithmetic allows" },
  { name: 'ambiguous', printed: null, meaning: 'several alignments fit, or none' },
];

export const CHECK_STATUSES: readonly Word<CheckStatus>[] = [
  { name: 'pass', printed: null, meaning: 'holds with the printed numbers' },
  { name: 'not_assessable', printed: null, meaning: 'a figure that it needs is missing' },
  { name: 'pass_lenient', printed: null, meaning: 'holds when blanks, dashes and 无 count as 0' },
  { name: 'fail', printed: null, meaning: 'does not hold' },
  { name: 'explained', printed: null, meaning: 'prose and table differ, and a known way of counting explains it' },
];

export type CoverageStatus = 'published' | 'removed' | 'unreadable' | 'blocked' | 'unreachable' | 'not_found' | 'not_due' | 'unknown';

/** From what is known best to what is not known. In the view `coverage`, `removed` stands before `published`, and both before the rest. */
export const COVERAGE_STATUSES: readonly Word<CoverageStatus>[] = [
  { name: 'published', printed: null, meaning: 'a report is in the data; the evidence is the document' },
  { name: 'removed', printed: null, meaning: 'a report was published and every page that showed it is gone; the data stays, dated is the last day it was there' },
  { name: 'unreadable', printed: null, meaning: 'a report was found, and no figures could be read from it' },
  { name: 'blocked', printed: null, meaning: 'the portal refused to answer, or only a browser could ask it' },
  { name: 'unreachable', printed: null, meaning: 'the portal did not answer' },
  { name: 'not_found', printed: null, meaning: 'every source of the agency answered properly and none lists a report' },
  { name: 'not_due', printed: null, meaning: 'the report of this year need not be published yet' },
  { name: 'unknown', printed: null, meaning: 'not everything was looked at, so nothing can be said' },
];

export type FindingKind = 'arithmetic' | 'across_years' | 'prose' | 'prose_explained' | 'renditions' | 'changed' | 'late' | 'missing' | 'unreadable';

/** Kinds of inconsistency, in the view `findings`. */
export const FINDING_KINDS: readonly Word<FindingKind>[] = [
  { name: 'arithmetic', printed: null, meaning: 'an identity of the form does not hold within the report' },
  { name: 'across_years', printed: null, meaning: 'what was carried in is not what the report of the year before carried out' },
  { name: 'prose', printed: null, meaning: 'the prose contradicts the tables of the same report' },
  { name: 'prose_explained', printed: null, meaning: 'prose and table differ, and a known way of counting explains it' },
  { name: 'renditions', printed: null, meaning: 'documents of one report print different figures' },
  { name: 'changed', printed: null, meaning: 'the agency changed a figure after publication' },
  { name: 'late', printed: null, meaning: 'published after the day on which it was due (31 January; 31 March for 2018 and before)' },
  { name: 'missing', printed: null, meaning: 'due and not found, or removed after publication' },
  { name: 'unreadable', printed: null, meaning: 'found and not to be read: the whole report, or a file beside one that was read; the evidence names type, size and reason' },
];

export const WORDS = { state: STATES, alignment: ALIGNMENTS, check_status: CHECK_STATUSES, coverage_status: COVERAGE_STATUSES, finding_kind: FINDING_KINDS } as const;

/** Compares rather than hashes: the commonest words stand first, and every cell asks. */
const numbering = <T extends string>(words: readonly Word<T>[]): ((name: T) => number) => {
  const names = words.map((word) => word.name);
  return (name) => {
    for (let id = 0; id < names.length; id++) if (names[id] === name) return id;
    throw new Error(`unknown word ${name}`);
  };
};

export const stateId = numbering(STATES);
export const alignmentId = numbering(ALIGNMENTS);
export const checkStatusId = numbering(CHECK_STATUSES);
