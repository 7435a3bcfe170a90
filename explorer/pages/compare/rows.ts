/** The table of a comparison as rows: what CSV, Excel and JSON give. One row for each figure, agency or group, and year. */
import type { Measure } from '../../queries/compare/measures.ts';
import { codesIn } from '../../queries/compare/measures.ts';
import type { Series } from '../../queries/compare/series.ts';

export const ROW_COLUMNS = [
  'figure', 'figure_zh', 'figure_en', 'unit', 'kind', 'series', 'name_zh', 'name_en', 'fiscal_year', 'form', 'codes', 'value', 'reason', 'numerator', 'denominator', 'small_n',
  'reported', 'members', 'origin',
] as const;

export function* rowsOf(blocks: readonly { measure: Measure; series: readonly Series[] }[], origin: 'live' | 'replica'): Generator<(string | number | null)[]> {
  for (const { measure, series } of blocks) {
    for (const { id, kind, name, points } of series) {
      for (const point of points) {
        yield [
          measure.code, measure.zh, measure.en, measure.unit, kind, id, name.zh, name.en, point.year, point.form, codesIn(measure, point.form).join(' + '), point.value, point.reason,
          point.numerator, point.denominator, measure.type === 'rate' && point.value !== null ? Number(point.small) : null, point.reported, point.members, origin,
        ];
      }
    }
  }
}
