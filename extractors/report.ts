/** What extraction yields: the JSON that `extract --json` prints and the rows that `db/` stores. */
import type { CellPlace, Place, Problem } from './document.ts';

/** Editions of the national form; `local` is none of them: prose, and tables of local design that are kept as printed. */
export type FormId = 'local' | 'stat-2014' | 'ogi-2019' | 'ogi-2021';

export type Unit = '件' | '项' | '个' | '万元' | '条' | '次' | '篇' | '人' | '人次' | '%';

export type CellState =
  | 'number' //          a printed number other than zero
  | 'zero' //            a printed 0, ０, 0件, 零
  | 'none_word' //       无, 没有, 未发生: value null, counts as zero in lenient checks
  | 'dash' //            / — - --: value null
  | 'blank' //           the cell exists and holds only white space
  | 'text' //            words where a number belongs: 四类, a sentence
  | 'ambiguous' //       something is printed, but its row, column or unit cannot be known
  | 'absent' //          the form has this figure, the report does not print it
  | 'not_in_template'; // another edition's figure

export type Alignment =
  | 'exact' //     row and column by their labels
  | 'continued' // a row joined over a page break
  | 'inferred' //  the only alignment that the form's arithmetic allows
  | 'ambiguous';

export interface Cell {
  code: string;
  state: CellState;
  /** In `unit`; null unless the state is `number` or `zero`. */
  value: number | null;
  unit: Unit;
  /** Text of the cell as printed; null when absent. */
  raw: string | null;
  /** Unit as printed in the cell or its header, if any. */
  unitRaw: string | null;
  rowLabel: string | null;
  colLabel: string | null;
  /** Null when absent. */
  alignment: Alignment | null;
  place: CellPlace | null;
  /** What stands in the cell besides the number: `其中修订16件`. */
  remark?: string;
  /** Values that the alignments which fit would give, or that were recognised on a scan (ambiguous cells); null: nothing is printed. */
  candidates?: (number | null)[];
  /** Why there is no value, or what was unusual: `typo in label`, `unit unknown`. */
  note?: string;
}

/** A row or cells that the form does not know, kept as printed. */
export interface Unknown {
  label: string;
  cells: { text: string; place: CellPlace }[];
  /** `row`, `column`, `table`: what is unknown about it. */
  kind: 'row' | 'column' | 'table';
}

export interface Section {
  /** As printed: 一, 二 … ; null for the text before the first section. */
  number: string | null;
  heading: string | null;
  text: string;
  place: Place;
}

export type CheckMode = 'strict' | 'lenient';
export type CheckStatus = 'pass' | 'pass_lenient' | 'fail' | 'not_assessable' | 'explained';

export interface Check {
  /** Identity and what it was evaluated on: `I1@natural_person`, `I3:result.open`, `N1`. */
  id: string;
  mode: CheckMode;
  status: CheckStatus;
  lhs: number | null;
  rhs: number | null;
  /** lhs − rhs. */
  delta: number | null;
  /** Codes involved, left side first. */
  cells: string[];
  /** For narrative checks: the sentence, and which reading explains it. */
  note?: string;
}

/** One vote for who the agency is or which year it reports. */
export interface Evidence {
  /** `title`, `publisher`, `period`, `host`, `area_code`, `postcode`, `place_name`, `alias` … */
  kind: string;
  /** The words that were read. */
  text: string;
  /** What it speaks for: an agency id, a printed name, or a year. */
  speaksFor: string;
  weight: number;
  place?: Place;
}

export interface AgencyRef {
  /** Registry id; null for an organ outside the registry or one that cannot be told. */
  id: string | null;
  /** The organ's name: the registry's, or for one outside it the printed one; null where it cannot be told whose report it is. */
  nameZh: string | null;
  nameEn: string | null;
  level: string | null;
  /** As the document prints it. */
  namePrinted: string | null;
}

/** Units of the indicators in prose. */
export type FactUnit = '条' | '篇' | '件' | '个' | '次' | '期' | '人' | '人次' | '份' | '元' | '万元' | '天';
export type FactPeriod = 'year' | 'cumulative';
/** The organ itself, its whole system or territory (全市), or organs below it. */
export type FactScope = 'own' | 'system' | 'subordinate';

/** A number that the prose quotes, with the sentence that says so. */
export interface Fact {
  /** An indicator: `n.req.received`. */
  code: string;
  /** In `unit`. Null only where words alone say how many: 几十个. */
  value: number | null;
  unit: FactUnit;
  /** The number as printed, with its marks and unit: `1.6万余条`; for a statement that there were none, the word that says so. */
  raw: string;
  approximate: boolean;
  /** Whether the true number lies above or below the value, where the words say so. */
  bound: 'lower' | 'upper' | null;
  period: FactPeriod;
  scope: FactScope;
  /** What was counted, where the indicator is of one kind among many (`n.pub.category`), as printed; else null. */
  label: string | null;
  /** As it stands in the section's text. */
  sentence: string;
  /** Index of the section, and [start, end) of the number in its text, in UTF-16 units. */
  section: number;
  start: number;
  end: number;
  /** Which rule attributed it: the code and the number of its wording, `none` for a statement that there were none. */
  matcher: string;
  /** Where the sentence stands in the original. */
  place: Place;
}

/** A file, frame or picture of a page that the page's report was read from as well; places in it name it. */
export interface ReportPart {
  sha256: string;
  /** Its name or address, as far as known. */
  source: string;
  /** What of the report stands in it: `prose`, or tables of the form. */
  gives: ('prose' | 'published' | 'requests' | 'disputes' | 'statistics')[];
}

export interface Report {
  status: 'report';
  agency: AgencyRef;
  agencyEvidence: Evidence[];
  fiscalYear: number | null;
  fiscalYearEvidence: Evidence[];
  form: FormId;
  title: string | null;
  /** ISO date. */
  publishedOn: string | null;
  cells: Cell[];
  unknown: Unknown[];
  sections: Section[];
  /** Numbers quoted from the prose, in reading order. */
  facts: Fact[];
  checks: Check[];
  problems: Problem[];
  /** Of a report that stands on a page and in parts of it. */
  parts?: ReportPart[];
}

export interface Refused {
  status: 'not_a_report' | 'empty_form' | 'unreadable';
  /** Stable code of the reason. */
  code: string;
  reason: string;
}

export type Extraction = Report | Refused;
