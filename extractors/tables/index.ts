/** From grids to cells: finds the tables of the form among a document's grids and reads them. */
import { spotOf, type Document, type Grid, type Problem } from '../document.ts';
import { blockCode, requestCode } from '../forms/build.ts';
import { figure, forms } from '../forms/index.ts';
import { OTHER } from '../forms/requests.ts';
import { squeeze } from '../normalise.ts';
import type { Cell, FormId, Unknown } from '../report.ts';
import { readDisputes, isDisputeHeader } from './disputes.ts';
import { Ledger } from './ledger.ts';
import { isBlockHeader, readPublished } from './published.ts';
import { isRequestHeader } from './request-header.ts';
import { leadingLabel } from './request-lines.ts';
import { readRequests } from './requests.ts';
import { isStatisticHeader } from './statistic-columns.ts';
import { isStatisticText } from './statistic-labels.ts';
import { isStatistics, missingStatistics, readStatistics } from './statistics.ts';
import { blockRow, OTHER_GROUP_ID } from './labels.ts';
import { byRows, rowIsBlank, type GridRows, type Stretch } from './rows.ts';
import { upright } from './upright.ts';

export interface Tables {
  /** Edition by the labels that are printed; null when no table of the form was found. */
  form: FormId | null;
  /** Every figure of the form, printed or absent, and figures of other editions that are printed; in the form's order. */
  cells: Cell[];
  unknown: Unknown[];
  problems: Problem[];
  /** Which tables were found. */
  found: { published: boolean; requests: boolean; disputes: boolean; statistics: boolean };
}

const KINDS = ['published', 'requests', 'disputes'] as const;
type Kind = (typeof KINDS)[number];

/** So many labels of table 三 in one grid are table 三, header or not. */
const ENOUGH_LABELS = 5;

/** What the codes of each table's figures begin with. */
export const PREFIX: Readonly<Record<keyof Tables['found'], string>> = { published: 't2.', requests: 't3.', disputes: 't4.', statistics: 't0.' };

/** Reads every table of the national form in a document. `fiscalYear`: whose column is taken where headings name years. */
export function readTables(document: Document, fiscalYear: number | null = null): Tables {
  const stretches: Record<Kind, Stretch[]> = { published: [], requests: [], disputes: [] };
  const statistics: GridRows[] = [];
  let open = false;
  /** A header that stands in a grid of its own, since a group's line below it was taken for a heading. */
  let header: GridRows | null = null;
  const ledger = new Ledger();
  let mode: Kind | null = null;
  for (const block of document.blocks) {
    if (block.kind === 'heading' && block.level === 1) mode = null;
    if (block.kind !== 'grid') continue;
    const rows = byRows(upright(block));
    open = isStatistics(rows, (open || header !== null) && !rows.rows.some((cells) => headerKind(cells) !== null));
    if (open) statistics.push(...(header ? [header, rows] : [rows]));
    else if (header) keepForeign(header.grid, header, ledger);
    header = !open && isHeaderAlone(rows) ? rows : null;
    mode = open || header ? null : split(rows, mode, stretches);
    if (mode === null && !open && !header) keepForeign(block, rows, ledger);
  }
  if (header) keepForeign(header.grid, header, ledger);
  const isUnruled = unruledIn(document);
  if (statistics.length > 0) readStatistics(statistics, ledger, isUnruled, fiscalYear);
  if (stretches.published.length > 0) readPublished(stretches.published, ledger);
  if (stretches.requests.length > 0) readRequests(stretches.requests, ledger);
  if (stretches.disputes.length > 0) readDisputes(stretches.disputes, ledger);
  const has = (prefix: string): boolean => [...ledger.cells.keys()].some((code) => code.startsWith(prefix));
  const found = { published: has(PREFIX.published), requests: has(PREFIX.requests), disputes: has(PREFIX.disputes), statistics: has(PREFIX.statistics) };
  const adrift = linesInText(document);
  if (adrift >= ADRIFT) ledger.problem('table_missing', `${adrift} lines of the statistics table stand in the text, where no table could be made of them`);
  if (adrift >= ENOUGH_ADRIFT && !Object.values(found).includes(true)) return { form: 'stat-2014', cells: complete('stat-2014', ledger, [PREFIX.statistics]), unknown: ledger.unknown, problems: ledger.problems, found };
  if (!Object.values(found).includes(true)) return { form: null, cells: [], unknown: ledger.unknown, problems: ledger.problems, found };
  const form = editionOf(ledger);
  reportMissingRows(form, ledger, found);
  const pieces = (kind: Kind): GridRows[] => stretches[kind].map(({ rows }) => rows);
  const unruled = unruledTables({ published: pieces('published'), requests: pieces('requests'), disputes: pieces('disputes'), statistics }, isUnruled);
  return { form, cells: complete(form, ledger, adrift >= ADRIFT ? [...unruled, PREFIX.statistics] : unruled), unknown: ledger.unknown, problems: ledger.problems, found };
}

/** So few rows, of which none prints a number, are a header and the groups' lines that follow it. */
const FEW = 6;

const isHeaderAlone = (rows: GridRows): boolean =>
  rows.rows.some((_, r) => isStatisticHeader(rows, r)) && (rows.grid.rows <= 3 || (rows.grid.rows <= FEW && !rows.grid.cells.some((cell) => /^\d+$/.test(squeeze(cell.text)))));

/** So many lines of the statistics table in the text are no accident; so many are the table itself. */
const ADRIFT = 2;
const ENOUGH_ADRIFT = 5;

/** Lines of the statistics table that stand outside any grid: a table without rules may fall apart into text. */
const linesInText = (document: Document): number =>
  document.blocks.reduce((sum, block) => sum + (block.kind === 'grid' || block.text.length > 400 ? 0 : block.text.split('\n').filter(isStatisticText).length), 0);

/** Assigns the grid's rows to tables: a header row opens a table, which lasts until another one opens. */
function split(rows: GridRows, mode: Kind | null, stretches: Record<Kind, Stretch[]>): Kind | null {
  const kinds = rows.rows.map((cells) => headerKind(cells));
  const labels = rows.rows.filter((cells) => leadingLabel(cells)?.label.kind === 'row').length;
  if (labels >= ENOUGH_LABELS && !kinds.includes('requests')) {
    const first = rows.rows.findIndex((cells) => leadingLabel(cells)?.label.kind === 'row');
    kinds[Math.max(0, first)] = 'requests';
  }
  // A grid that continues no open table and opens none is not of the form.
  if (!kinds.some((kind) => kind !== null) && !continues(rows, mode)) return null;
  let current = mode;
  let from = 0;
  kinds.forEach((kind, r) => {
    if (kind === null || kind === current) return;
    if (current !== null && r > from) stretches[current].push({ rows, from, to: r });
    [current, from] = [kind, r];
  });
  if (current !== null) stretches[current].push({ rows, from, to: rows.rows.length });
  return current;
}

function headerKind(cells: Grid['cells']): Kind | null {
  if (cells.length === 0 || rowIsBlank(cells)) return null;
  if (isBlockHeader(cells)) return 'published';
  if (isRequestHeader(cells)) return 'requests';
  return isDisputeHeader(cells) ? 'disputes' : null;
}

/** True when a grid without any header goes on with the table that was open before it. */
function continues(rows: GridRows, mode: Kind | null): boolean {
  if (mode === null) return false;
  if (mode === 'disputes') return rows.rows.some((cells) => cells.length >= 13);
  const known = rows.rows.filter((cells) => (mode === 'requests' ? leadingLabel(cells) !== null : cells[0] !== undefined && blockRow(cells[0].text) !== null));
  return known.length > 0;
}

function keepForeign(grid: Grid, rows: GridRows, ledger: Ledger): void {
  const cells = rows.rows.flat().filter((cell) => cell.text.trim() !== '');
  if (cells.length > 0) ledger.keepUnknown('table', cells[0]?.text ?? '', grid, cells);
}

/**
 * The edition that most of the printed figures belong to alone; a report that mixes editions says so. 其他处理 in one row
 * is what reporters make of either edition, and 处理决定数量 is often copied into the later one: these count only where
 * nothing else tells.
 */
function editionOf(ledger: Ledger): FormId {
  const strong = new Map<FormId, number>();
  for (const code of ledger.cells.keys()) {
    const editions = figure(code)?.editions ?? [];
    const [only] = editions;
    if (editions.length === 1 && only && !code.startsWith(`t3.${OTHER.id}@`)) strong.set(only, (strong.get(only) ?? 0) + 1);
  }
  const [first, second] = ranked(strong.size > 0 ? strong : ledger.votes);
  if (!first) {
    ledger.problem('edition_unknown', 'no label tells the edition of the form; the present one is assumed for what is absent');
    return 'ogi-2021';
  }
  if (second) ledger.problem('edition_mixed', `figures of ${first} and ${second} are mixed`);
  if (first === 'ogi-2021' && ledger.cells.has(requestCode(OTHER.id, 'total'))) {
    ledger.problem('row_collapsed', '（六）其他处理 is printed as one row, where the edition has three');
  }
  return first;
}

const ranked = (votes: ReadonlyMap<FormId, number>): FormId[] => [...votes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([id]) => id);

/** Rows of the form that a table which was found does not print, or that were not recognised: they must not go unnoticed. */
function reportMissingRows(form: FormId, ledger: Ledger, found: Tables['found']): void {
  const { blocks, requestRows, applicants } = forms[form];
  const printed = (codes: readonly string[]): boolean => codes.some((code) => ledger.cells.has(code));
  if (found.published) {
    const missing = blocks.flatMap((block) => block.rows.filter((row) => !printed(block.measures.map((m) => blockCode(block.id, row.id, m.id)))));
    if (missing.length > 0) ledger.problem('row_missing', `table 二 has no row ${missing.map((row) => row.zh).join('、')}`);
  }
  if (found.statistics) {
    const missing = missingStatistics(ledger);
    if (missing.length > 0) ledger.problem('row_missing', `the statistics table has no row ${missing.join('、')}`);
  }
  if (found.requests) {
    const whole = printed(applicants.map((applicant) => requestCode(OTHER.id, applicant.id)));
    const missing = requestRows.filter((row) => !printed(applicants.map((a) => requestCode(row.id, a.id))) && !(whole && row.group === OTHER_GROUP_ID));
    if (missing.length > 0) ledger.problem('row_missing', `table 三 has no row ${missing.map((row) => row.zh).join('、')}`);
  }
}

const UNRULED = 'the table has no rules: what was not recognised in it may be printed all the same';

/** Tells grids that were made of aligned words, where no rules are drawn (PDF). */
function unruledIn(document: Document): (rows: Pick<GridRows, 'grid'>) => boolean {
  const aligned = document.problems.filter((problem) => problem.code === 'grid_by_alignment').map(({ place = {} }) => spotOf(place));
  return ({ grid }) => aligned.includes(spotOf(grid.place));
}

/** Tables of which a part was read by the alignment of its words, as prefixes of their codes. */
const unruledTables = (pieces: Readonly<Record<keyof typeof PREFIX, readonly GridRows[]>>, isUnruled: ReturnType<typeof unruledIn>): string[] =>
  ([...KINDS, 'statistics'] as const).filter((kind) => pieces[kind].some(isUnruled)).map((kind) => PREFIX[kind]);

/** The form's figures in order, the unprinted ones as absent; then figures of other editions that are printed. */
function complete(form: FormId, ledger: Ledger, unruled: readonly string[]): Cell[] {
  const codes = forms[form].codes;
  const own = new Set(codes);
  const cells = codes.map((code): Cell => ledger.cells.get(code) ?? {
    code, state: 'absent', value: null, unit: figure(code)?.unit ?? '件', raw: null, unitRaw: null, rowLabel: null, colLabel: null, alignment: null, place: null,
    ...(unruled.some((prefix) => code.startsWith(prefix)) ? { note: UNRULED } : {}),
  });
  for (const [code, cell] of ledger.cells) if (!own.has(code)) cells.push(cell);
  return cells;
}
