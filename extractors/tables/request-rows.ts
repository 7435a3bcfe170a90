/** Which row of the form each line of table 三 is. */
import { OTHER, OTHER_2021 } from '../forms/requests.ts';
import type { CellPlace } from '../document.ts';
import { isBlank } from '../normalise.ts';
import { isOtherLabel, nearRequestLabel, requestLabel } from './labels.ts';
import type { Ledger } from './ledger.ts';
import { isFigure, LABEL_CELLS, leadingLabel, type Line } from './request-lines.ts';
import { placeOf } from './rows.ts';

/** A line with its row: the row's id, the label as printed and the cell it stands in. */
export interface Labelled {
  id: string;
  text: string;
  index: number;
  /** A figure that has run into the label, as PDF text without a gap does: `部分公开0`. */
  swallowed?: string;
  note?: string;
}

/** Which row of the form each line is. Near misses come last and only where no other line claims the row. */
export function label(lines: readonly Line[], ledger: Ledger): Map<Line, Labelled> {
  const found = new Map<Line, Labelled>();
  const claimed = new Set<string>();
  const rest: Line[] = [];
  let other: Line | null = null;
  for (const line of lines) {
    const lead = leadingLabel(line.cells);
    const text = lead ? (line.cells[lead.index]?.text ?? '') : '';
    if (!lead) {
      rest.push(line);
      continue;
    }
    if (lead.label.kind === 'group') {
      if (line.cells.slice(lead.index + 1).some(isFigure)) rest.push(line);
      continue;
    }
    const { row } = lead.label;
    if (isOtherLabel(lead.label)) other = line;
    if (isOtherLabel(lead.label) && !line.cells.slice(lead.index + 1).some((cell) => !isBlank(cell.text))) {
      // 其他处理 alone in its row heads the sub-rows, if these follow; a blank row of its own otherwise.
      const next = lines[lines.indexOf(line) + 1];
      const nextLabel = next ? leadingLabel(next.cells) : null;
      if (nextLabel?.label.kind === 'row' && OTHER_2021.some((sub) => nextLabel.label.kind === 'row' && sub.id === nextLabel.label.row.id)) continue;
    }
    const swallowed = swallowedFigure(text);
    found.set(line, { id: row.id, text, index: lead.index, ...(swallowed === null ? {} : { swallowed }) });
    claimed.add(row.id);
    if (row.id === OTHER.id) continue;
    if (OTHER_2021.some((sub) => sub.id === row.id)) ledger.vote('ogi-2021');
  }
  if (other && found.get(other)?.id === OTHER.id) ledger.vote('ogi-2019');
  for (const line of rest) {
    const slip = slipOf(line, claimed);
    if (slip) {
      found.set(line, { id: slip.id, text: slip.text, index: slip.index, note: 'label with a slip, accepted as the only near one' });
      claimed.add(slip.id);
      ledger.problem('label_typo', `“${slip.text.trim()}” is read as ${slip.zh}`, place(line, slip.index));
      continue;
    }
    const first = line.cells.find((cell) => !isBlank(cell.text));
    ledger.keepUnknown('row', first?.text ?? '', line.rows.grid, line.cells);
    if (line.cells.some(isFigure)) ledger.problem('row_unknown', `table 三: the form has no row “${(first?.text ?? '').trim()}”`, place(line, 0));
  }
  dropRemarks(found, ledger);
  return found;
}

/** A row that only names a label, where another row of that label has cells, is a remark on it or a heading above it. */
function dropRemarks(found: Map<Line, Labelled>, ledger: Ledger): void {
  for (const [line, { id, text, index }] of found) {
    if (line.cells.length > index + 1) continue;
    let other = false;
    for (const [rival, labelled] of found) if (labelled.id === id && rival.cells.length > labelled.index + 1) other = true;
    if (!other) continue;
    found.delete(line);
    ledger.keepUnknown('row', text, line.rows.grid, line.cells);
  }
}

/** The digits behind a label that is one without them. */
function swallowedFigure(text: string): string | null {
  const digits = /[\d０-９]+\s*$/.exec(text)?.[0];
  if (digits === undefined || requestLabel(text)?.how === 'exact') return null;
  return requestLabel(text.slice(0, -digits.length))?.how === 'exact' ? digits.trim() : null;
}

function slipOf(line: Line, claimed: ReadonlySet<string>): { id: string; zh: string; text: string; index: number } | null {
  for (let i = Math.min(LABEL_CELLS, line.cells.length) - 1; i >= 0; i--) {
    const text = line.cells[i]?.text ?? '';
    if (isBlank(text) || line.cells.slice(i, i + 1).some(isFigure)) continue;
    const slip = nearRequestLabel(text);
    if (slip?.kind === 'row' && !claimed.has(slip.row.id)) return { id: slip.row.id, zh: slip.row.zh, text, index: i };
  }
  return null;
}

const place = (line: Line, index: number): CellPlace | undefined => {
  const cell = line.cells[index];
  return cell && placeOf(line.rows.grid, cell);
};

