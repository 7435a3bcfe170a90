/** Reads Office Open XML workbooks (.xlsx): tables that some agencies attach to their report. */
import type { Document } from '../document.ts';
import { sheetsMarkup } from './sheet/markup.ts';
import { readSheets } from './sheet/read.ts';
import { workbookSheets } from './xlsx/workbook.ts';

/**
 * Reads a workbook. Numbers are read as they are printed, by their number formats; what is hidden is not part of the document. Places are XPaths
 * in the HTML that `renderXlsx` gives for the same bytes.
 * @throws Refusal `truncated`, `encrypted`, `too_large`, `unsafe_xml`
 */
export const readXlsx = (bytes: Uint8Array): Document => readSheets(renderXlsx(bytes), 'xlsx');

/** The HTML in which the places of `readXlsx` are found. @throws Refusal as `readXlsx` */
export const renderXlsx = (bytes: Uint8Array): string => sheetsMarkup(workbookSheets(bytes));
