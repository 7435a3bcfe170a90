/** Programs that had no part in writing the exports, reading them back: DuckDB and SheetJS. */
import { DuckDBInstance } from '@duckdb/node-api';

export type Value = string | number | null;

export interface Duck {
  /** Every row of a query, values as SQLite would give them. */
  query(sql: string): Promise<Value[][]>;
  /** Every row of a CSV file, whose columns are what they are said to be: nothing is guessed. */
  csv(file: string, columns: readonly (readonly [name: string, type: string])[]): Promise<Value[][]>;
  close(): void;
}

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** DuckDB in memory, one thread. */
export async function duck(): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const query = async (sql: string): Promise<Value[][]> => {
    const reader = await connection.runAndReadAll(sql);
    return reader.getRows().map((row) => row.map(plain));
  };
  return {
    query,
    csv: (file, columns) => {
      const types = columns.map(([name, type]) => `${literal(name)}: ${literal(type)}`).join(', ');
      return query(
        `SELECT * FROM read_csv(${literal(file)}, columns = {${types}}, header = true, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, auto_detect = false, new_line = '\\r\\n', max_line_size = 10000000, parallel = false)`,
      );
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function plain(value: unknown): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return Number(value);
  return String(value);
}
