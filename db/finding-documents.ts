/** Findings between documents of one report: renditions that print different figures, and figures that the agency changed. */
import type { Finding, PrintedCell, Rendition, Sighting } from './findings.ts';

/** What readings print: all cells of one, and where a figure stands in its document; null where it is not printed. */
export interface Printed {
  cells(reading: number): readonly PrintedCell[];
  placeOf(reading: number, code: string): unknown;
}

/** One side of a difference: what the document prints for the code; null where its edition has no such figure. */
interface Side {
  sha256: string;
  state: string | null;
  value: number | null;
  raw: string | null;
  reading: number;
}

/** Nothing stands there: the document, or its edition, has no such figure. */
const NOWHERE: ReadonlySet<string | null> = new Set([null, 'absent', 'not_in_template']);
/** Ways to print nothing; they count as 0 where figures are compared leniently. */
const NOTHING: ReadonlySet<string | null> = new Set(['blank', 'none_word', 'dash']);

const lenient = (side: Side): number | null => (NOTHING.has(side.state) ? 0 : side.value);

/** The codes of either document with what each prints, in the order of the first. */
function* sides(a: { sha256: string; reading: number }, b: { sha256: string; reading: number }, printed: Printed): Generator<[code: string, Side, Side]> {
  const [first, second] = [a, b].map(({ reading }) => new Map(printed.cells(reading).map((cell) => [cell.code, cell]))) as [Map<string, PrintedCell>, Map<string, PrintedCell>];
  const side = ({ sha256, reading }: typeof a, cell: PrintedCell | undefined): Side => ({ sha256, state: cell?.state ?? null, value: cell?.value ?? null, raw: cell?.raw ?? null, reading });
  for (const code of new Set([...first.keys(), ...second.keys()])) yield [code, side(a, first.get(code)), side(b, second.get(code))];
}

const placed = (code: string, { reading, ...side }: Side, printed: Printed): object => ({ ...side, place: printed.placeOf(reading, code) });

const difference = (a: Side, b: Side): number | null => (a.value === null || b.value === null ? null : Number((a.value - b.value).toFixed(6)));

/** What cannot be read for certain says nothing of the agency: that is a matter of our reading. */
const uncertain = (a: Side, b: Side): boolean => a.state === 'ambiguous' || b.state === 'ambiguous';

/**
 * Cells that both documents print, otherwise. A blank in one and a 0 in the other are no finding (`rendition_differences` lists them), nor
 * is a rendition that leaves figures out, nor one that a newer version replaced.
 */
export function renditionFindings(own: Rendition, others: readonly Rendition[], printed: Printed): Finding[] {
  const found: Finding[] = [];
  for (const other of others) {
    if (other.replaced) continue;
    for (const [code, a, b] of sides(own, other, printed)) {
      if (NOWHERE.has(a.state) || NOWHERE.has(b.state) || uncertain(a, b)) continue;
      const [left, right] = [lenient(a), lenient(b)];
      if (left === right && (left !== null || a.raw === b.raw)) continue;
      found.push({
        kind: 'renditions', key: `${code}|${other.sha256.slice(0, 16)}`, subject: code, lhs: a.value, rhs: b.value, delta: difference(a, b), sha256: own.sha256,
        evidence: { codes: [code], documents: [own.sha256, other.sha256], sides: [{ ...placed(code, a, printed), format: own.format }, { ...placed(code, b, printed), format: other.format }] },
      });
    }
  }
  return found;
}

/** Cells that differ between two documents that an address showed as this report one after the other; lhs the older, rhs the newer. */
export function changedFindings(sightings: readonly Sighting[], printed: Printed): Finding[] {
  const changes = new Map<string, { old: Sighting; now: Sighting; seen: object[] }>();
  let before: Sighting | undefined;
  for (const now of sightings) {
    const old: Sighting | undefined = before?.address === now.address ? before : undefined;
    if (old?.reading === now.reading) continue; // still the same document
    before = now;
    if (old === undefined) continue;
    const pair = `${old.sha256.slice(0, 16)}|${now.sha256.slice(0, 16)}`;
    const change = changes.get(pair) ?? { old, now, seen: [] };
    change.seen.push({ address: now.address, old_first_seen: old.first_seen, new_first_seen: now.first_seen });
    changes.set(pair, change);
  }
  return [...changes].flatMap(([pair, { old, now, seen }]) => cellChanges(pair, old, now, seen, printed));
}

function cellChanges(pair: string, old: Sighting, now: Sighting, seen: readonly object[], printed: Printed): Finding[] {
  const found: Finding[] = [];
  for (const [code, a, b] of sides(old, now, printed)) {
    const same = (NOWHERE.has(a.state) && NOWHERE.has(b.state)) || (a.state === b.state && a.value === b.value && (a.state !== 'text' || a.raw === b.raw));
    if (same || uncertain(a, b)) continue;
    found.push({
      kind: 'changed', key: `${code}|${pair}`, subject: code, lhs: a.value, rhs: b.value, delta: difference(a, b), sha256: now.sha256,
      evidence: { codes: [code], documents: [old.sha256, now.sha256], sides: [placed(code, a, printed), placed(code, b, printed)], seen },
    });
  }
  return found;
}
