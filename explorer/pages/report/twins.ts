/** The report to take away: as JSON what `show --json` prints, as CSV its cells in long form. */
import type { Table } from '../../frame/page.ts';
import type { Data } from './data.ts';

export function reportJson(data: Data): unknown {
  if (data.kind === 'absent') {
    const { agency, year, coverage, years, origin } = data;
    return { origin, agencyId: agency.agency_id, agency: agency.name_zh, fiscalYear: year, status: coverage?.status ?? 'unknown', evidence: coverage?.evidence ?? null, observedOn: coverage?.observed_on ?? null, years };
  }
  const { agency, origin, shown, renditions, report, across } = data;
  return {
    agencyId: agency.agency_id, sha256: shown.sha256, format: shown.format, origin,
    sources: shown.sources?.split('\n') ?? [],
    renditions: renditions.filter(({ sha256 }) => sha256 !== shown.sha256).map(({ sha256 }) => sha256).sort(),
    acrossYears: across.map(({ name, mode, status, lhs, rhs, delta, cells }) => ({ name, mode, status, lhs, rhs, delta, cells })),
    ...report,
  };
}

const COLUMNS = [
  'agency_id', 'agency', 'fiscal_year', 'sha256', 'code', 'name_zh', 'name_en', 'state', 'value', 'unit', 'raw', 'unit_raw', 'row_label', 'col_label', 'alignment', 'remark', 'note',
  'candidates', 'table_no', 'row_no', 'col_no', 'page', 'box', 'path', 'line', 'start', 'end',
] as const;

export function reportTable(data: Data): Table {
  if (data.kind === 'absent') return { columns: COLUMNS, rows: [] };
  const { agency, year, shown, report, meanings } = data;
  const rows = report.cells.map((cell) => {
    const { place } = cell;
    const meaning = meanings.get(cell.code);
    return [
      agency.agency_id, agency.name_zh, year, place?.document ?? shown.sha256, cell.code, meaning?.zh ?? null, meaning?.en ?? null, cell.state, cell.value, cell.unit, cell.raw, cell.unitRaw, cell.rowLabel, cell.colLabel,
      cell.alignment, cell.remark ?? null, cell.note ?? null, cell.candidates === undefined ? null : JSON.stringify(cell.candidates), place?.table ?? null, place?.row ?? null, place?.col ?? null,
      place?.page ?? null, place?.box === undefined ? null : JSON.stringify(place.box), place?.path ?? null, place?.line ?? null, place?.start ?? null, place?.end ?? null,
    ];
  });
  return { columns: COLUMNS, rows };
}
