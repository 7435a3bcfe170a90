import { textTable } from '../../scripts/cli/text-table.ts';

/** A line of the bench's table. */
export interface Row {
  what: string;
  /** What the figure is asked to be: `≤ 1.30`. Null where nothing is asked. */
  asked: string | null;
  /** As measured, with its unit. */
  reached: string;
  /** Null where nothing is asked. */
  met: boolean | null;
  /** On what it was measured. */
  note?: string;
}

/** A measurement that cannot be taken here, and why. */
export const skipped = (what: string, why: string): Row => ({ what, asked: null, reached: 'skipped', met: null, note: why });

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Milliseconds that a run takes. */
export async function time(run: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Milliseconds of processor time that this process spends on a run, whatever else the machine does meanwhile. */
export async function processorTime(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The table as text. */
export const table = (rows: readonly Row[]): string[] =>
  textTable([
    ['what', 'asked', 'reached', '', 'measured on'],
    ...rows.map(({ what, asked, reached, met, note }) => [what, asked ?? '', reached, met === null ? '' : met ? 'ok' : 'MISSED', note ?? '']),
  ]);
