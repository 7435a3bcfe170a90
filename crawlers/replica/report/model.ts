/** A report as the forge knows it: what it prints, and the truth about every figure. */
import type { CellState, Unit } from '../../../extractors/report.ts';
import type { StatisticTable } from './statistics.ts';
import { ALL_CODES, APPLICANTS, codesOf, OUTCOMES, t2Code, t3Code, t4Code, table3Rows, TABLE_2, VENUES } from './template.ts';
import type { OgiForm, TemplateRow } from './template.ts';

export type { OgiForm } from './template.ts';

export const FORMATS = [
  'html-clean', 'html-word', 'html-portal', 'docx', 'pdf-own', 'pdf-chromium', 'pdf-libreoffice', 'ofd', 'text-cells', 'text-rows', 'doc', 'rtf', 'xlsx', 'xls', 'zip', 'page-parts',
] as const;
export type ForgeFormat = (typeof FORMATS)[number];

/** What a careful reader of the printed page must find under a code. */
export interface Truth {
  state: CellState;
  /** In the codebook's unit. */
  value: number | null;
  /** As printed; null when nothing is. */
  raw: string | null;
  /** Several readings fit what is printed: a value would be a guess, only null with a reason is right. */
  undecidable?: true;
  /** Which column it stands in can just be told: the value is right, null with a reason is right as well. */
  lenient?: true;
}

/** A data cell. `code` is null where the form does not know the row or column. */
export interface Printed {
  code: string | null;
  text: string;
  unit: Unit;
  kind: 'count' | 'signed' | 'money';
  /** Still the bare number or blank it began as. */
  plain: boolean;
}

export interface HeaderCell {
  id: string | null;
  text: string;
}

/** A block of table 二. */
export interface Block {
  id: string;
  title: string;
  corner: string;
  headers: HeaderCell[];
  rows: { id: string | null; label: string; cells: Printed[] }[];
}

/** A row of table 三: either it carries cells, or it has children. */
export interface RequestNode {
  id: string | null;
  label: string;
  cells?: Printed[];
  children?: RequestNode[];
}

export interface RequestTable {
  corner: string;
  all: string;
  organisations: string;
  /** `org`: the column stands under 法人或其他组织. */
  columns: (HeaderCell & { org: boolean })[];
  rows: RequestNode[];
  /** A remark in a row of its own below the table. */
  note: string | null;
  /** The row before which the table is cut in two tables. */
  cutAt: number | null;
}

export interface DisputeTable {
  litigation: string;
  venues: { id: string; label: string; columns: HeaderCell[]; cells: Printed[] }[];
}

export type TableName = 't0' | 't2' | 't3' | 't4';

export interface ReportSection {
  id: 'overview' | 'published' | 'requests' | 'disputes' | 'problems' | 'other' | 'inserted';
  number: string;
  heading: string;
  /** Paragraphs, and the tables between them. */
  body: (string | { table: TableName })[];
}

export interface Agency {
  /** As the title prints it; null where the title leaves it out. */
  name: string;
  /** 我厅, 我局. */
  short: string;
}

export interface ForgedReport {
  seed: string;
  form: OgiForm | 'stat-2014';
  /** Prints rows or columns of both editions. */
  mixed: boolean;
  agency: Agency;
  fiscalYear: number;
  publishedOn: string;
  titleLines: string[];
  /** Before the title: the announcement that wraps the report. */
  wrapper: string[];
  preface: string[];
  sections: ReportSection[];
  /** After the last section: signature, page furniture of a copy. */
  tail: string[];
  t2: Block[];
  t3: RequestTable | null;
  t4: DisputeTable | null;
  /** The statistics table of 2014 to 2018, in place of the other three. */
  t0: StatisticTable | null;
  truth: Map<string, Truth>;
  /** Names of the deviations that shaped it. */
  deviations: Set<string>;
  /** True if printed figures contradict the form's arithmetic on purpose. */
  broken: string[];
}

/** What to print for a figure: a number, nothing (null), or words with their meaning. */
export type Given = number | null | { text: string; state: CellState; value: number | null };

export interface ReportParts {
  seed?: string;
  form: OgiForm;
  agency: Agency;
  fiscalYear: number;
  publishedOn: string;
  titleLines: string[];
  preface: string[];
  sections: ReportSection[];
  figures: ReadonlyMap<string, Given>;
}

function printed(truth: Map<string, Truth>, code: string, given: Given | undefined, unit: Unit, kind: Printed['kind']): Printed {
  const plain = given === null || given === undefined || typeof given === 'number';
  const value = typeof given === 'number' ? given : null;
  const fact: Truth = plain
    ? { state: value === null ? 'blank' : value === 0 ? 'zero' : 'number', value, raw: value === null ? '' : String(value) }
    : { state: given.state, value: given.value, raw: given.text };
  truth.set(code, fact);
  return { code, text: fact.raw ?? '', unit, kind, plain };
}

/** A report that follows the template to the letter. Figures that are not given are printed blank. */
export function plainReport(parts: ReportParts): ForgedReport {
  const { form, figures } = parts;
  const truth = new Map<string, Truth>();
  const own = new Set(codesOf(form));
  for (const code of ALL_CODES) if (!own.has(code)) truth.set(code, { state: 'not_in_template', value: null, raw: null });
  const cell = (code: string, unit: Unit, kind: Printed['kind']): Printed => printed(truth, code, figures.get(code), unit, kind);
  const requestRow = ({ id, label, children }: TemplateRow): RequestNode =>
    children
      ? { id, label, children: children.map(requestRow) }
      : { id, label, cells: APPLICANTS.map((applicant) => cell(t3Code(id, applicant.id), '件', 'count')) };
  return {
    seed: parts.seed ?? '0', form, mixed: false, agency: parts.agency, fiscalYear: parts.fiscalYear, publishedOn: parts.publishedOn,
    titleLines: parts.titleLines, wrapper: [], preface: parts.preface, sections: parts.sections, tail: [],
    t2: TABLE_2[form].map((block) => ({
      id: block.id, title: `第二十条第（${block.item}）项`, corner: '信息内容',
      headers: block.measures.map(({ id, label }) => ({ id, text: label })),
      rows: block.rows.map((row) => ({
        id: row.id, label: row.label, cells: block.measures.map((m) => cell(t2Code(block.id, row.id, m.id), m.unit, m.kind)),
      })),
    })),
    t3: {
      corner: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', all: '申请人情况', organisations: '法人或其他组织',
      columns: APPLICANTS.map(({ id, label }) => ({ id, text: label, org: id.startsWith('org.') })),
      rows: table3Rows(form).map(requestRow), note: null, cutAt: null,
    },
    t4: {
      litigation: '行政诉讼',
      venues: VENUES.map(({ id, label }) => ({
        id, label, columns: OUTCOMES.map((o) => ({ id: o.id, text: o.label })), cells: OUTCOMES.map((o) => cell(t4Code(id, o.id), '件', 'count')),
      })),
    },
    t0: null, truth, deviations: new Set(), broken: [],
  };
}

/** Rows of table 三 that carry cells, in printed order. */
export function requestRows(nodes: readonly RequestNode[]): (RequestNode & { cells: Printed[] })[] {
  return nodes.flatMap((node) => (node.cells ? [{ ...node, cells: node.cells }] : requestRows(node.children ?? [])));
}

/** Every data cell, in printed order. */
export function allCells(report: ForgedReport): Printed[] {
  return [
    ...report.t2.flatMap((block) => block.rows.flatMap((row) => row.cells)),
    ...(report.t3 ? requestRows(report.t3.rows).flatMap((row) => row.cells) : []),
    ...(report.t4 ? report.t4.venues.flatMap((venue) => venue.cells) : []),
    ...(report.t0 ? report.t0.rows.flatMap((row) => row.cell ?? []) : []),
  ];
}

/** Prints a cell in another way; the truth follows unless the meaning is given anew. */
export function reprint(report: ForgedReport, cell: Printed, text: string, meaning?: { state: CellState; value: number | null }): void {
  cell.text = text;
  cell.plain = false;
  const fact = cell.code === null ? undefined : report.truth.get(cell.code);
  if (fact) Object.assign(fact, { raw: text }, meaning);
}

/** The report no longer prints these cells. */
export function withdraw(report: ForgedReport, cells: readonly Printed[]): void {
  for (const cell of cells) {
    if (cell.code !== null) report.truth.set(cell.code, { state: 'absent', value: null, raw: null });
  }
}
