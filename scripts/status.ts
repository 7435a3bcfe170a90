/** `status`: what is in the database. */
import { loadRegistry } from '../data/registry.ts';
import { guarded } from '../db/errors.ts';
import { bannerOf, openDatabase, originOf, type Db, type Origin } from '../db/open.ts';
import { COVERAGE_STATUSES, type CoverageStatus } from '../db/words.ts';
import { command, print, printJson, run, type CommonOptions } from './cli/command.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { findAgency, knownAgencies, storedAgencies, type KnownAgency } from './cli/find-agency.ts';

interface Options extends CommonOptions {
  agency?: string;
}

const program = command('status', 'Shows what is in the database: documents, reports by agency and year, coverage, refusals and their reasons.')
  .option('--agency <id>', 'only this agency, by id or name');

function main(): Exit {
  const { db: path, agency, json = false } = program.opts<Options>();
  const db = openDatabase(path, { readonly: true });
  try {
    const wanted = agency === undefined ? null : findAgency(agency, [...knownAgencies(loadRegistry()), ...guarded(path, () => storedAgencies(db))]);
    const status = guarded(path, () => read(db, wanted));
    if (json) printJson(status);
    else tell(status, bannerOf(db), wanted !== null);
    return EXIT.ok;
  } finally {
    db.close();
  }
}

interface Standing {
  standing: string;
  documents: number;
}
interface ReportRow {
  agencyId: string | null;
  agency: string;
  fiscalYear: number;
  form: string;
  values: number;
  ambiguous: number;
  reading: string;
  source: string;
}
interface RefusalRow {
  status: string;
  code: string;
  documents: number;
  reason: string;
  example: string;
}
interface CoverageRow {
  agencyId: string | null;
  agency: string;
  fiscalYear: number;
  status: CoverageStatus;
  evidence: string;
  dated: string | null;
}
interface Status {
  origin: Origin | null;
  documents: Standing[];
  codeVersions: { codeVersion: string; documents: number }[];
  reports: ReportRow[];
  coverage: CoverageRow[];
  refused: RefusalRow[];
}

function read(db: Db, wanted: KnownAgency | null): Status {
  const id = wanted?.id ?? null;
  const name = id === null ? (wanted?.names[0] ?? null) : null;
  const mine = '(@id IS NULL OR agency_id = @id) AND (@name IS NULL OR (agency_id IS NULL AND agency = @name)) ORDER BY agency_id IS NULL, agency_id, agency, fiscal_year';
  return {
    origin: originOf(db),
    documents: db.prepare<[], Standing>('SELECT standing, count(*) AS documents FROM documents GROUP BY standing ORDER BY documents DESC, standing').all(),
    codeVersions: db
      .prepare<[], { codeVersion: string; documents: number }>('SELECT code_version AS codeVersion, count(*) AS documents FROM documents WHERE code_version IS NOT NULL GROUP BY code_version ORDER BY documents DESC, code_version')
      .all(),
    reports: db
      .prepare<[{ id: string | null; name: string | null }], ReportRow>(`
        SELECT agency_id AS agencyId, agency, fiscal_year AS fiscalYear, form, values_read AS "values", ambiguous, reading_verdict AS reading, source_verdict AS source
        FROM reports WHERE ${mine}`)
      .all({ id, name }),
    coverage: db
      .prepare<[{ id: string | null; name: string | null }], CoverageRow>(`SELECT agency_id AS agencyId, agency, fiscal_year AS fiscalYear, status, evidence, dated FROM coverage WHERE ${mine}`)
      .all({ id, name }),
    refused: wanted ? [] : db
      .prepare<[], RefusalRow>(`
        SELECT status, refusal AS code, count(*) AS documents, min(reason) AS reason, min(sources) AS example
        FROM documents WHERE standing = 'refused' GROUP BY status, refusal ORDER BY documents DESC, status, refusal`)
      .all(),
  };
}

function tell({ documents, codeVersions, reports, coverage, refused }: Status, banner: string | null, isOne: boolean): void {
  if (banner !== null) print(banner);
  const total = documents.reduce((sum, { documents }) => sum + documents, 0);
  print(`documents  ${total}: ${documents.map(({ standing, documents }) => `${documents} ${standing}`).join(', ') || 'none'}`);
  for (const { status, code, documents, reason, example } of refused) print(`refused    ${documents} ${status} (${code}): ${reason} [${example.split('\n')[0]}${documents > 1 ? ' …' : ''}]`);
  print(`read by    ${codeVersions.map(({ codeVersion, documents }) => `${codeVersion} (${documents})`).join(', ') || 'nothing yet'}`);
  print(`reports    ${reports.length}`);
  for (const { agencyId, agency, fiscalYear, form, values, ambiguous, reading, source } of reports) {
    const unsure = ambiguous > 0 ? `, ${ambiguous} ambiguous` : '';
    print(`  ${(agencyId ?? '–').padEnd(6)} ${fiscalYear} ${agency}, ${form}: ${values} values${unsure}; reading ${reading}, source ${source}`);
  }
  const counts = COVERAGE_STATUSES.flatMap(({ name }) => {
    const count = coverage.filter(({ status }) => status === name).length;
    return count > 0 ? [`${count} ${name}`] : [];
  });
  print(`coverage   ${counts.join(', ') || 'nothing known'}`);
  for (const { agencyId, fiscalYear, status, evidence, dated } of coverage.filter(({ status }) => status === 'removed' || (isOne && status !== 'published'))) {
    print(`  ${(agencyId ?? '–').padEnd(6)} ${fiscalYear} ${status}${dated === null ? '' : ` ${dated}`}: ${evidence}`);
  }
}

await run(program, main);
