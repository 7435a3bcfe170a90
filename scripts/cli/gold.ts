/** Compares what was read with gold: what a person took from the original. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Cell, Extraction } from '../../extractors/report.ts';
import { EXIT } from './exit.ts';
import { Failure } from './failure.ts';

const schema = z.object({
  /** Name of the document, without folder. */
  file: z.string(),
  agency: z.string().nullable(),
  fiscalYear: z.int().nullable(),
  form: z.string().nullable(),
  cells: z.record(z.string(), z.object({ state: z.string(), value: z.number().nullable(), raw: z.string().nullish() })),
});
export type Gold = z.infer<typeof schema>;

/** Reads every JSON file of a folder. Throws Failure naming the file and the key. */
export function readGold(dir: string): Gold[] {
  const names = readdirSync(dir).filter((name) => name.endsWith('.json')).sort();
  if (names.length === 0) throw new Failure(EXIT.missing, `${dir} holds no gold (*.json)`);
  return names.map((name) => {
    let value: unknown;
    try {
      value = JSON.parse(readFileSync(join(dir, name), 'utf8'));
    } catch (error) {
      throw new Failure(EXIT.badData, `${join(dir, name)}: not JSON (${(error as Error).message})`);
    }
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const { path, message } = result.error.issues[0]!;
    throw new Failure(EXIT.badData, `${join(dir, name)}: ${path.join('.') || '(file)'}: ${message}`);
  });
}

/** One cell, or the agency, year or form, that is not what gold says. */
export interface Deviation {
  /** A code, `agency`, `fiscalYear`, `form` or `status`. */
  what: string;
  expected: string | number | null;
  got: string | number | null;
  /** State of our cell, and of gold's. */
  state?: string;
  expectedState?: string;
}

export interface Comparison {
  file: string;
  /** Figures that gold lists. */
  cells: number;
  exact: number;
  /** Ours is null and says why, gold has a value. */
  flagged: Deviation[];
  /** Ours is wrong and does not say so. */
  silent: Deviation[];
  /** Value right, but where gold sees a blank we are unsure. */
  notes: Deviation[];
}

/** A null in one of these states admits that something is printed which could not be read. */
const FLAGS: ReadonlySet<Cell['state']> = new Set(['ambiguous']);

/** Compares one extraction with its gold. A refusal leaves every cell of gold flagged: it was not read, and that was said. */
export function compareWithGold(gold: Gold, extraction: Extraction): Comparison {
  const result: Comparison = { file: gold.file, cells: Object.keys(gold.cells).length, exact: 0, flagged: [], silent: [], notes: [] };
  if (extraction.status !== 'report') {
    for (const [code, { value, state }] of Object.entries(gold.cells)) result.flagged.push({ what: code, expected: value, got: null, state: 'refused', expectedState: state });
    result.flagged.unshift({ what: 'status', expected: 'report', got: `${extraction.status} (${extraction.code})` });
    return result;
  }
  identity(result, 'agency', gold.agency, extraction.agency.nameZh ?? extraction.agency.namePrinted);
  identity(result, 'fiscalYear', gold.fiscalYear, extraction.fiscalYear);
  identity(result, 'form', gold.form, extraction.form);
  const cells = new Map(extraction.cells.map((cell) => [cell.code, cell]));
  for (const [code, expected] of Object.entries(gold.cells)) judge(result, code, expected, cells.get(code));
  for (const { code, value, state } of cells.values()) {
    if (value !== null && !(code in gold.cells)) result.silent.push({ what: code, expected: null, got: value, state, expectedState: 'not in gold' });
  }
  return result;
}

function identity(result: Comparison, what: string, expected: string | number | null, got: string | number | null): void {
  if (got === expected) return;
  (got === null ? result.flagged : result.silent).push({ what, expected, got });
}

function judge(result: Comparison, code: string, expected: Gold['cells'][string], cell: Cell | undefined): void {
  const got = cell?.value ?? null;
  const state = cell?.state ?? 'absent';
  const deviation: Deviation = { what: code, expected: expected.value, got, state, expectedState: expected.state };
  if (got === expected.value) {
    result.exact++;
    if (got === null && state === 'ambiguous' && expected.state !== 'ambiguous') result.notes.push(deviation);
  } else if (got === null && FLAGS.has(state)) result.flagged.push(deviation);
  else result.silent.push(deviation);
}
