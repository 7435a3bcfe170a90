/** Page numbers and running headers and footers: what belongs to the paper and not to the report. */
import type { Box } from '../../document.ts';
import type { Line } from './lines.ts';

/** What one page carries outside its tables, and the boxes of those. */
export interface PageFlow {
  number: number;
  height: number;
  lines: Line[];
  tables: Box[];
}

interface Candidate {
  page: PageFlow;
  line: Line;
  edge: 'top' | 'bottom';
  /** Free height between the line and the rest of the page. */
  clearance: number;
  /** The page number that it may be. */
  count: number | null;
  decorated: boolean;
  /** Its text with every number masked. */
  pattern: string;
}

/** Share of the page's height at its head and foot in which furniture stands. */
const MARGIN = 0.13;
/** A header or footer has at most this many lines. */
const DEPTH = 3;
/** How far the same header may move from page to page, in points. */
const DRIFT = 5;

const DASHES = '\\-‐-―−~·•.<>《》|｜';
const DECORATED = new RegExp(`^(?:[${DASHES}]+(\\d{1,4})[${DASHES}]*|(\\d{1,4})[${DASHES}]+|第(\\d{1,4})页.*|(\\d{1,4})/\\d{1,4}页?|(\\d{1,4})页|page(\\d{1,4})(?:of\\d+)?|共\\d{1,4}页,?第(\\d{1,4})页)$`, 'i');

/** Removes furniture from the lines of all pages. */
export function withoutFurniture(pages: readonly PageFlow[]): Line[][] {
  const found = new Set<Line>();
  for (let depth = 0; depth < DEPTH; depth++) {
    const candidates = pages.flatMap((page) => [outermost(page, 'top', found), outermost(page, 'bottom', found)]).filter((c) => c !== null);
    const furniture = candidates.filter((candidate) => isFurniture(candidate, candidates, pages.length));
    if (furniture.length === 0) break;
    for (const { line } of furniture) found.add(line);
  }
  return pages.map(({ lines }) => lines.filter((line) => !found.has(line)));
}

/** The first or last line of a page, if nothing else stands further out. */
function outermost(page: PageFlow, edge: 'top' | 'bottom', gone: ReadonlySet<Line>): Candidate | null {
  const lines = page.lines.filter((line) => !gone.has(line) && line.glyphs[0]!.turn === 0);
  const reach = ({ box }: Line): number => (edge === 'top' ? box[1] : -box[3]);
  const line = lines.reduce<Line | null>((best, item) => (best === null || reach(item) < reach(best) ? item : best), null);
  if (!line) return null;
  const inMargin = edge === 'top' ? line.box[3] <= MARGIN * page.height : line.box[1] >= (1 - MARGIN) * page.height;
  if (!inMargin) return null;
  const others = [...lines.filter((item) => item !== line).map(({ box }) => box), ...page.tables];
  const clearance = Math.min(Infinity, ...others.map((box) => (edge === 'top' ? box[1] - line.box[3] : line.box[1] - box[3])));
  const plain = line.text.normalize('NFKC').replace(/\s/g, '');
  const bare = /^\d{1,4}$/.exec(plain);
  const decorated = DECORATED.exec(plain);
  const digits = bare?.[0] ?? decorated?.slice(1).find(Boolean);
  return {
    page,
    line,
    edge,
    clearance,
    count: digits === undefined ? null : Number(digits),
    decorated: decorated !== null,
    pattern: plain.replace(/\d+/g, '#'),
  };
}

function isFurniture(candidate: Candidate, all: readonly Candidate[], pages: number): boolean {
  const { page, line, edge, clearance, count, decorated, pattern } = candidate;
  // A table that stands lower than its own page number would be a strange page indeed.
  if (clearance < -1) return false;
  if (decorated) return true;
  const apart = clearance >= 0.8 * line.size;
  const alike = all.filter((other) => other !== candidate && other.edge === edge && Math.abs(middle(other.line) - middle(line)) <= DRIFT);
  if (count !== null) {
    const counting = alike.some((other) => other.count !== null && other.count - count === other.page.number - page.number);
    return counting || (apart && count === page.number && (pages === 1 || clearance >= 1.5 * line.size));
  }
  return apart && alike.some((other) => other.pattern === pattern);
}

const middle = ({ box }: Line): number => (box[1] + box[3]) / 2;
