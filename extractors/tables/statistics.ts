/** The statistics table of 2014 to 2018 (政府信息公开情况统计表): one line, one figure; found by its labels, read by its header. */
import type { Grid, GridCell } from '../document.ts';
import { stat2014 } from '../forms/stat-2014.ts';
import type { StatisticSpec } from '../forms/form.ts';
import { isBlank, squeeze } from '../normalise.ts';
import type { Ledger } from './ledger.ts';
import { placeOf, type GridRows } from './rows.ts';
import { isFigureText } from './seams.ts';
import { isStatisticHeader, layoutOf, type Layout } from './statistic-columns.ts';
import { isUnit, nearStatistics, statisticLabel } from './statistic-labels.ts';
import { behind, linesOf, undecided, type Line } from './statistic-rows.ts';

const CODE = (spec: StatisticSpec): string => `t0.${spec.id}`;

/** So many lines of the form, and so large a share of the lines that print a figure, make a grid the statistics table; a local table shares some. */
const ENOUGH = 3;
const SHARE = 0.4;

/** True for a grid that is the statistics table. `open`: one stood just before, so that a small piece will do. */
export function isStatistics(rows: GridRows, open: boolean): boolean {
  const own = new Set<StatisticSpec>();
  for (const cell of rows.grid.cells) {
    const label = statisticLabel(cell.text);
    if (label?.kind === 'line') for (const spec of label.specs) own.add(spec);
  }
  if (own.size < (open ? 1 : ENOUGH)) return false;
  const foreign = rows.rows.filter((cells) => cells.some(isNumber) && !cells.some((cell) => statisticLabel(cell.text) !== null));
  return own.size >= SHARE * (own.size + foreign.length);
}

const isNumber = (cell: GridCell): boolean => /\d/.test(cell.text) && isFigureText(cell.text);

interface Taken {
  spec: StatisticSpec;
  line: Line;
  grid: Grid;
}

/** Reads the pieces of the statistics table into the ledger. `isUnruled` tells grids made of aligned words (PDF). */
export function readStatistics(pieces: readonly GridRows[], ledger: Ledger, isUnruled: (rows: Pick<GridRows, 'grid'>) => boolean, fiscalYear: number | null): void {
  let headed: { layout: Layout; columns: number } | null = null;
  const context = { spec: null as StatisticSpec | null, opens: '' };
  const open: Unread[] = [];
  const read: Placed[][][] = [];
  const printed = new Set<StatisticSpec>();
  for (const rows of pieces.flatMap((piece) => segments(whole(piece)))) {
    const own = layoutOf(rows, fiscalYear, isUnruled(rows));
    if (own) headed = { layout: own, columns: rows.grid.cols };
    // A piece without a header goes on with the columns of the last one that had one, where it has as many or has lost blank ones at its end.
    const goesOn = headed !== null && (headed.columns === rows.grid.cols || rows.grid.columns === 'order' || (!isUnruled(rows) && rows.grid.cols < headed.columns && isAnchored(rows, headed.layout)));
    const layout: Layout | null = own ?? (goesOn ? { ...headed!.layout, headers: new Set() } : null);
    if (own && own.halves.some((half) => half.value === null)) {
      ledger.problem('header_unclear', 'the header of the statistics table does not say which column holds the figures of the year');
    }
    // Without rules a piece may have lost its columns: a lone figure may then be of any of several.
    const lost = layout === null && isUnruled(rows) && headed !== null && headed.layout.halves.some((half) => behind(half).length > 1);
    const halves = linesOf(rows, layout, isUnruled(rows)).map((half) => half.map((line) => ({ line: lost ? undecided(line) : line, grid: rows.grid })));
    read.push(halves);
    const aside = new Map<string, GridCell[]>();
    for (const { line } of halves.flat()) for (const { column, cell } of line.beside) aside.set(column, [...(aside.get(column) ?? []), cell]);
    for (const [label, cells] of aside) ledger.keepUnknown('column', label, rows.grid, cells);
  }
  for (const { line, grid } of inFormOrder(read)) {
    const spec = resolve(line, context);
    if (spec) {
      printed.add(spec);
      put({ spec, line, grid }, ledger);
    } else if (!isGroup(line)) {
      open.push({ line, grid, above: standsUnder(line, context) });
      leave(line, context, printed);
    }
  }
  settle(open, printed, ledger);
}

/** Units stand in the column that the header has for them, so that the columns up to it are the header's. */
function isAnchored(rows: GridRows, { halves }: Layout): boolean {
  const column = halves.length === 1 ? halves[0]!.columns.find(({ role }) => role === 'unit') : undefined;
  const units = rows.grid.cells.filter((cell) => isUnit(cell.text));
  return column !== undefined && units.length > 0 && units.every((cell) => cell.col === column.from);
}

type Placed = Pick<Unread, 'line' | 'grid'>;

/**
 * Halves side by side that a page break cuts go on in the same half of the next page, or each page is read by itself: whichever keeps
 * more of the form's order. A line's name may be understood by the line above it alone.
 */
function inFormOrder(pieces: readonly (readonly (readonly Placed[])[])[]): Placed[] {
  const byPage = pieces.flatMap((halves) => halves.flat());
  const most = Math.max(0, ...pieces.map((halves) => halves.length));
  const byHalf = Array.from({ length: most }, (_, i) => pieces.flatMap((halves) => halves[i] ?? [])).flat();
  return most > 1 && returns(byHalf) < returns(byPage) ? byHalf : byPage;
}

/** How often a line follows that the form has earlier. */
function returns(lines: readonly Placed[]): number {
  const at = lines.flatMap(({ line }) => {
    const label = line.label === null ? null : statisticLabel(line.label.text);
    return label?.kind === 'line' && label.specs.length === 1 ? [stat2014.statistics.indexOf(label.specs[0]!)] : [];
  });
  return at.filter((index, i) => i > 0 && index < at[i - 1]!).length;
}

/** A line that no label of the form fits, and the line or group it stands under. */
interface Unread {
  line: Line;
  grid: Grid;
  above: string;
}

/** A table whose header is repeated, cut before each header: below each the columns are its own. */
function segments(rows: GridRows): GridRows[] {
  const starts = rows.rows.flatMap((_, r) => (isStatisticHeader(rows, r) ? [r] : []));
  if (starts.length < 2) return [rows];
  return starts.map((start, i) => {
    const [from, to] = [i === 0 ? 0 : start, starts[i + 1] ?? rows.rows.length];
    return { ...rows, rows: rows.rows.map((cells, r) => (r >= from && r < to ? cells : [])) };
  });
}

/** A label that a page break has cut in two is made whole; the row of its second half is left blank. */
function whole(rows: GridRows): GridRows {
  const cut = new Map<GridCell, GridCell | null>();
  rows.rows.forEach((cells, r) => {
    const lower = cells.filter((cell) => !isBlank(cell.text));
    if (lower.length !== 1 || r === 0 || isFigureText(lower[0]!.text)) return;
    for (let above = r - 1; above >= 0 && above >= r - 3; above--) {
      const upper = (rows.rows[above] ?? []).find((cell) => !isBlank(cell.text) && areHalves(cell, lower[0]!));
      if (upper) {
        cut.set(upper, { ...upper, text: upper.text + lower[0]!.text }).set(lower[0]!, null);
        return;
      }
      if ((rows.rows[above] ?? []).some((cell) => !isBlank(cell.text))) return;
    }
  });
  if (cut.size === 0) return rows;
  const mended = rows.rows.map((cells) => cells.flatMap((cell) => (cut.has(cell) ? (cut.get(cell) ?? []) : [cell])));
  return { ...rows, rows: mended, at: (row, col) => { const cell = rows.at(row, col); return cell && cut.has(cell) ? (cut.get(cell) ?? undefined) : cell; } };
}

/** A second half may be a shorter name of its own (2.政府网站 | 在线访谈次数); what stands above in its column is then none. */
function areHalves(upper: GridCell, lower: GridCell): boolean {
  if (statisticLabel(upper.text + lower.text) === null) return false;
  return statisticLabel(lower.text) === null || (upper.col === lower.col && statisticLabel(upper.text) === null && !isFigureText(upper.text) && !isUnit(upper.text));
}

interface Context {
  spec: StatisticSpec | null;
  opens: string;
}

/** The line of the form that a printed line is, by its label and, where two are called alike, by what stands above it. */
function resolve(line: Line, context: Context): StatisticSpec | null {
  for (const cell of line.above) {
    const label = statisticLabel(cell.text);
    if (label?.kind === 'heading') context.opens = label.opens;
    else if (label?.specs.length === 1 && cell.row === line.row) [context.spec, context.opens] = [label.specs[0]!, first(label.specs[0]!.id)];
  }
  const label = line.label === null ? null : statisticLabel(line.label.text);
  if (label === null) return null;
  if (label.kind === 'heading') {
    [context.spec, context.opens] = [null, label.opens];
    return null;
  }
  const spec = only(label.specs, standsUnder(line, context));
  if (spec) [context.spec, context.opens] = [spec, first(spec.id)];
  return spec;
}

/** What a line is about that the form does not have, by the group it would stand in. */
const ABOUT: readonly (readonly [opens: string, words: RegExp])[] = [['review', /复议/], ['lit', /诉讼|应诉/]];
/** Numbers below those of groups, and what else begins a part of the line above. */
const IS_PART = /^(?:\(|\d|其中|含|内含)/;

/** After a line that the form does not have, like-named lines may be its parts and not those of the line or group above it. */
function leave(line: Line, context: Context, printed: ReadonlySet<StatisticSpec>): void {
  if (line.label === null) return;
  const slip = only(nearStatistics(line.label.text), standsUnder(line, context));
  if (slip && !printed.has(slip)) {
    [context.spec, context.opens] = [slip, first(slip.id)];
    return;
  }
  const text = squeeze(line.label.text);
  const hasFigure = line.cells.some((cell) => cell !== line.label && isNumber(cell));
  if (hasFigure) context.spec = null;
  const isGroupLevel = /^[一二三四五六七八九十]{1,3}[、.]/.test(text) || (hasFigure && !IS_PART.test(text));
  if (isGroupLevel || ABOUT.some(([opens, words]) => opens !== context.opens && words.test(text))) [context.spec, context.opens] = [null, ''];
}

/** Id of the line, or beginning of the ids of the group, that stands nearest above. */
function standsUnder(line: Line, context: Context): string {
  const groups = line.above.flatMap((cell) => {
    const above = statisticLabel(cell.text);
    return above?.kind === 'line' && above.specs.length === 1 ? [above.specs[0]!.id] : [];
  });
  return groups.at(-1) ?? context.spec?.id ?? context.opens;
}

/** Of lines of one name the one that belongs under what stands above; null where that leaves none or several. */
function only(specs: readonly StatisticSpec[], above: string): StatisticSpec | null {
  const fits = specs.length === 1 ? specs : specs.filter((spec) => follows(spec, above));
  return fits.length === 1 ? fits[0]! : null;
}

const first = (id: string): string => id.split('.')[0]!;

/** 其中：主要负责同志参加 belongs to the line right above it, an outcome to the group it stands in. */
const follows = (spec: StatisticSpec, above: string): boolean =>
  (spec.id.endsWith('_head') ? above === spec.id.slice(0, -'_head'.length) : first(above) === first(spec.id));

/** A group's own line prints dashes or nothing. */
const isGroup = (line: Line): boolean =>
  line.label !== null && statisticLabel(line.label.text)?.kind === 'heading' && !line.cells.some((cell) => cell !== line.label && isNumber(cell));

/** 1.5 under 万条 is 15,000: a scale in the column of units belongs to the figure. */
const SCALED = /^[亿万千百十]+(?!元)/;

function put({ spec, line, grid }: Taken, ledger: Ledger, note?: string): void {
  const label = line.label!.text.trim();
  const unit = line.unit?.replace(/\s/g, '') ?? null;
  const scaled = unit !== null && spec.type !== 'money' && SCALED.test(unit);
  const [named = unit, ...others] = spec.type === 'money' ? moneyOf(label, unit ?? '', line.column) : [];
  const printedUnit = spec.type === 'money' && /[元圆万]/.test(line.figure?.text ?? '');
  const isOpen = (scaled || others.length > 0) && !printedUnit && line.figure !== null && /[1-9１-９]/.test(line.figure.text);
  const unclear = line.candidates ?? (isOpen ? [line.figure!] : undefined);
  const several = unclear && unclear.length > 0 ? { candidates: unclear, note: isOpen ? `unit ${scaled ? unit : [named, ...others].join(' or ')}` : 'several cells could be the figure of the year' } : {};
  if (line.figure === null && unclear === undefined) {
    ledger.problem('cells_missing', `${CODE(spec)}: “${label.slice(0, 40)}” has no cell for its figure`, placeOf(grid, line.label!));
    return;
  }
  ledger.put({
    code: CODE(spec), cell: line.figure ?? unclear?.[0] ?? null, grid, rowLabel: label, colLabel: line.column, alignment: 'exact',
    headerUnit: named, unitPrinted: false, note, ...several,
  });
}

const MONEY = '(?:人民币)?(亿元|千万元|百万元|万元|千元|元|万)(?:人民币)?';
/** 收取的费用（万元）, 专项经费（单位：元, 保留两位小数） */
const NAMED = new RegExp(`\\s${MONEY}$|[（(，,：:]\\s*(?:单位\\s*[：:]?\\s*)?${MONEY}(?![\\p{L}\\d])`, 'u');
const UNIT = new RegExp(`^[（(]?(?:单位[：:])?${MONEY}(?:[（(]人民币[）)])?[）)]?$`);

/** The units of money that label, column of units and heading name, each once. */
function moneyOf(label: string, unit: string, heading: string): string[] {
  const found = [UNIT.exec(unit)?.[1], ...[label, heading].map((text) => NAMED.exec(text)?.slice(1).find((it) => it !== undefined))];
  return [...new Set(found.flatMap((it) => (it === undefined ? [] : it === '万' ? '万元' : it)))];
}

/** What no label of the form fits: slips of the pen where just one line is close and unclaimed; the rest is kept as printed. */
function settle(open: readonly Unread[], printed: ReadonlySet<StatisticSpec>, ledger: Ledger): void {
  const near = open.map(({ line, above }) => (line.label === null ? null : only(nearStatistics(line.label.text), above)));
  open.forEach(({ line, grid }, i) => {
    const spec = near[i];
    const place = line.cells[0] ? placeOf(grid, line.cells[0]) : undefined;
    if (spec && !printed.has(spec) && near.filter((it) => it === spec).length === 1) {
      ledger.problem('label_typo', `“${line.label!.text.trim()}” is read as ${spec.zh}`, place);
      put({ spec, line, grid }, ledger);
      return;
    }
    ledger.keepUnknown('row', (line.label ?? line.cells[0])?.text ?? '', grid, line.cells);
    if (line.cells.some((cell) => cell !== line.label && isNumber(cell))) {
      ledger.problem('row_unknown', `the statistics table: the form has no row “${(line.label?.text ?? '').trim().slice(0, 60)}”`, place);
    }
  });
}

/** Names of the lines that the table does not print. */
export const missingStatistics = (ledger: Ledger): string[] => stat2014.statistics.filter((spec) => !ledger.cells.has(CODE(spec))).map((spec) => spec.zh);
