/** A Frictionless data package: the tabular-data-package profile over the CSV files. */
import type { ExportFolder } from './files.ts';
import type { Identity } from './identity.ts';
import type { Column, ColumnType, Source, Table } from './source.ts';

const FIELD_TYPE: Readonly<Record<ColumnType, string>> = { integer: 'integer', number: 'number', text: 'string', date: 'date' };

/** Words of the store by the column that holds them. */
const ENUMS: Readonly<Record<string, string>> = {
  'cells.state': 'state', 'cells.alignment': 'alignment', 'checks.status': 'check_status', 'coverage.status': 'coverage_status', 'findings.kind': 'finding_kind',
};

export const csvPath = (table: string): string => `csv/${table}.csv`;

interface Words {
  kind: string;
  name: string;
}

/** The descriptor as JSON. The CSV files must be written. */
export function dataPackage(source: Source, folder: ExportFolder, identity: Identity): string {
  const words = source.all<Words>('SELECT kind, name FROM words');
  const descriptor = {
    profile: 'tabular-data-package',
    name: identity.slug,
    title: identity.title,
    description: identity.description,
    version: identity.date,
    ...(identity.isDated && { created: `${identity.date}T00:00:00Z` }),
    keywords: ['政府信息公开', '年度报告', 'open government information', 'annual reports', 'emergency management', 'China'],
    licenses: [{ name: 'MIT', path: 'LICENSE', title: identity.licence }],
    contributors: [{ title: 'Gongkai contributors', role: 'author' }],
    sources: sourcesOf(source),
    'gongkai:origin': source.origin,
    'gongkai:software': identity.software,
    'gongkai:codeVersions': identity.codeVersions,
    'gongkai:nulls': 'An empty field is null; "" is an empty text (a blank cell, where raw is meant). Frictionless readers give null for both; the column state tells them apart.',
    'gongkai:apostrophe': "Texts that a spreadsheet would calculate have an apostrophe before them; take off the first one where a text matches ^'+ followed by one of = + - @ tab CR.",
    resources: source.tables.map((table) => resource(table, folder, words)),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

function resource(table: Table, folder: ExportFolder, words: readonly Words[]): object {
  const file = folder.find(csvPath(table.name));
  return {
    profile: 'tabular-data-resource',
    name: table.name,
    path: file.path,
    title: `${table.zh} · ${table.en}`,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, skipInitialSpace: false, header: true },
    schema: {
      fields: table.columns.map((column) => field(table, column, words)),
      missingValues: [''],
      ...(table.key.length > 0 && { primaryKey: table.key }),
      ...(table.foreign.length > 0 && { foreignKeys: table.foreign.map((key) => ({ fields: key.columns, reference: { resource: key.table, fields: key.to } })) }),
    },
  };
}

function field(table: Table, { name, type, zh, en, descriptionZh, descriptionEn }: Column, words: readonly Words[]): object {
  const kind = ENUMS[`${table.name}.${name}`];
  const known = kind === undefined ? [] : words.filter((word) => word.kind === kind).map((word) => word.name);
  const constraints = { ...(table.key.includes(name) && { required: true }), ...(known.length > 0 && { enum: known }) };
  return {
    name,
    type: FIELD_TYPE[type],
    ...(type === 'date' && { format: 'default' }),
    title: `${zh} · ${en}`,
    ...((descriptionZh ?? descriptionEn) !== undefined && { description: [descriptionZh, descriptionEn].filter(Boolean).join(' ') }),
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}

/** The hosts that carry the documents; each document's own addresses stand in `documents`. */
function sourcesOf(source: Source): { title: string; path?: string }[] {
  const hosts = new Map<string, Set<string>>();
  for (const { agency, sources } of source.all<{ agency: string | null; sources: string | null }>(
    `SELECT agency, sources FROM documents WHERE standing IN ('represents_report', 'other_rendition') ORDER BY sha256`,
  )) {
    for (const address of (sources ?? '').split('\n')) {
      const host = /^https?:\/\/[^/\s]+/i.exec(address)?.[0];
      if (host === undefined || agency === null) continue;
      if (!hosts.has(host)) hosts.set(host, new Set());
      hosts.get(host)!.add(agency);
    }
  }
  const portals = [...hosts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([host, agencies]) => ({ title: titleOf([...agencies].sort()), path: `${host}/` }));
  return [{ title: "The agencies' annual reports; address and SHA-256 of each document: csv/documents.csv" }, ...portals];
}

const SHOWN = 5;
const titleOf = (agencies: readonly string[]): string => agencies.slice(0, SHOWN).join('、') + (agencies.length > SHOWN ? `等 ${agencies.length} 个机关` : '');
