/**
 * Parquet, as DuckDB, Spark, Arrow and pandas open it: tables of reports split by level and year in folders named as Hive does,
 * the others in one file each. Integers are INT64, money and rates DOUBLE, days DATE, texts UTF-8; null is null.
 */
import { ByteWriter, ParquetWriter, type SchemaElement, type Writer } from 'hyparquet-writer';
import type { ExportFolder, FileSink } from './files.ts';
import type { Column, ColumnType, Row, Source, Table, Value } from './source.ts';

/** Columns that stand in the path and, as Hive has it, not in the file. */
const PARTITIONED_BY: readonly string[] = ['level', 'fiscal_year'];
const HIVE_NULL = '__HIVE_DEFAULT_PARTITION__';

/** Cells (rows × columns) that are held until they are written: some 20 MB. */
const GROUP_CELLS = 1 << 20;
const GROUP_ROWS = 50_000;

const ELEMENTS: Readonly<Record<ColumnType, Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
};

const DECODED: Readonly<Record<ColumnType, (value: NonNullable<Value>) => unknown>> = {
  integer: (value) => BigInt(value),
  number: Number,
  text: String,
  date: (value) => new Date(`${value}T00:00:00Z`),
};

export interface KeyValue {
  key: string;
  value: string;
}

/** The folder of a table; with `**` + `/*.parquet` behind it, what to give a reader. */
export const parquetFolder = (table: string): string => `parquet/${table}`;

const segment = (name: string, value: string | number | null): string => `${name}=${value === null ? HIVE_NULL : encodeURIComponent(value)}`;

/** Writes one table. @param about goes into every file's metadata */
export function writeParquet(source: Source, table: Table, folder: ExportFolder, about: readonly KeyValue[]): void {
  const partitions = table.perReport ? source.partitions : [];
  let written = 0;
  for (const partition of partitions) {
    const path = `${parquetFolder(table.name)}/${segment('level', partition.level)}/${segment('fiscal_year', partition.fiscalYear)}/part-0.parquet`;
    const kept = table.columns.flatMap(({ name }, i) => (PARTITIONED_BY.includes(name) ? [] : [i]));
    const rows = source.partitionRows(table, partition);
    const first = rows.next();
    if (first.done) continue;
    written++;
    writeFile(folder.open(path), kept.map((i) => table.columns[i]!), picked(first.value, rows, kept), about);
  }
  // A table without rows is still a table that readers can open.
  if (written === 0) writeFile(folder.open(`${parquetFolder(table.name)}/part-0.parquet`), table.columns, table.perReport ? [] : source.rows(table), about);
}

function* picked(first: Row, rest: Iterable<Row>, kept: readonly number[]): Generator<Row> {
  const of = (row: Row): Row => kept.map((i) => row[i]!);
  yield of(first);
  for (const row of rest) yield of(row);
}

function writeFile(sink: FileSink, columns: readonly Column[], rows: Iterable<Row>, about: readonly KeyValue[]): void {
  const bytes: Writer & Pick<ByteWriter, 'buffer' | 'index'> = new ByteWriter();
  const flush = (): void => {
    sink.write(new Uint8Array(bytes.buffer, 0, bytes.index));
    bytes.index = 0;
  };
  bytes.flush = flush;
  bytes.finish = flush;
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }): SchemaElement => ({ name, ...ELEMENTS[type], repetition_type: 'OPTIONAL' })),
  ];
  const writer = new ParquetWriter({ writer: bytes, schema, kvMetadata: [...about], createdBy: 'gongkai' });
  const size = Math.max(1, Math.min(GROUP_ROWS, Math.floor(GROUP_CELLS / columns.length)));
  let data: unknown[][] = columns.map(() => []);
  let held = 0;
  const write = (): void => {
    if (held === 0) return;
    void writer.write({ columnData: columns.map(({ name }, i) => ({ name, data: data[i]! })), rowGroupSize: size });
    data = columns.map(() => []);
    held = 0;
  };
  for (const row of rows) {
    for (let i = 0; i < columns.length; i++) {
      const value = row[i] ?? null;
      data[i]!.push(value === null ? null : DECODED[columns[i]!.type](value));
    }
    if (++held === size) write();
  }
  write();
  void writer.finish();
  sink.close();
}
