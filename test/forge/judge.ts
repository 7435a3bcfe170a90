/** Compares what was extracted with what was printed. A value that is not the printed one, and is not flagged, is a silent error. */
import type { Cell, Extraction, Report } from '../../extractors/report.ts';
import type { ForgedReport, Truth } from '../../crawlers/replica/report/model.ts';
import { APPLICANTS } from '../../crawlers/replica/report/template.ts';

export type Verdict = 'exact' | 'flagged' | 'silent';

export interface Finding {
  /** A code, or `#status`, `#fiscalYear`, `#agency`, `#form` for what concerns the whole report. */
  code: string;
  verdict: Exclude<Verdict, 'exact'>;
  printed: string;
  got: string;
  note?: string;
}

export interface Judgement {
  cells: number;
  exact: number;
  flagged: number;
  silent: number;
  findings: Finding[];
  /** Cells that are exact but whose raw text differs by more than white space. */
  rawDiffers: string[];
  /** Section headings that were not found, or found too many. */
  sections: string[];
  /** Checks I1–I4, N1 and S1 that fail although the printed figures obey them. */
  checks: string[];
}

const squeeze = (text: string): string => text.normalize('NFKC').replace(/\[bookmark:[^\]]*\]/g, '').replace(/\s+/g, '');
const same = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)));

/** States that assert something about the page without giving a value. */
const ASSERTS = new Set(['zero', 'number', 'blank', 'dash', 'none_word', 'absent', 'not_in_template']);
const NOT_PRINTED = new Set(['absent', 'not_in_template']);

const NUMERALS: Readonly<Record<string, string>> = { t2: '二', t3: '三', t4: '四' };
const APPLICANT_LABELS = new Map<string, string>(APPLICANTS.map(({ id, label }) => [id, label]));

/** A problem that says that a figure could not be attributed. */
function speaksOf(problem: { code: string; message: string }, code: string): boolean {
  if (problem.message.includes(code)) return true;
  if (!problem.message.includes(`table ${NUMERALS[code.slice(0, 2)] ?? ''}`)) return false;
  if (problem.code === 'column_missing') return problem.message.includes(APPLICANT_LABELS.get(code.slice(code.indexOf('@') + 1)) ?? code);
  return ['table_missing', 'no_column_header', 'header_unclear'].includes(problem.code);
}

/** A missing cell is no silent loss if what the page prints there was kept as unknown, or a problem speaks of it. */
function reported(code: string, truth: Truth, report: Report): boolean {
  const raw = squeeze(truth.raw ?? '');
  const kept = raw !== '' && report.unknown.some((unknown) => unknown.cells.some((cell) => squeeze(cell.text).includes(raw)));
  return kept || report.problems.some((problem) => speaksOf(problem, code));
}

/** The verdict on one cell. `mixed`: the report mixes editions, so that absent and not_in_template mean the same. */
export function judgeCell(code: string, truth: Truth, cell: Cell | undefined, report: Report, mixed: boolean): Verdict {
  const got = cell ?? { state: NOT_PRINTED.has(truth.state) ? truth.state : 'absent', value: null, note: undefined };
  const open = got.value === null && (got.state === 'ambiguous' || got.state === 'text');
  if (truth.undecidable) {
    if (got.value !== null) return 'silent';
    return got.state === 'ambiguous' ? 'exact' : open ? 'flagged' : 'silent';
  }
  if (got.state === truth.state && same(got.value, truth.value)) return 'exact';
  if (truth.lenient && open && got.state === 'ambiguous') return 'exact';
  if (NOT_PRINTED.has(got.state) && NOT_PRINTED.has(truth.state)) return mixed ? 'exact' : 'flagged';
  if (got.value !== null) return same(got.value, truth.value) ? 'flagged' : 'silent';
  if (!ASSERTS.has(got.state)) return 'flagged';
  if (NOT_PRINTED.has(got.state)) return truth.state === 'blank' || got.note || reported(code, truth, report) ? 'flagged' : 'silent';
  return 'silent';
}

const show = (fact: { state: string; value: number | null; raw: string | null }): string => `${fact.state} ${fact.value ?? ''} “${(fact.raw ?? '').replace(/\n/g, '⏎')}”`;

/** Judges an extraction of a rendered report against the truth about that rendering. */
export function judge(report: ForgedReport, truth: ReadonlyMap<string, Truth>, extraction: Extraction): Judgement {
  const judgement: Judgement = { cells: truth.size, exact: 0, flagged: 0, silent: 0, findings: [], rawDiffers: [], sections: [], checks: [] };
  const find = (finding: Finding): void => {
    judgement.findings.push(finding);
    if (finding.verdict === 'silent') judgement.silent += 1;
  };
  if (extraction.status !== 'report') {
    const blank = [...truth.values()].every((fact) => fact.raw === null || fact.raw.trim() === '');
    judgement[blank && extraction.status === 'empty_form' ? 'exact' : 'flagged'] = truth.size;
    if (judgement.exact === 0) find({ code: '#status', verdict: 'flagged', printed: 'report', got: `${extraction.status}: ${extraction.reason}` });
    return judgement;
  }
  const cells = new Map(extraction.cells.map((cell) => [cell.code, cell]));
  for (const [code, fact] of truth) {
    const cell = cells.get(code);
    const verdict = judgeCell(code, fact, cell, extraction, report.mixed);
    if (verdict === 'exact') {
      judgement.exact += 1;
      if (cell && cell.raw !== null && fact.raw !== null && !fact.lenient && !fact.undecidable && squeeze(cell.raw) !== squeeze(fact.raw)) judgement.rawDiffers.push(`${code}: ${cell.raw}`);
      continue;
    }
    if (verdict === 'flagged') judgement.flagged += 1;
    const note = cell?.note === undefined ? {} : { note: cell.note };
    find({ code, verdict, printed: show(fact) + (fact.undecidable ? ' undecidable' : ''), got: cell ? show(cell) : 'not given', ...note });
  }
  for (const cell of extraction.cells) {
    if (!truth.has(cell.code) && cell.value !== null) find({ code: cell.code, verdict: 'silent', printed: 'nothing', got: show(cell) });
  }
  whole(report, extraction, find);
  judgement.sections = sectionsMissed(report, extraction);
  if (report.broken.length === 0) judgement.checks = wrongChecks(extraction);
  return judgement;
}

function whole(report: ForgedReport, extraction: Report, find: (finding: Finding) => void): void {
  if (extraction.fiscalYear !== report.fiscalYear) {
    find({ code: '#fiscalYear', verdict: extraction.fiscalYear === null ? 'flagged' : 'silent', printed: String(report.fiscalYear), got: String(extraction.fiscalYear) });
  }
  if (extraction.agency.id !== null) find({ code: '#agency', verdict: 'silent', printed: `${report.agency.name} (in no registry)`, got: extraction.agency.id });
  const doubted = extraction.problems.some((problem) => problem.code.startsWith('edition_'));
  if (extraction.form !== report.form && !report.mixed) find({ code: '#form', verdict: doubted ? 'flagged' : 'silent', printed: report.form, got: extraction.form });
}

function sectionsMissed(report: ForgedReport, extraction: Report): string[] {
  const printed = report.sections.map((section) => squeeze(section.heading));
  const found = extraction.sections.flatMap((section) => (section.heading === null ? [] : [squeeze(section.heading)]));
  return [
    ...printed.filter((heading) => !found.some((other) => other.includes(heading))).map((heading) => `missing ${heading}`),
    ...found.filter((heading) => !printed.some((other) => heading.includes(other))).map((heading) => `extra ${heading}`),
  ];
}

function wrongChecks(extraction: Report): string[] {
  return extraction.checks
    .filter((check) => check.mode === 'strict' && check.status === 'fail' && /^(I[1-4]|N1|S1)/.test(check.id))
    .map((check) => `${check.id}: ${check.lhs} ≠ ${check.rhs}`);
}
