/** Reports, cells and checks in lines for people. */
import type { CellPlace } from '../../extractors/document.ts';
import type { Cell, Check, Extraction, Report } from '../../extractors/report.ts';

/** Where a figure stands, in words: `table 2, row 14, column 3; page 4, box 310 220 352 240`. Counted from 1. */
export function placeInWords(place: CellPlace | null): string {
  if (place === null) return 'no place';
  const grid = `table ${place.table + 1}, row ${place.row + 1}, column ${place.col + 1}`;
  if (place.page !== undefined) return `${grid}; page ${place.page}${place.box ? `, box ${place.box.map((side) => Math.round(side)).join(' ')}` : ''}`;
  if (place.path !== undefined) return `${grid}; ${place.path}`;
  if (place.line !== undefined) return `${grid}; line ${place.line}, characters ${place.start ?? 0}–${place.end ?? ''}`;
  return grid;
}

/** `12 件 (printed “12件”)`, or why there is no value. */
export function valueInWords({ value, unit, state, raw, note }: Cell): string {
  const printed = raw === null || raw.trim() === '' || raw === String(value) ? '' : ` (printed ${quoted(raw)})`;
  const what = value === null ? state : `${value} ${unit}`;
  return `${what}${printed}${note === undefined ? '' : `, ${note}`}`;
}

export const quoted = (text: string): string => `“${text.replaceAll(/\s+/g, ' ').trim()}”`;

/** One line per identity that does not hold, strict and lenient as one. */
export function failures(checks: readonly Check[]): string[] {
  const failed = checks.filter(({ status }) => status === 'fail');
  const lines = failed.map(({ id, lhs, rhs, delta, note }) => `${id}: ${lhs} against ${rhs}, off by ${delta}${note === undefined ? '' : ` (${note})`}`);
  return [...new Set(lines)];
}

/** How many cells are in each state, most frequent first. */
export function statesOf(cells: readonly Cell[]): string {
  const counts = new Map<string, number>();
  for (const { state } of cells) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([state, count]) => `${count} ${state}`).join(', ');
}

export function agencyName({ agency: { id, nameZh, namePrinted } }: Pick<Report, 'agency'>): string {
  if (id !== null) return `${nameZh} (${id})`;
  if (nameZh !== null) return `${nameZh} (not in the registry)`;
  return namePrinted === null ? 'unknown agency' : `${namePrinted} (which one is not known)`;
}

/** What was read from one document. */
export function summaryOf(extraction: Extraction): string[] {
  if (extraction.status !== 'report') return [`refused: ${extraction.status} (${extraction.code}): ${extraction.reason}`];
  const { title, form, publishedOn, cells, unknown, sections, checks, problems, parts = [] } = extraction;
  const failed = failures(checks);
  const ambiguous = cells.filter(({ state }) => state === 'ambiguous');
  return [
    `agency      ${agencyName(extraction)}`,
    `fiscal year ${extraction.fiscalYear ?? 'unknown'}`,
    `form        ${form}`,
    `title       ${title ?? 'none'}`,
    `published   ${publishedOn ?? 'unknown'}`,
    ...parts.map(({ sha256, source, gives }) => `part        ${source} (${sha256.slice(0, 12)}): ${gives.join(', ')}`),
    `cells       ${cells.length}: ${statesOf(cells)}`,
    ...ambiguous.map((cell) => `  ambiguous ${cell.code}: ${valueInWords(cell)}; ${placeInWords(cell.place)}`),
    `sections    ${sections.filter(({ heading }) => heading !== null).length}`,
    ...(unknown.length > 0 ? [`unknown     ${unknown.map(({ kind, label }) => `${kind} ${quoted(label)}`).join(', ')}`] : []),
    `arithmetic  ${failed.length === 0 ? 'nothing that can be assessed fails' : `${failed.length} identities fail`}`,
    ...failed.map((line) => `  ${line}`),
    ...problems.map(({ code, message }) => `problem     ${code}: ${message}`),
  ];
}
