/** Databases to export: one as the commands make it of the sample documents, and a small one of the replica with everything odd in it. */
import { openDatabase } from '../../../db/open.ts';
import { Store } from '../../../db/store.ts';
import type { Report } from '../../../extractors/report.ts';
import { refused } from '../support.ts';
import { syntheticAgencies, syntheticReport } from '../synthetic.ts';

/** Texts that a format could spoil. */
export const ODD_TEXTS = ['=1+1', '@SUM(A1)', "'=1", '+8-', '-无', '-', '', ' 空 ', 'a,"b"\r\nc', 'tab\tx', '_x0041_', '1,234', '007', 'NULL', 'TRUE', '2020-01-01', '𠮷😀'];

/** A database of the replica at `path`: two levels, three years, an organ without id, odd texts, a refusal, coverage and days. */
export function oddReplica(path: string): void {
  const db = openDatabase(path, { origin: 'replica' });
  const store = new Store(db);
  const agencies = syntheticAgencies(33);
  store.syncAgencies(agencies);
  const few = [agencies[0]!, agencies[1]!, agencies[32]!];
  for (const agency of few) {
    for (const fiscalYear of [2019, 2021, 2022]) {
      const { document, extraction } = syntheticReport({ agency, fiscalYear, prose: 120 });
      const day = `${fiscalYear + 1}-02-0${1 + few.indexOf(agency)}`;
      store.takeIn({ ...document, sources: [{ source: String(document.sources[0]), firstSeen: day }] }, { codeVersion: 'v1', extraction: odd(extraction) });
    }
  }
  const { document, extraction } = syntheticReport({ agency: agencies[5]!, fiscalYear: 2021, prose: 50, rendition: 'outside' });
  store.takeIn(document, { codeVersion: 'v2', extraction: { ...extraction, agency: { id: null, nameZh: '某某开发区应急局', nameEn: null, level: null, namePrinted: '某某开发区应急局' } } });
  const no = refused('=cmd|x.bin', 'unreadable', 'unknown_format', '+nothing, "known"');
  store.takeIn(no.document, { codeVersion: 'v1', extraction: no.extraction });
  store.putCoverage([{ agencyId: agencies[2]!.id, fiscalYear: 2021, status: 'not_found', evidence: '=looked, "everywhere"', observedOn: '2023-03-09' }]);
  store.finish();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('journal_mode = DELETE');
  db.close();
}

/** Odd texts in cells, in the order of the report, and in a section; blanks, dashes and words among them. */
function odd(report: Report): Report {
  const cells = report.cells.map((cell, i) => {
    const raw = ODD_TEXTS[i - 3];
    if (raw === undefined) return cell;
    const state = raw === '' ? ('blank' as const) : raw === '-' ? ('dash' as const) : ('text' as const);
    return { ...cell, state, value: null, raw, note: `note ${raw}` };
  });
  const sections = report.sections.map((section, i) => (i === 0 ? { ...section, text: `=${section.text}\r\n${'长'.repeat(33_000)}` } : section));
  return { ...report, cells, sections };
}
