/** The course of one figure in the space of a word: gaps stay gaps, breaks between editions are drawn. */
import type { Child } from 'hono/jsx';

export interface SparkPoint {
  year: number;
  value: number | null;
}

interface Props {
  points: readonly SparkPoint[];
  /** First and last year drawn. */
  years: readonly [first: number, last: number];
  /** Years with which a new edition begins. */
  breaks: readonly number[];
  /** Whether the figure compares across editions; if not, no line crosses a break. */
  comparable: boolean;
  /** In words, for those who do not see it. */
  label: string;
}

const WIDTH = 120;
const HEIGHT = 26;
const EDGE = 3;

/** Unbroken runs: consecutive years that have a value, and no break between them where it matters. */
export function runsOf(points: readonly SparkPoint[], breaks: readonly number[], comparable: boolean): { year: number; value: number }[][] {
  const runs: { year: number; value: number }[][] = [];
  for (const { year, value } of points) {
    if (value === null) continue;
    const run = runs.at(-1);
    const goesOn = run?.at(-1)?.year === year - 1 && (comparable || !breaks.includes(year));
    if (run !== undefined && goesOn) run.push({ year, value });
    else runs.push([{ year, value }]);
  }
  return runs;
}

export function Sparkline({ points, years: [first, last], breaks, comparable, label }: Props): Child {
  const values = points.flatMap(({ value }) => value ?? []);
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 0)];
  const x = (year: number): string => (EDGE + ((WIDTH - 2 * EDGE) * (year - first)) / Math.max(1, last - first)).toFixed(1);
  const y = (value: number): string => (HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * (value - low)) / (high - low || 1)).toFixed(1);
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {breaks.filter((year) => year > first && year <= last).map((year) => <line class="break" x1={x(year - 0.5)} x2={x(year - 0.5)} y1="0" y2={HEIGHT} />)}
      {runsOf(points, breaks, comparable).map((run) => (
        <>
          {run.length > 1 ? <polyline points={run.map(({ year, value }) => `${x(year)},${y(value)}`).join(' ')} /> : null}
          {run.map(({ year, value }) => <circle cx={x(year)} cy={y(value)} r="1.6" />)}
        </>
      ))}
    </svg>
  );
}
