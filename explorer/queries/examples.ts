/** What the file says of itself: queries to copy, tables and their columns. */
import type { Db } from '../../db/open.ts';

export interface Example {
  name: string;
  title_zh: string;
  title_en: string;
  read_zh: string;
  read_en: string;
  sql: string;
}

export const exampleQueries = (db: Db): Example[] => db.prepare<[], Example>('SELECT name, title_zh, title_en, read_zh, read_en, sql FROM example_queries ORDER BY ordinal').all();

export interface TableInfo {
  name: string;
  description_zh: string | null;
  description_en: string | null;
  columns: string[];
}

/** The views that are for people, with their columns; described where the file describes them. */
export function tablesOf(db: Db): TableInfo[] {
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
  return db
    .prepare<[], Omit<TableInfo, 'columns'>>(`
      SELECT s.name, t.description_zh, t.description_en FROM sqlite_schema s LEFT JOIN tables t ON t.name = s.name
      WHERE s.type = 'view' OR t.name IS NOT NULL ORDER BY t.ordinal IS NULL, t.ordinal, s.name`)
    .all()
    .map((table) => ({ ...table, columns: columns.all(table.name) }));
}
