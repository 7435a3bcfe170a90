/** Reads Excel 97–2003 workbooks (.xls, and .et of WPS Office, which is the same format). */
import { Refusal, type Document } from '../document.ts';
import { openCompound } from './ole.ts';
import { sheetsMarkup } from './sheet/markup.ts';
import { readSheets } from './sheet/read.ts';
import { workbookSheets } from './xls/workbook.ts';

/**
 * Reads a workbook, as `readXlsx` does. Places are XPaths in the HTML that `renderXls` gives for the same bytes.
 * @throws Refusal `truncated`, `encrypted`, `too_large`, `wrong_type` (Excel 95)
 */
export const readXls = (bytes: Uint8Array): Document => readSheets(renderXls(bytes), 'xls');

/** The HTML in which the places of `readXls` are found. @throws Refusal as `readXls` */
export function renderXls(bytes: Uint8Array): string {
  const stream = openCompound(bytes)('Workbook');
  if (stream === null) throw new Refusal('unreadable', 'wrong_type', 'The workbook is of Excel 95 or older; readers exist for Excel 97 and later.');
  return sheetsMarkup(workbookSheets(stream));
}
