/** Which readings of a table 三 remain when a blank column has been lost from its second part. */
import { requestRows } from '../../../crawlers/replica/report/model.ts';
import type { ForgedReport, Truth } from '../../../crawlers/replica/report/model.ts';
import { APPLICANTS, t3Code } from '../../../crawlers/replica/report/template.ts';

type Row = (number | null)[];
const COLUMNS = APPLICANTS.length;
const sum = (values: readonly (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** I1, I2 and I3 with blanks as zero. `rows` in printed order, by row id. */
function consistent(rows: ReadonlyMap<string, Row>): boolean {
  for (const row of rows.values()) if (sum(row.slice(0, -1)) !== (row.at(-1) ?? 0)) return false;
  const leaves = [...rows.keys()].filter((id) => id.startsWith('result.') && id !== 'result.total');
  for (let c = 0; c < COLUMNS; c += 1) {
    const at = (id: string): number => rows.get(id)?.[c] ?? 0;
    if (at('new') + at('carry_in') !== at('result.total') + at('carry_out')) return false;
    if (leaves.reduce((total, id) => total + at(id), 0) !== at('result.total')) return false;
  }
  return true;
}

/**
 * Tells what stays decidable if column `lost` vanishes from the rows `ids`: changes `truth` accordingly. Returns false, changing
 * nothing, if the true reading does not obey the arithmetic in the first place.
 */
export function loseColumn(report: ForgedReport, truth: Map<string, Truth>, ids: ReadonlySet<string>, lost: number): boolean {
  const rows = new Map<string, Row>();
  for (const row of requestRows(report.t3?.rows ?? [])) {
    if (row.id === null || row.cells.length !== COLUMNS) return false;
    rows.set(row.id, row.cells.map((cell) => (cell.code === null ? null : (truth.get(cell.code)?.value ?? null))));
  }
  if (!consistent(rows)) return false;
  const readings: ReadonlyMap<string, Row>[] = [];
  for (let other = 0; other < COLUMNS; other += 1) {
    const reading = new Map(rows);
    for (const id of ids) {
      const left = (rows.get(id) ?? []).filter((_, i) => i !== lost);
      reading.set(id, [...left.slice(0, other), null, ...left.slice(other)]);
    }
    if (consistent(reading)) readings.push(reading);
  }
  if (readings.length === 1) return true;
  for (const id of ids) {
    APPLICANTS.forEach((applicant, c) => {
      const fact = truth.get(t3Code(id, applicant.id));
      if (!fact) return;
      const seen = new Set(readings.map((reading) => reading.get(id)?.[c] ?? null));
      if (seen.size === 1) fact.lenient = true;
      else Object.assign(fact, { state: 'ambiguous', value: null, undecidable: true });
    });
  }
  return true;
}
