/** What differs between two extractions of one document. */
import { isDeepStrictEqual } from 'node:util';
import type { Cell, Extraction, Report } from '../extractors/report.ts';
import { positionOf } from './figure-order.ts';

/** A cell that differs. `before` is null when it is new, `after` when it is gone. */
export interface CellDiff {
  code: string;
  before: Cell | null;
  after: Cell | null;
  /** What differs: `value`, `state`, `place` … All of a cell's fields when it is new or gone. */
  fields: (keyof Cell)[];
}

export interface Comparison {
  outcome: 'new' | 'unchanged' | 'superseded';
  cells: CellDiff[];
  /** Other parts that differ: `status`, `agency`, `fiscalYear`, `sections`, `checks` … */
  parts: string[];
}

/** Compares canonical extractions; `stored` is null where nothing is stored. */
export function compare(stored: Extraction | null, fresh: Extraction): Comparison {
  const before = stored?.status === 'report' ? stored : null;
  const after = fresh.status === 'report' ? fresh : null;
  const cells = compareCells(before?.cells ?? [], after?.cells ?? []);
  if (stored === null) return { outcome: 'new', cells, parts: [] };
  const parts = before && after ? differingParts(before, after) : isDeepStrictEqual(stored, fresh) ? [] : ['status'];
  return { outcome: cells.length + parts.length > 0 ? 'superseded' : 'unchanged', cells, parts };
}

function compareCells(before: readonly Cell[], after: readonly Cell[]): CellDiff[] {
  const then = new Map(before.map((cell) => [cell.code, cell]));
  const now = new Map(after.map((cell) => [cell.code, cell]));
  const diffs: CellDiff[] = [];
  for (const code of new Set([...then.keys(), ...now.keys()])) {
    const a = then.get(code) ?? null;
    const b = now.get(code) ?? null;
    const fields = differingFields(a, b);
    if (fields.length > 0) diffs.push({ code, before: a, after: b, fields });
  }
  return diffs.sort((a, b) => positionOf(a.code) - positionOf(b.code));
}

function differingFields(a: Cell | null, b: Cell | null): (keyof Cell)[] {
  const fields = Object.keys({ ...a, ...b }) as (keyof Cell)[];
  return fields.filter((field) => a === null || b === null || !isDeepStrictEqual(a[field], b[field]));
}

/** An agency of the registry is the same whatever the registry calls it today. */
const identityOf = ({ agency }: Report): unknown => (agency.id === null ? agency : { id: agency.id, namePrinted: agency.namePrinted });

function differingParts(before: Report, after: Report): string[] {
  const parts = (Object.keys(before) as (keyof Report)[]).filter((part) => part !== 'cells' && part !== 'agency' && !isDeepStrictEqual(before[part], after[part]));
  return isDeepStrictEqual(identityOf(before), identityOf(after)) ? parts : ['agency', ...parts];
}
