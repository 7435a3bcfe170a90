/**
 * Cuts the rows of the statistics table into lines: a label, its unit, the cell of the year's figure, and what else stands beside it.
 * Where columns are geometry the header's columns say which cell is which; where only the order of fields is known, the labels do.
 */
import type { GridCell } from '../document.ts';
import { isBlank, isDashes, squeeze } from '../normalise.ts';
import type { GridRows } from './rows.ts';
import type { Column, Half, Layout } from './statistic-columns.ts';
import { isUnit, statisticLabel } from './statistic-labels.ts';
import { unpadded } from './statistic-padding.ts';
import { isFigureText } from './seams.ts';

/** One printed line of the table. */
export interface Line {
  row: number;
  /** The deepest label; null where no text stands where labels do. */
  label: GridCell | null;
  /** Labels of groups left of it, outermost first; those that begin in rows above included. */
  above: readonly GridCell[];
  unit: string | null;
  /** The cell of the year's figure; null where the line has lost it. */
  figure: GridCell | null;
  /** Cells that could all be the figure; the line is then ambiguous. */
  candidates?: readonly GridCell[];
  /** Cells of other columns, by the column's header. */
  beside: readonly { column: string; cell: GridCell }[];
  /** Every cell of the line that holds text. */
  cells: readonly GridCell[];
  /** Header of the figure's column. */
  column: string;
}

const filled = (cells: readonly GridCell[]): GridCell[] => cells.filter((cell) => !isBlank(cell.text));
/** What a group's line prints in place of a unit or a figure. */
const isDash = ({ text }: GridCell): boolean => isDashes(squeeze(text));
const isKnown = (cell: GridCell): boolean => statisticLabel(cell.text) !== null;

/** Lines of each half from top to bottom, the left one first. `unruled`: columns are those of aligned words. */
export function linesOf(rows: GridRows, layout: Layout | null, unruled = false): Line[][] {
  const halves: Line[][] = [];
  const last = layout?.halves.at(-1);
  const printed = rows.grid.columns === 'order' && layout && last ? unpadded(rows, last.columns.filter(({ role }) => role !== 'label' && role !== 'ordinal').length, layout.headers) : rows.rows;
  // Where one row shows several columns of figures, a lone figure of another may be of any of them.
  const several = printed.some((cells) => cells.some(holdsSeveral));
  for (const [r, cells] of printed.entries()) {
    if (layout?.headers.has(r)) continue;
    const placed = rows.grid.columns === 'spans' && layout ? layout.halves.map((half) => byGeometry(rows, r, half)) : null;
    const inPlace = placed !== null && standInPlace(cells, placed, layout!, unruled);
    (inPlace ? placed : byOrder(cells, r, layout)).forEach((line, i) => {
      if (!line) return;
      const isOpen = unruled && (layout ? !(inPlace && isTold(line, layout)) || holdsSeveral(line.figure) : several);
      (halves[i] ??= []).push(withFurther(isOpen ? undecided(line) : line, rows));
    });
  }
  return Array.from(halves, (half) => half ?? []);
}

/**
 * Every label and every unit of the row stands where the header has it; without rules a row's columns may be others, and a unit may
 * stand close to its label, left of all figures.
 */
function standInPlace(cells: readonly GridCell[], lines: readonly (Line | null)[], { halves }: Layout, unruled: boolean): boolean {
  const figureColumns = halves.flatMap(({ columns }) => columns.filter(({ role }) => role !== 'label' && role !== 'unit'));
  const within = (columns: readonly Column[], cell: GridCell): boolean => columns.some(({ from, to }) => cell.col >= from && cell.col < to);
  const unitColumns = halves.flatMap(({ columns }) => columns.filter(({ role }) => role === 'unit' || (unruled && role === 'label')));
  return cells.every((cell) => {
    if (isBlank(cell.text)) return true;
    if (isKnown(cell)) return lines.some((line) => line !== null && (line.label === cell || line.above.includes(cell)));
    if (unruled && isFigureText(cell.text) && !within(figureColumns, cell)) return isDash(cell) || lines.some((line) => line !== null && isOrdinal(cell, line.label));
    return unitColumns.length === 0 || !isUnit(cell.text) || within(unitColumns, cell);
  });
}

/**
 * Without rules: one line of the form labels the row, and its figure stands in one column. What could not be told into columns is one
 * cell over several.
 */
function isTold({ figure, cells }: Line, { halves }: Layout): boolean {
  const labels = cells.filter((cell) => cell.rowSpan === 1 && statisticLabel(cell.text)?.kind === 'line');
  return labels.length <= 1 && (figure === null || halves.some(({ value }) => value !== null && figure.col >= value.from && figure.col + figure.colSpan <= value.to));
}

/** Figures of several columns that stand in one cell: a dash and a number are no negative number. */
const holdsSeveral = (cell: GridCell | null): boolean => {
  const parts = cell?.text.trim().split(/ {2,}|\t/) ?? [];
  return parts.length > 1 && parts.every(isFigureText);
};

/** The line, with every figure beside its label as one that it may be. */
export function undecided(line: Line): Line {
  const figures = line.cells.filter((cell) => cell !== line.label && isFigureText(cell.text) && /\d/.test(cell.text));
  return figures.length === 0 || line.candidates ? line : { ...line, figure: figures[0]!, candidates: figures };
}

function byGeometry(rows: GridRows, row: number, half: Half): Line | null {
  const own = (rows.rows[row] ?? []).filter((cell) => cell.col >= half.from && cell.col < half.to);
  const within = (column: Column): GridCell[] => own.filter((cell) => cell.col >= column.from && cell.col < column.to);
  const labelColumns = half.columns.filter((column) => column.role === 'label');
  const beneath = filled(labelColumns.flatMap(within));
  const units = beneath.length > 1 ? beneath.filter((cell) => isUnit(cell.text)) : [];
  const named = beneath.filter((cell) => !units.includes(cell) && (beneath.length === 1 || !isDash(cell)));
  const label = deepest(named);
  const ordinals = [...half.columns.filter(({ role }) => role === 'ordinal').flatMap(within), ...named.filter((cell) => isOrdinal(cell, label))];
  const text = filled(own).filter((cell) => !ordinals.includes(cell));
  if (text.length === 0) return null;
  const above = labelColumns.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => rows.at(row, from + i)))
    .filter((cell, i, all): cell is GridCell => cell !== undefined && cell !== label && !units.includes(cell) && !ordinals.includes(cell) && all.indexOf(cell) === i && !isBlank(cell.text));
  const inValue = half.value ? within(half.value) : half.columns.filter(({ role }) => role === 'value' || role === 'unknown').flatMap(within);
  // 12 | 件 under one heading.
  const unitsBeside = filled(inValue).length > 1 ? inValue.filter((cell) => isUnit(cell.text)) : [];
  const values = inValue.filter((cell) => !unitsBeside.includes(cell));
  const shared = half.value ? sharedFigure(rows, row, half.value, label) : null;
  // A heading over several columns does not say which of them is the year's, though all but one are blank.
  const several = filled(values).length > 1 || half.value === null || (values.length > 1 && filled(values).length > 0);
  const beside = half.columns.filter((column) => column !== half.value && !['label', 'unit', 'ordinal'].includes(column.role) && half.value !== null)
    .flatMap((column) => filled(within(column)).map((cell) => ({ column: column.label, cell })));
  const unit = [...units, ...unitsBeside, ...filled(half.columns.filter(({ role }) => role === 'unit').flatMap(within))].map((cell) => cell.text).join('');
  return {
    row, label, above, unit: unit === '' ? null : unit, figure: filled(values)[0] ?? values[0] ?? null, beside, cells: text, column: half.value?.label ?? '',
    ...(shared ? { candidates: [shared] } : several ? { candidates: filled(values) } : {}),
  };
}

/** The line of a label that reaches over several rows, of which another one prints a figure too and no name for it: whose it is cannot be told. */
function withFurther(line: Line, { rows }: GridRows): Line {
  const { label, figure } = line;
  if (!label || !figure || label.row !== line.row || label.rowSpan === 1 || line.candidates) return line;
  const further = rows.slice(line.row + 1, line.row + label.rowSpan).flatMap((cells) => {
    const right = filled(cells).filter((cell) => cell.col >= label.col);
    const end = right.findIndex(isKnown);
    const own = end < 0 ? right : right.slice(0, end);
    return own.every((cell) => isFigureText(cell.text) || isUnit(cell.text)) ? own.filter((cell) => /\d/.test(cell.text) && isFigureText(cell.text)) : [];
  });
  return further.length > 0 ? { ...line, candidates: [...filled([figure]), ...further] } : line;
}

/** What a group's own figure is called, and remarks: they leave the name to what stands left of them. */
const NAMELESS = /^(?:(?:合|总|小)计|总?(?:件|次|条)?数量?|总量|[(（［[].*|[\d.、]+)$/;

/** The label that names the line. Right of a label of the form another name may stand that the form does not have: 收到申请数 | 电话. */
const deepest = (labels: readonly GridCell[]): GridCell | null => {
  const known = labels.findLast(isKnown);
  return labels.slice(known ? labels.indexOf(known) : 0).findLast((cell) => cell === known || !NAMELESS.test(squeeze(cell.text))) ?? labels.at(-1) ?? null;
};

/** A figure's cell that reaches over several lines: whose it is cannot be told. */
function sharedFigure(rows: GridRows, row: number, column: Column, label: GridCell | null): GridCell | null {
  const cell = rows.at(row, column.from);
  if (!cell || isBlank(cell.text) || cell.rowSpan === 1 || cell === label) return null;
  return cell.row < row || (label !== null && label.rowSpan < cell.rowSpan) ? cell : null;
}

/** What follows the label in a half: unit apart, one role a field. */
export const behind = (half: Half | undefined): Column[] => half?.columns.filter(({ role }) => role !== 'label' && role !== 'unit' && role !== 'ordinal') ?? [];

function byOrder(cells: readonly GridCell[], row: number, layout: Layout | null): (Line | null)[] {
  if (filled(cells).length === 0) return [];
  const aligned = layout && cells.length === layout.fields && standsInColumns(cells, layout);
  if (aligned) return layout.halves.map((half) => byField(cells.slice(half.from, half.to), row, half));
  const starts = cells.flatMap((cell, i) => (isKnown(cell) ? [i] : []));
  // A group's label in front of the line's own begins no line.
  const lines = starts.filter((at, i) => starts[i + 1] === undefined || cells.slice(at + 1, starts[i + 1]).some((cell) => !isBlank(cell.text)));
  if (lines.length === 0) return unnamed(cells, row, layout);
  const leading = filled(cells.slice(0, lines[0]));
  const stray = leading.some((cell) => isFigureText(cell.text)) ? plain(leading, row) : null;
  const found = lines.flatMap((at, i) => {
    const above = i === 0 && stray === null ? leading : [];
    return bySequence(cells.slice(at, lines[i + 1]), row, layout?.halves[i] ?? layout?.halves[0], above, layout !== null);
  });
  return stray ? [stray, ...found] : found;
}

/** Labels stand in the columns of labels, units in those of units: the row has neither lost nor gained a field. */
function standsInColumns(cells: readonly GridCell[], layout: Layout): boolean {
  const roleAt = cells.map((_, i) => layout.halves.flatMap(({ columns }) => columns).find(({ from }) => from === i)?.role);
  return cells.every((cell, i) => {
    if (isBlank(cell.text)) return true;
    if (isKnown(cell)) return roleAt[i] === 'label';
    return isUnit(cell.text) === (roleAt[i] === 'unit') || isDash(cell);
  });
}

function byField(cells: readonly GridCell[], row: number, half: Half): Line | null {
  const text = filled(cells);
  if (text.length === 0) return null;
  const at = (column: Column): GridCell | undefined => cells[column.from - half.from];
  const of = (role: string): GridCell[] => half.columns.filter((column) => column.role === role).flatMap((column) => at(column) ?? []);
  const labels = filled(of('label'));
  const label = deepest(labels);
  const open = half.value === null ? filled([...of('value'), ...of('unknown')]) : undefined;
  return {
    row, label, above: labels.filter((cell) => cell !== label), unit: filled(of('unit'))[0]?.text ?? null,
    figure: (half.value ? at(half.value) : open?.[0]) ?? null, cells: text, column: half.value?.label ?? '',
    beside: half.value === null ? [] : behind(half).filter((column) => column !== half.value).flatMap((column) => {
      const cell = at(column);
      return cell && !isBlank(cell.text) ? [{ column: column.label, cell }] : [];
    }),
    ...(open ? { candidates: open } : {}),
  };
}

/** A row without a label of the form: a slip of the pen stands in the fields of any other line. */
function unnamed(cells: readonly GridCell[], row: number, layout: Layout | null): Line[] {
  const at = cells.findIndex((cell) => !isBlank(cell.text) && !isFigureText(cell.text) && !isUnit(cell.text));
  if (!layout || layout.halves.length > 1 || at < 0) return [plain(cells, row)];
  const [line, ...stray] = bySequence(cells.slice(at), row, layout.halves[0], [], true);
  return [{ ...line!, cells: [...filled(cells.slice(0, at)), ...line!.cells] }, ...stray];
}

/** A number left of the label counts the rows. */
const isOrdinal = (cell: GridCell, label: GridCell | null): boolean => label !== null && cell.col < label.col && /^[\d０-９]{1,3}$/.test(cell.text.trim());

/** Cells without a label of the form. What stands before the label numbers the row. */
function plain(cells: readonly GridCell[], row: number): Line {
  const text = filled(cells);
  const at = text.findIndex((cell) => !isFigureText(cell.text));
  const figures = text.slice(at + 1).filter((cell) => isFigureText(cell.text));
  return { row, label: text[at] ?? null, above: [], unit: null, figure: figures[0] ?? null, beside: [], cells: text, column: '', ...(figures.length > 1 ? { candidates: figures } : {}) };
}

/** A label and the fields up to the next one. `known`: a header says how many fields to expect. */
function bySequence(cells: readonly GridCell[], row: number, half: Half | undefined, above: readonly GridCell[], known: boolean): Line[] {
  const label = cells[0]!;
  const rest = cells.slice(1);
  const at = rest.findIndex((cell) => !isBlank(cell.text));
  const unit = at >= 0 && isUnit(rest[at]!.text) ? rest[at]! : null;
  const roles = known ? behind(half) : [];
  let fields = unit ? rest.slice(at + 1) : rest;
  // Fields that a wide label covers stand blank in front of the figure.
  const covered = half ? half.columns.filter(({ role }) => role === 'label' || role === 'unit').length - 1 : 0;
  for (let i = 0; i < covered && !unit && roles.length > 0 && fields.length > roles.length && isBlank(fields[0]!.text); i++) fields = fields.slice(1);
  const line = { row, label, above, unit: unit?.text ?? null, beside: [], cells: filled(cells), column: half?.value?.label ?? '' };
  const tail = fields.findIndex((cell, i) => i > 0 && !isBlank(cell.text) && !isFigureText(cell.text) && !isUnit(cell.text) && i >= Math.max(1, roles.length));
  const stray = tail < 0 ? [] : [plain(fields.slice(tail), row)];
  if (tail >= 0) fields = fields.slice(0, tail);
  const printed = filled(fields);
  if (roles.length > 1) {
    const position = half?.value ? roles.indexOf(half.value) : -1;
    if (printed.length === 0) return [{ ...line, figure: fields[0] ?? null }, ...stray];
    // A field more or less than the header has: only where each has its text it is plain which is which.
    const whole = fields.length === roles.length || (printed.length === roles.length && printed.every((cell, i) => cell === fields[i]));
    if (!whole || position < 0) return [{ ...line, figure: null, candidates: printed }, ...stray];
    const beside = roles.flatMap((column, i) => (i !== position && !isBlank(fields[i]!.text) ? [{ column: column.label, cell: fields[i]! }] : []));
    return [{ ...line, figure: fields[position]!, beside }, ...stray];
  }
  if (printed.length > 1 || (roles.length === 0 && printed.length === 1 && fields.length > 1 && fields[0] !== printed[0])) return [{ ...line, figure: null, candidates: printed }, ...stray];
  if (half && half.value === null && known) return [{ ...line, figure: null, candidates: printed }, ...stray];
  return [{ ...line, figure: printed[0] ?? fields[0] ?? null }, ...stray];
}
