/** The table of columns that goes with the CSV files: types, labels in both languages, and each column's name in Stata. */
import { csvText, type CsvValue } from '../csv.ts';
import type { Source } from '../source.ts';
import { stataNames } from './stata-names.ts';

export const COLUMNS_PATH = 'csv/columns.csv';
const HEADER = ['table', 'position', 'column', 'type', 'label_zh', 'label_en', 'description_zh', 'description_en', 'stata_name'];

export function columnsCsv(source: Source): Iterable<string> {
  const rows = source.tables.flatMap((table) => {
    const stata = stataNames(table.columns.map(({ name }) => name));
    return table.columns.map(({ name, type, zh, en, descriptionZh, descriptionEn }, i): CsvValue[] => [table.name, i + 1, name, type, zh, en, descriptionZh, descriptionEn, stata.get(name)]);
  });
  return csvText(HEADER, rows);
}
