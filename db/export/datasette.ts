/** Metadata for Datasette: what tables and columns are, licence, source, and the example queries as canned queries. */
import type { Identity } from './identity.ts';
import { commentOf } from './workbook.ts';
import type { Source } from './source.ts';

interface Example {
  name?: string;
  title_zh: string;
  title_en: string;
  read_zh?: string;
  read_en?: string;
  sql: string;
}

const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 60);

/** Sorting that a table opens with. */
const SORT: Readonly<Record<string, { sort?: string; sort_desc?: string }>> = { panel: { sort_desc: 'fiscal_year' }, reports: { sort_desc: 'fiscal_year' } };

/** For `datasette gongkai.sqlite --metadata metadata.json`; the database must be named so, as its name is the key. */
export function datasetteMetadata(source: Source, { title, description, licence, banner }: Identity): string {
  const examples = source.all<Example>('SELECT * FROM example_queries ORDER BY ordinal');
  const rights = { license: 'MIT', license_url: 'https://opensource.org/license/mit', source: 'The annual reports of the agencies · 各机关政府信息公开工作年度报告' };
  const database = {
    title,
    description: [description, licence].join('\n\n'),
    ...rights,
    tables: Object.fromEntries(
      source.tables.filter(({ name }) => source.has(name)).map((table) => [
        table.name,
        {
          title: `${table.zh} · ${table.en}`,
          description: [banner, `${table.zh} · ${table.en}`].filter(Boolean).join(' '),
          columns: Object.fromEntries(table.columns.map((column) => [column.name, commentOf(column).replaceAll(/\s*\n\s*/g, ' · ')])),
          ...SORT[table.name],
        },
      ]),
    ),
    queries: Object.fromEntries(
      examples.map((example) => [
        example.name ?? slug(example.title_en),
        { sql: example.sql, title: `${example.title_zh} · ${example.title_en}`, description: [banner, example.read_zh, example.read_en].filter(Boolean).join(' ') },
      ]),
    ),
  };
  return `${JSON.stringify({ title, description, ...rights, databases: { gongkai: database } }, null, 2)}\n`;
}
