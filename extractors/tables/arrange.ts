/** Rows of figures under known columns → cells, with the form's arithmetic deciding where a row can be read in several ways. */
import type { CellPlace, Grid, GridCell } from '../document.ts';
import type { Identity } from '../forms/form.ts';
import { isBlank } from '../normalise.ts';
import { byGeometry, byOrder, narrowed, NO_CELL, windows, type Arrangement, type RowReading, type Slots } from './align.ts';
import type { Leaf } from './header.ts';
import { readAs, type Ledger, type Printed } from './ledger.ts';
import { placeOf, rowIsBlank, type GridRows } from './rows.ts';
import { solve, type Lenient, type OpenRow } from './solve.ts';

/** One row of figures: its cells after the label, and the code of each leaf in this row. */
export interface FigureRow {
  grid: Grid;
  rows: GridRows;
  /** Grid row, or -1 where the row was joined from two and has no geometry of its own. */
  row: number;
  cells: GridCell[];
  leaves: readonly Leaf[];
  /** Code for each leaf; null for a column that the form does not know. */
  codes: (string | null)[];
  label: string;
  /** True when the leaves' columns are those of this row's grid. */
  geometric: boolean;
  /** Rows of one piece (between page breaks) share it. */
  piece: string;
  /** The header stands in the same piece: a column that is lost here is lost there too. */
  headed?: boolean;
  /** Number of fields up to and including the label: tells squeezed text rows apart. */
  depth: number;
  continued: boolean;
  /** Blank fields may lie between the figures, not only before and after them (text archives, beyond a page break). */
  loose?: boolean;
  /** Why no cell of the row can be attributed, whatever its arrangement. */
  hopeless?: string;
  /** A figure that stands in the label: a blank first cell may be its own. */
  swallowed?: string;
  note?: string | undefined;
  headerUnits?: (string | null)[];
  unitPrinted?: boolean[];
}

/** Label columns of table 三: the part, the kind, the numbered reason. */
const DEPTH = 3;
/** How the codes of the column end in which each row of table 三 is added up. */
const TOTAL = '@total';

/** Reads all rows of one table into the ledger. */
export function arrange(rows: readonly FigureRow[], identities: readonly Identity[], ledger: Ledger): void {
  const readings = rows.map((row) => readingOf(row));
  judgePieces(rows, readings);
  const survivors = readings.some((reading) => reading.kind === 'open') ? decode(rows, readings, identities) : null;
  let nextOpen = 0;
  rows.forEach((row, i) => {
    const reading = readings[i];
    if (!reading) return;
    if (reading.kind === 'certain') put(row, [reading.slots], row.continued ? 'continued' : 'exact', ledger);
    else if (reading.kind === 'hopeless') giveUp(row, reading.reason, ledger);
    else {
      const kept = survivors?.[nextOpen++];
      if (!kept) giveUp(row, 'no arrangement of the cells, or too many, satisfies the arithmetic', ledger, reading.arrangements);
      else put(row, kept.map((o) => reading.arrangements[o]?.slots ?? []), 'inferred', ledger);
    }
  });
}

/** The arrangements of each open row that the arithmetic allows, in the order of the open rows; null when it decides nothing. */
function decode(rows: readonly FigureRow[], readings: readonly RowReading[], identities: readonly Identity[]): number[][] | null {
  const known = new Map<string, Lenient>();
  const open: OpenRow[] = [];
  rows.forEach((row, i) => {
    const reading = readings[i];
    if (reading?.kind === 'certain') for (const [code, value] of valuesOf(row, reading.slots, undefined)) known.set(code, value);
    else if (reading?.kind === 'open') open.push(openRow(row, reading.arrangements));
  });
  return solve(open, known, identities);
}

function readingOf(row: FigureRow): RowReading {
  if (row.hopeless !== undefined) return { kind: 'hopeless', reason: row.hopeless };
  const geometry = row.geometric && row.row >= 0 ? byGeometry(row.rows, row.row, row.leaves) : null;
  if (geometry) {
    // A figure that no leaf takes means that the row has shifted.
    const left = row.cells.filter((cell) => !geometry.includes(cell) && !isBlank(cell.text));
    if (left.length === 0) return { kind: 'certain', slots: geometry };
  } else if (row.geometric && row.cells.length > 0 && row.cells.length < row.leaves.length && rowIsBlank(row.cells)) {
    return { kind: 'certain', slots: row.leaves.map((leaf) => row.cells.find((cell) => cell.col <= leaf.from && leaf.from < cell.col + cell.colSpan) ?? null) };
  }
  if (row.loose) {
    const filled = row.cells.filter((cell) => !isBlank(cell.text));
    if (filled.length === row.leaves.length) return { kind: 'certain', slots: filled };
  }
  return byOrder(row.cells, row.leaves, row.grid.columns === 'order' && !row.loose);
}

/**
 * Text archives of PDFs lose whole columns at page breaks, and pad or squeeze the fields of shallow rows. A piece (the
 * rows between two breaks) is judged by its rows of full label depth: with enough fields it is sound; with too few every
 * row of it is open, and all have lost the same column; without such a row only what is full of figures is certain.
 */
function judgePieces(rows: readonly FigureRow[], readings: RowReading[]): void {
  const whole = new Map<string, number[]>();
  rows.forEach((row, i) => {
    if (row.grid.columns !== 'order' || row.hopeless !== undefined) return;
    const members = whole.get(row.piece);
    if (members) members.push(i);
    else whole.set(row.piece, [i]);
  });
  const pieces = new Map<string, number[]>();
  const depthOf = (i: number): number => rows[i]?.depth ?? 0;
  const countOf = (i: number): number => rows[i]?.cells.length ?? 0;
  const deepest = Math.max(0, ...rows.map((row) => row.depth));
  const narrowFields = new Map<number, number>();
  const judged: { members: number[]; width: number | null }[] = [];
  for (const [piece, members] of whole) {
    const moved = hasMovedUp(members, rows, readings);
    if (moved === 'yes') judged.push({ members, width: (rows[members[0] ?? 0]?.leaves.length ?? 0) - 1 });
    else if (moved === 'perhaps') for (const i of members) giveUpIfFilled(i, rows, readings);
    // Where fields are columns (`geometric`), nothing is left to judge.
    else pieces.set(piece, members.filter((i) => !rows[i]?.geometric));
  }
  for (const members of pieces.values()) {
    if (members.length === 0) continue;
    const want = rows[members[0] ?? 0]?.leaves.length ?? 0;
    const fields = new Set(members.map((i) => depthOf(i) + countOf(i)));
    const judges = members.filter((i) => depthOf(i) === deepest);
    const width = Math.max(0, ...judges.map(countOf));
    const even = fields.size === 1;
    if (deepest >= DEPTH && width >= want) atOnce(judges, rows, readings);
    if (judges.length > 0 && even && width > 0 && width < want && want - width <= 2) {
      narrowFields.set([...fields][0] ?? 0, width);
      judged.push({ members, width });
    } else if (judges.length === 0 && !members.every((i) => countOf(i) === want)) judged.push({ members, width: null });
    else if (judges.length === 0 && even) judged.push({ members, width: -1 });
  }
  for (const { members, width } of judged) {
    const fields = depthOf(members[0] ?? 0) + countOf(members[0] ?? 0);
    // A piece without a judge, as wide as one that lost a column, has lost one too.
    const known = width === -1 || width === null ? narrowFields.get(fields) : width;
    if (width === -1 && known === undefined) continue;
    for (const i of members) {
      const row = rows[i];
      if (!row) continue;
      const filled = row.cells.filter((cell) => !isBlank(cell.text)).length;
      const want = row.leaves.length;
      if (filled === 0 || filled === want) continue;
      const arrangements = known === undefined ? [...windows(row.cells, want), ...narrowed(row.cells, row.leaves, want - 1)] : narrowed(row.cells, row.leaves, known);
      readings[i] = arrangements.length > 0 ? { kind: 'open', arrangements } : { kind: 'hopeless', reason: 'figures beyond the columns of this piece' };
    }
  }
}

function giveUpIfFilled(i: number, rows: readonly FigureRow[], readings: RowReading[]): void {
  if (!rowIsBlank(rows[i]?.cells ?? [])) readings[i] = { kind: 'hopeless', reason: 'a column may be lost here, its place taken by the next' };
}

/**
 * Whether a piece has lost a column and been padded again at its end: its last column is blank throughout, and in each row
 * the last figure is the sum of those before it. One such sum may be chance; a piece of zeros tells nothing by itself.
 */
function hasMovedUp(members: readonly number[], rows: readonly FigureRow[], readings: readonly RowReading[]): 'no' | 'perhaps' | 'yes' {
  let sums = 0;
  let zeros = 0;
  for (const i of members) {
    const reading = readings[i];
    const row = rows[i];
    if (row?.headed) return 'no';
    if (row?.codes.at(-1)?.endsWith(TOTAL) !== true || reading?.kind !== 'certain' || reading.slots.length < 3) continue;
    if (!isBlank(reading.slots.at(-1)?.text ?? '')) return 'no';
    if (reading.slots.every((cell) => isBlank(cell?.text ?? ''))) continue;
    const values = [...valuesOf(row, reading.slots, undefined).values()].slice(0, -1);
    const last = values.pop();
    const before = values.reduce<Lenient>((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
    if (last === undefined || last !== before) return 'no';
    if (last > 0) sums++;
    else zeros++;
  }
  if (sums > 0) return sums > 1 ? 'yes' : 'perhaps';
  return zeros > 0 && rows.some((row, i) => !members.includes(i) && printsItsTotal(row, readings[i])) ? 'perhaps' : 'no';
}

/** True for a kind of answer whose total is filled in: some reporters leave these blank and fill in the table's sums alone. */
function printsItsTotal(row: FigureRow, reading: RowReading | undefined): boolean {
  const code = row.codes.at(-1) ?? '';
  if (!code.startsWith('t3.result.') || code.startsWith('t3.result.total') || !code.endsWith(TOTAL)) return false;
  return reading?.kind === 'certain' && !isBlank(reading.slots.at(-1)?.text ?? '');
}

/** Rows whose label takes all label columns have their figures right behind it; what follows those is padding. */
function atOnce(deep: readonly number[], rows: readonly FigureRow[], readings: RowReading[]): void {
  for (const i of deep) {
    const row = rows[i];
    if (!row || readings[i]?.kind !== 'open' || row.cells.length <= row.leaves.length) continue;
    if (row.cells.slice(row.leaves.length).every((cell) => isBlank(cell.text))) readings[i] = { kind: 'certain', slots: row.cells.slice(0, row.leaves.length) };
  }
}

/** What the row's cells count in the arithmetic; `lost`: what a leaf without a cell does. */
function valuesOf(row: FigureRow, slots: Slots, lost: Lenient): Map<string, Lenient> {
  const values = new Map<string, Lenient>();
  row.codes.forEach((code, i) => {
    if (code === null) return;
    const cell = slots[i];
    if (!cell) {
      values.set(code, lost);
      return;
    }
    const read = readAs(code, cell.text);
    const zero = read.state === 'blank' || read.state === 'none_word' || read.state === 'dash';
    values.set(code, zero ? 0 : (read.value ?? undefined));
  });
  return values;
}

function openRow(row: FigureRow, arrangements: readonly Arrangement[]): OpenRow {
  const shared = arrangements.every((a) => a.lost !== '') && row.grid.columns === 'order';
  return {
    group: shared ? row.piece : `${row.piece}/${row.row}/${row.label}`,
    options: arrangements.map((a) => ({ values: valuesOf(row, a.slots, 0), lost: a.lost })),
  };
}

const sameText = (a: GridCell | null | undefined, b: GridCell | null | undefined): boolean => (a?.text ?? '').trim() === (b?.text ?? '').trim();

/** Puts a row: where the surviving arrangements differ in a column, that cell is ambiguous. */
function put(row: FigureRow, survivors: readonly Slots[], alignment: 'exact' | 'continued' | 'inferred', ledger: Ledger): void {
  const first = survivors[0] ?? [];
  // A column that a text archive has lost altogether was blank, or the arithmetic would not hold without it.
  const lostIsBlank = alignment === 'inferred' && row.grid.columns === 'order';
  const missing: string[] = [];
  row.codes.forEach((code, i) => {
    const cell = first[i] ?? survivors.find((slots) => slots[i])?.[i] ?? null;
    const agreed = survivors.length === 1 || survivors.every((slots) => sameText(slots[i], cell));
    const label = row.leaves[i]?.label ?? '';
    if (code === null) {
      if (cell) ledger.keepUnknown('column', `${row.label} / ${label}`, row.grid, [cell]);
      return;
    }
    const printed: Printed = { code, cell, grid: row.grid, rowLabel: row.label, colLabel: label, alignment, headerUnit: row.headerUnits?.[i], unitPrinted: row.unitPrinted?.[i], note: row.note };
    if (!agreed) {
      printed.candidates = distinct(survivors.map((slots) => slots[i] ?? null));
      if (row.note !== undefined) printed.note = `the row can be read in several ways; ${row.note}`;
    } else if (i === 0 && row.swallowed !== undefined && cell && isBlank(cell.text)) {
      printed.candidates = [cell, { ...cell, text: row.swallowed }];
      printed.note = 'a figure has run into the label beside it';
    } else if (!cell && !lostIsBlank) {
      printed.candidates = [];
      printed.note = NO_CELL;
      missing.push(label);
    }
    ledger.put(printed);
  });
  if (missing.length > 0) ledger.problem('cells_missing', `${row.label}: no cell for ${missing.join('、')}`, placeOfRow(row));
}

/** Where the row's problems lie: its first figure, else its first cell, the label. */
function placeOfRow(row: FigureRow): CellPlace | undefined {
  const cell = row.cells[0] ?? row.rows.rows[row.row]?.[0];
  return cell && placeOf(row.grid, cell);
}

/** Nothing about this row is certain: every cell is ambiguous, what is printed is kept. */
function giveUp(row: FigureRow, reason: string, ledger: Ledger, arrangements: readonly Arrangement[] = []): void {
  ledger.keepUnknown('row', row.label, row.grid, row.cells);
  const first = row.cells[0];
  ledger.problem(first ? 'row_ambiguous' : 'cells_missing', `${row.label.trim()}: ${reason}`, placeOfRow(row));
  row.codes.forEach((code, i) => {
    if (code === null) return;
    const cells = arrangements.map((a) => a.slots[i] ?? null);
    ledger.put({
      code, cell: cells.find((c) => c !== null) ?? row.cells[i] ?? first ?? null, grid: row.grid, rowLabel: row.label, colLabel: row.leaves[i]?.label ?? '',
      alignment: 'ambiguous', candidates: distinct(cells), note: reason,
    });
  });
}

function distinct(cells: readonly (GridCell | null)[]): (GridCell | null)[] {
  return cells.filter((cell, i) => cells.findIndex((other) => sameText(other, cell)) === i);
}
