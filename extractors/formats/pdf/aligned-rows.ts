/** The body of a table without rules: figures under their columns, labels beside them. */
import { overlap } from './geometry.ts';
import type { Leaf } from './leaves.ts';
import { centreOf, middleOf, WIDEST, type Pitch, type Stack } from './stacks.ts';

export interface BodyRow {
  /** From the outermost to the innermost. */
  labels: Stack[];
  /** What stands in each column of figures. */
  cells: Stack[][];
  /** The row cannot be told apart into columns. */
  whole: boolean;
  /** Top and bottom. */
  band: [number, number];
}

export interface Body {
  rows: BodyRow[];
  /** How many of the leaves, from the left, head labels. */
  labelLeaves: number;
  /** Columns of labels. */
  labelDepth: number;
}

/** A row while it is being put together. */
type PlacedRow = BodyRow & { middle: number };

interface Source {
  /** Figures row by row. */
  rows: readonly (readonly Stack[])[];
  stacks: readonly Stack[];
  leaves: readonly Leaf[];
  /** Number of label leaves where it is known from the page before. */
  labels: number | null;
  /** Lower edge of the header. */
  top: number;
  /** Lower edge of the table before. */
  from: number;
  pitch: Pitch;
}

/** A number, a group, a label and its unit; more levels of labels than that are noise. */
const MAX_DEPTH = 4;

export function bodyOf(source: Source): Body | null {
  const { rows, leaves, top, from, pitch } = source;
  const figures = rows.flat();
  const last = Math.max(...figures.map(({ box }) => box[3]));
  const texts = source.stacks.filter((stack) => !stack.figure && middleOf(stack) > Math.max(top, from) && stack.box[1] < last);
  const labelLeaves = source.labels ?? labelLeavesOf(leaves, figures, texts, rows);
  const data = leaves.slice(labelLeaves);
  if (data.length === 0) return null;
  const edge = Math.min(data[0]!.from, ...figures.filter((figure) => columnOf(figure, data) === 0).map(({ box }) => box[0]));
  const labels = texts.filter((text) => centreOf(text) < edge && text.box[2] <= edge + 0.3 * text.size);
  const words = texts.filter((text) => !labels.includes(text));
  const tails = tailLabels(source, labels, last, edge);

  const body = rows.map((row): PlacedRow => {
    const middle = row.reduce((sum, figure) => sum + middleOf(figure), 0) / row.length;
    const beside = words.filter((word) => Math.abs(middleOf(word) - middle) < 0.5 * pitch.line);
    return { ...sorted([...row, ...beside], data, figures), labels: [], band: [0, 0], middle };
  });
  settleStrays(body, words);
  const matched = matchLabels(body, labels);
  const step = stepOf(body, pitch, figures[0]!.size);
  const single = [...labels.filter((label) => !matched.has(label)), ...tails].filter((label) => !isParent(label, [...labels, ...tails], step));
  const blanks = single.filter((label) => body.every(({ middle }) => Math.abs(middle - middleOf(label)) >= 0.75 * step));
  const parents = [...labels, ...tails].filter((label) => !matched.has(label) && !single.includes(label));
  for (const label of single.filter((other) => !blanks.includes(other))) doubt(label, body, pitch);
  for (const label of blanks) body.push({ labels: [label], cells: data.map(() => []), whole: false, band: [0, 0], middle: middleOf(label) });
  body.sort((a, b) => a.middle - b.middle);
  placeParents(body, parents);
  const settled = taint(body, labels.length > 0, pitch);
  for (const row of settled) if (row.whole) takeOutLabels(row);
  // Where hardly a row can be told into columns the header was not understood.
  const told = settled.filter((row) => !row.whole).length;
  if (told < 0.5 * settled.length) return null;
  bands(settled);
  const labelDepth = Math.min(MAX_DEPTH, Math.max(0, ...settled.map((row) => row.labels.length)));
  return { rows: settled, labelLeaves, labelDepth };
}

/** Text among the figures that is in line with none of them makes the nearest row uncertain; nothing is left out. */
function settleStrays(rows: PlacedRow[], words: readonly Stack[]): void {
  const placed = new Set(rows.flatMap((row) => row.cells.flat()));
  for (const word of words.filter((other) => !placed.has(other))) {
    const near = rows.reduce((best, row) => (Math.abs(row.middle - middleOf(word)) < Math.abs(best.middle - middleOf(word)) ? row : best));
    near.cells[0]!.push(word);
    near.whole = true;
  }
}

/** Leaves from the left that head labels: text stands under them and no figure. */
function labelLeavesOf(leaves: readonly Leaf[], figures: readonly Stack[], texts: readonly Stack[], rows: readonly (readonly Stack[])[]): number {
  const under = (leaf: Leaf, stack: Stack): boolean => overlap(leaf.from, leaf.to, stack.box[0], stack.box[2]) > 0;
  let count = 0;
  for (const leaf of leaves) {
    if (figures.some((figure) => under(leaf, figure))) break;
    const lines = texts.filter((text) => under(leaf, text)).length;
    if (lines < Math.max(1, 0.3 * rows.length) && !(count === 0 && isCorner(leaf, leaves[1], texts))) break;
    count++;
  }
  return count;
}

/** A first heading that is centred over labels, though none reaches under it. */
function isCorner(leaf: Leaf, next: Leaf | undefined, texts: readonly Stack[]): boolean {
  const left = Math.min(...texts.filter((text) => text.box[2] < leaf.from).map(({ box }) => box[0]));
  if (!next || !Number.isFinite(left)) return false;
  const border = (leaf.to + next.from) / 2;
  return Math.abs((leaf.from + leaf.to) / 2 - (left + border) / 2) < 1.5 * texts[0]!.size;
}

/** The one column whose known extent a stack meets; null when it meets none or several. */
function columnOf(stack: Stack, leaves: readonly Leaf[]): number | null {
  let found: number | null = null;
  for (let i = 0; i < leaves.length; i++) {
    if (overlap(leaves[i]!.from, leaves[i]!.to, stack.box[0], stack.box[2]) <= 0) continue;
    if (found !== null) return null;
    found = i;
  }
  return found;
}

/**
 * Sorts what stands in a row into columns. A figure that stands under no header may be told by those in line with it: figures
 * that share its left edge, right edge or centre and do stand under one.
 */
function sorted(row: readonly Stack[], leaves: readonly Leaf[], figures: readonly Stack[]): Pick<BodyRow, 'cells' | 'whole'> {
  const cells: Stack[][] = leaves.map(() => []);
  let whole = false;
  for (const stack of [...row].sort((a, b) => a.box[0] - b.box[0])) {
    const column = columnOf(stack, leaves) ?? inLine(stack, leaves, figures);
    const beside = cells[column ?? 0]!.at(-1);
    // Two figures in one column are one only if hardly more than a space parts them.
    if (column === null || (beside && stack.box[0] - beside.box[2] > 0.6 * stack.size)) whole = true;
    cells[column ?? 0]!.push(stack);
  }
  if (whole) for (const stacks of cells) stacks.sort((a, b) => a.box[0] - b.box[0]);
  return { cells, whole };
}

function inLine(stack: Stack, leaves: readonly Leaf[], figures: readonly Stack[]): number | null {
  if (leaves.some((leaf) => overlap(leaf.from, leaf.to, stack.box[0], stack.box[2]) > 0)) return null;
  const em = stack.size;
  const same = figures.filter(
    (other) =>
      Math.abs(other.box[0] - stack.box[0]) < 0.1 * em || Math.abs(other.box[2] - stack.box[2]) < 0.1 * em || Math.abs(centreOf(other) - centreOf(stack)) < 0.1 * em,
  );
  const columns = new Set(same.map((other) => columnOf(other, leaves)).filter((column) => column !== null));
  return columns.size === 1 ? [...columns][0]! : null;
}

/**
 * Labels of blank rows below the last figures, as long as they go on without a gap in line with the others; at the end of a page, as
 * close to each other as the rows of figures are.
 */
function tailLabels({ stacks, pitch, rows }: Source, labels: readonly Stack[], last: number, edge: number): Stack[] {
  const below = stacks.filter((stack) => stack.box[1] >= last && !labels.includes(stack)).sort((a, b) => a.box[1] - b.box[1]);
  const upTo = (room: number): Stack[] => {
    const out: Stack[] = [];
    let bottom = last;
    for (const stack of below) {
      const alike = labels.some(
        (label) =>
          Math.abs(label.size - stack.size) < 0.05 * label.size &&
          (Math.abs(label.box[0] - stack.box[0]) < 0.5 * label.size || Math.abs(centreOf(label) - centreOf(stack)) < 0.7 * label.size),
      );
      const heads = stacks.some((other) => other.box[2] > edge && Math.abs(middleOf(other) - middleOf(stack)) < 0.6 * pitch.line);
      if (stack.figure || !alike || heads || stack.box[2] > edge || stack.box[1] - bottom > room) break;
      out.push(stack);
      bottom = Math.max(bottom, stack.box[3]);
    }
    return out;
  };
  const wide = upTo(rowStep(rows));
  return wide.length === below.length ? wide : upTo(1.2 * pitch.line);
}

/** The distance in which most rows of figures follow each other. */
function rowStep(rows: Source['rows']): number {
  const middles = rows.map((row) => row.reduce((sum, figure) => sum + middleOf(figure), 0) / row.length).sort((a, b) => a - b);
  const steps = middles.slice(1).map((middle, i) => middle - middles[i]!).sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
}

/**
 * Gives each row of figures the label beside it: the innermost one whose height the figures' middle lies in, which holds
 * whether cells are set to the top, the middle or the bottom. @returns the labels given.
 */
function matchLabels(rows: PlacedRow[], labels: readonly Stack[]): Set<Stack> {
  const given = new Map<Stack, PlacedRow[]>();
  for (const row of rows) {
    const beside = labels.filter(({ box, size }) => row.middle > box[1] - 0.15 * size && row.middle < box[3] + 0.15 * size);
    const label = beside.reduce<Stack | null>((best, item) => (best === null || item.box[0] > best.box[0] ? item : best), null);
    if (!label) continue;
    row.labels = [label];
    given.set(label, [...(given.get(label) ?? []), row]);
  }
  // One label for two rows of figures labels neither.
  for (const several of given.values()) if (several.length > 1) for (const row of several) row.whole = true;
  return new Set(given.keys());
}

/** The least distance between rows of figures, or between labels where these are too far from each other to be lines of one. */
function stepOf(rows: readonly PlacedRow[], pitch: Pitch, size: number): number {
  if (pitch.line > WIDEST * size) return pitch.line;
  const middles = rows.map(({ middle }) => middle).sort((a, b) => a - b);
  if (middles.length < 2) return pitch.line;
  return Math.max(pitch.line, Math.min(2 * pitch.line, ...middles.slice(1).map((middle, i) => middle - middles[i]!)));
}

/** A label with others to its right at about the same height stands for several rows. */
const isParent = (label: Stack, labels: readonly Stack[], step: number): boolean =>
  labels.some((other) => other !== label && other.box[0] >= label.box[2] - 1 && other.box[1] < label.box[3] + 0.3 * step && other.box[3] > label.box[1] - 0.3 * step);

function placeParents(rows: PlacedRow[], parents: readonly Stack[]): void {
  for (const parent of [...parents].sort((a, b) => b.box[0] - a.box[0])) {
    const row = rows.reduce<PlacedRow | null>(
      (best, item) => (best === null || Math.abs(item.middle - middleOf(parent)) < Math.abs(best.middle - middleOf(parent)) ? item : best),
      null,
    );
    if (row) row.labels = [parent, ...row.labels];
  }
}

/**
 * A label without figures is that of a blank row only if it stands as far from the rows of figures as these do from each other.
 * Otherwise it may belong to any of the rows close to it, and none of these is certain.
 */
function doubt(label: Stack, rows: readonly PlacedRow[], pitch: Pitch): void {
  const near = rows.filter(({ middle }) => Math.abs(middle - middleOf(label)) < Math.max(1.5 * pitch.line, (label.box[3] - label.box[1]) / 2));
  for (const row of near) row.whole = true;
  near[0]?.labels.push(label);
}

/**
 * Figures without a label, in a table that has labels, may be the second line of those above or below: then none of them is
 * certain. A label without figures beside such a row may be theirs: it takes them, uncertain as they are.
 */
function taint(rows: PlacedRow[], labelled: boolean, pitch: Pitch): PlacedRow[] {
  const near = (a: PlacedRow | undefined, b: PlacedRow): boolean => a !== undefined && Math.abs(a.middle - b.middle) < 1.5 * pitch.line;
  if (!labelled) {
    rows.forEach((row, i) => {
      if (near(rows[i + 1], row)) row.whole = rows[i + 1]!.whole = true;
    });
    return rows;
  }
  const absorbed = new Set<PlacedRow>();
  rows.forEach((row, i) => {
    if (row.labels.length > 0) return;
    row.whole = true;
    for (const other of [rows[i - 1], rows[i + 1]]) {
      if (!near(other, row)) continue;
      other!.whole = true;
      if (!absorbed.has(row) && other!.cells.every((cell) => cell.length === 0)) {
        other!.cells = row.cells;
        absorbed.add(row);
      }
    }
  });
  return rows.filter((row) => !absorbed.has(row));
}

/** Words left of the figures of an uncertain row label it. */
function takeOutLabels(row: BodyRow): void {
  const all = row.cells.flat();
  const first = Math.min(...all.filter(({ figure }) => figure).map(({ box }) => box[0]));
  const words = all.filter((stack) => !stack.figure && stack.box[2] <= first);
  row.labels.push(...words);
  row.cells = row.cells.map((cell) => cell.filter((stack) => !words.includes(stack)));
}

function bands(rows: BodyRow[]): void {
  const boxes = rows.map((row) => [...row.cells.flat(), ...row.labels.slice(-1)].map(({ box }) => box));
  rows.forEach((row, i) => {
    row.band = [Math.min(...boxes[i]!.map((box) => box[1])), Math.max(...boxes[i]!.map((box) => box[3]))];
  });
}
