/** Where something stands, in words. */
import type { CellPlace, Place } from '../../extractors/document.ts';
import type { Ui } from './ui.ts';

/** Rows and columns counted from 1. Empty where the place is of another kind. */
export function placeInWords({ table, row, col, page, line }: Place & Partial<CellPlace>, ui: Ui): string {
  return [
    ...(table === undefined || row === undefined || col === undefined ? [] : [ui.pick(`第 ${table + 1} 表第 ${row + 1} 行第 ${col + 1} 列`, `table ${table + 1}, row ${row + 1}, column ${col + 1}`)]),
    ...(page === undefined ? [] : [ui.pick(`第 ${page} 页`, `page ${page}`)]),
    ...(line === undefined ? [] : [ui.pick(`第 ${line} 行文本`, `line ${line} of the text`)]),
  ].join(ui.pick('，', ', '));
}
