/** The national form as typed data. An edition is one file beside this one; everything else derives from it. */
import type { FormId, Unit } from '../report.ts';

/** How a figure compares with its counterpart in another edition. */
export type Comparability = 'identical' | 'derivable' | 'near' | 'concept_break' | 'none';

/** One figure of the form: what a code means. */
export interface Figure {
  /** Stable across editions: `t3.result.open@natural_person`. */
  code: string;
  table: 't0' | 't2' | 't3' | 't4';
  nameZh: string;
  nameEn: string;
  /** Column name in the wide `panel`: `t3_result_open_natural_person`. */
  column: string;
  unit: Unit;
  type: 'count' | 'signed_count' | 'money';
  role: 'input' | 'leaf' | 'sum';
  editions: FormId[];
  /** Counterparts in other editions and how they compare. */
  crosswalk: { code: string; comparability: Comparability; note?: string }[];
  note?: string;
}

/** A labelled row of a table: its canonical label first, then variants met in real reports. */
export interface RowSpec {
  id: string;
  labels: string[];
  zh: string;
  en: string;
}

/** A labelled column. */
export interface ColumnSpec {
  id: string;
  labels: string[];
  zh: string;
  en: string;
}

/** A measure is a column of a block of table 二; it fixes unit and kind. */
export interface MeasureSpec extends ColumnSpec {
  unit: Unit;
  type: Figure['type'];
  /** The edition itself prints the unit in this header, so a header without one still means `unit`. */
  unitPrinted?: boolean;
}

/** One block of table 二: 第二十条第（一）项 … */
export interface BlockSpec {
  id: string;
  /** The numeral in 第二十条第（…）项. */
  item: string;
  rows: RowSpec[];
  measures: MeasureSpec[];
}

/** A row of table 三. `group` names the parent row (`denied`), `role` its part in the arithmetic. */
export interface RequestRowSpec extends RowSpec {
  role: 'input' | 'leaf' | 'sum';
  group: string | null;
  /** Articles of the 条例 (inferred). */
  article: string | null;
}

/** A parent row of table 三 that carries no figures of its own: （三）不予公开. */
export interface RequestGroupSpec {
  id: string;
  labels: string[];
  zh: string;
  en: string;
}

/**
 * An arithmetic rule: the sum of signed terms on the left equals (or bounds) that on the right. Terms are codes, fully
 * expanded, so that whoever evaluates needs to know nothing of the form.
 */
export interface Identity {
  /** `I1@natural_person`, `I2@total`, `I3:result.open`, `I4:review`, `I6:license`. */
  id: string;
  rule: 'I1' | 'I2' | 'I3' | 'I4' | 'I6' | 'X1' | 'X2' | 'S1';
  relation: '=' | '>=';
  left: readonly string[];
  right: readonly string[];
  /** Codes on the right-hand side that are subtracted. */
  minus?: readonly string[];
  /** Codes of the previous year (cross-year rules), on the right-hand side. */
  previous?: readonly string[];
  /** Alternative groups on the right-hand side: the one that the report prints counts (其他处理 whole, or its three parts). */
  either?: readonly (readonly string[])[];
  descriptionZh: string;
  descriptionEn: string;
}

/** A line of the 2014 statistics table: one label, one figure. */
export interface StatisticSpec extends RowSpec {
  unit: Unit;
  type: Figure['type'];
  role: Figure['role'];
}

export interface Form {
  id: FormId;
  nameZh: string;
  nameEn: string;
  /** Decree that introduced it. */
  source: string;
  /** First and last fiscal year in which it is the form in force; null = still. */
  inForce: readonly [from: number, to: number | null];
  blocks: readonly BlockSpec[];
  requestRows: readonly RequestRowSpec[];
  requestGroups: readonly RequestGroupSpec[];
  applicants: readonly ColumnSpec[];
  venues: readonly RowSpec[];
  outcomes: readonly ColumnSpec[];
  /** Lines of the 2014 statistics table; empty in the later editions. */
  statistics: readonly StatisticSpec[];
  identities: readonly Identity[];
  /** All codes that this edition prints, in the form's order. */
  codes: readonly string[];
}
