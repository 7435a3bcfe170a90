/** Collects what the tables of one document say: cells by code, what the form does not know, and what was odd. */
import type { CellPlace, Grid, GridCell, Problem } from '../document.ts';
import { figure } from '../forms/index.ts';
import type { Alignment, Cell, FormId, Unknown } from '../report.ts';
import { readFigure, type FigureText } from './figure-text.ts';
import { placeOf } from './rows.ts';

/** One printed cell on its way to a code. */
export interface Printed {
  code: string;
  /** Null where the row has lost the cell. */
  cell: GridCell | null;
  grid: Grid;
  rowLabel: string;
  colLabel: string;
  alignment: Alignment;
  headerUnit?: string | null | undefined;
  unitPrinted?: boolean | undefined;
  /** Texts that other arrangements would put here; makes the cell ambiguous. */
  candidates?: readonly (GridCell | null)[];
  note?: string | undefined;
}

export class Ledger {
  readonly cells = new Map<string, Cell>();
  readonly unknown: Unknown[] = [];
  readonly problems: Problem[] = [];
  /** How many labels were met that are written so in this edition alone. */
  readonly votes = new Map<FormId, number>();

  vote(edition: FormId): void {
    this.votes.set(edition, (this.votes.get(edition) ?? 0) + 1);
  }

  problem(code: string, message: string, place?: CellPlace): void {
    if (this.problems.some((known) => known.code === code && known.message === message)) return;
    this.problems.push(place ? { code, message, place } : { code, message });
  }

  /** Keeps cells that the form does not know, as printed. Nothing is kept for cells without text. */
  keepUnknown(kind: Unknown['kind'], label: string, grid: Grid, cells: readonly GridCell[]): void {
    if (cells.length === 0) return;
    this.unknown.push({ kind, label: label.trim(), cells: cells.map((cell) => ({ text: cell.text, place: placeOf(grid, cell) })) });
  }

  /** Reads a printed cell into its code. A code printed twice with different text is known by neither. */
  put(printed: Printed): void {
    const cell = cellOf(printed);
    const known = this.cells.get(printed.code);
    if (!known) {
      this.cells.set(printed.code, cell);
      return;
    }
    if (known.state === cell.state && known.value === cell.value) return;
    this.problem('printed_twice', `${printed.code} is printed twice, as “${known.raw ?? ''}” and “${cell.raw ?? ''}”; neither is taken`, cell.place ?? undefined);
    this.cells.set(printed.code, {
      ...known,
      state: 'ambiguous',
      value: null,
      alignment: 'ambiguous',
      candidates: [...(known.candidates ?? [known.value]), cell.value],
      note: 'printed twice with different text',
    });
  }
}

/** How a text reads as the figure of a code. */
export function readAs(code: string, text: string, headerUnit: string | null = null, unitPrinted = false): FigureText {
  const spec = figure(code);
  return readFigure(text, { unit: spec?.unit ?? '件', type: spec?.type ?? 'count', headerUnit, unitPrinted });
}

/** Written out field by field: this runs for every cell, and object spreads would double its cost. */
function cellOf(printed: Printed): Cell {
  const { code, cell, candidates } = printed;
  const spec = figure(code);
  const context = {
    unit: spec?.unit ?? '件', type: spec?.type ?? 'count', headerUnit: printed.headerUnit ?? null, unitPrinted: printed.unitPrinted ?? false,
  } as const;
  const text: FigureText = candidates ? AMBIGUOUS : readFigure(cell?.text ?? '', context);
  const result: Cell = {
    code,
    state: text.state,
    value: text.value,
    unit: context.unit,
    raw: cell ? cell.text : '',
    unitRaw: text.unitRaw,
    rowLabel: printed.rowLabel,
    colLabel: printed.colLabel,
    alignment: text.state === 'ambiguous' ? 'ambiguous' : printed.alignment,
    place: cell ? placeOf(printed.grid, cell) : null,
  };
  if (text.remark !== undefined) result.remark = text.remark;
  if (candidates) result.candidates = candidates.map((c) => (c ? readFigure(c.text, context).value : null));
  const note = printed.note ?? text.note;
  if (note !== undefined) result.note = note;
  return result;
}

const AMBIGUOUS: FigureText = { state: 'ambiguous', value: null, unitRaw: null, note: 'the row can be read in several ways' };
