/** Reports read from a page and parts of it: what is stored of the parts, and where each figure is said to stand. */
import { expect, it } from 'vitest';
import { Store } from '../../db/store.ts';
import type { Report } from '../../extractors/report.ts';
import { freshStore, put } from './support.ts';
import { sha256Of, syntheticAgencies, syntheticReport } from './synthetic.ts';

const [agency] = syntheticAgencies(1);
const PART = sha256Of('the tables');

/** The figures of table 三 stand in a part, with a box on its first page. */
function inParts(): { document: ReturnType<typeof syntheticReport>['document']; extraction: Report } {
  const { document, extraction } = syntheticReport({ agency: agency!, fiscalYear: 2023, format: 'html' });
  const cells = extraction.cells.map((cell) => (cell.place !== null && cell.code.startsWith('t3.') ? { ...cell, place: { document: PART, page: 1, box: [1, 2, 3.5, 4] as const, table: 1, row: cell.place.row, col: cell.place.col } } : cell));
  return { document, extraction: { ...extraction, cells, parts: [{ sha256: PART, source: '附表.pdf', gives: ['requests'] }] } };
}

it('gives back what was stored, parts and places alike', () => {
  const { store } = freshStore([agency!]);
  const report = inParts();
  put(store, report);
  const back = store.extractionOf(report.document.sha256) as Report;
  expect(back.parts).toEqual(report.extraction.parts);
  expect(back.cells).toEqual(report.extraction.cells);
  expect(store.compare({ sha256: report.document.sha256, extraction: report.extraction }).outcome).toBe('unchanged');
});

it('names in cells the document in which each figure stands, and lists the parts', () => {
  const { db, store } = freshStore([agency!]);
  const report = inParts();
  put(store, report);
  const { sha256 } = report.document;
  expect(db.prepare(`SELECT DISTINCT substr(code, 1, 2) AS t, sha256, page, box FROM cells WHERE value IS NOT NULL AND code LIKE 't3%'`).all()).toEqual([{ t: 't3', sha256: PART, page: 1, box: '[1,2,3.5,4]' }]);
  expect(db.prepare(`SELECT DISTINCT sha256 FROM cells WHERE code NOT LIKE 't3%'`).pluck().all()).toEqual([sha256]);
  expect(JSON.parse(db.prepare<[], string>(`SELECT place FROM reading_cells WHERE code = 't3.new@total'`).pluck().get()!)).toMatchObject({ document: PART, page: 1, table: 1 });
  expect(db.prepare('SELECT agency_id, fiscal_year, page_sha256, sha256, source, gives FROM report_parts').all()).toEqual([{ agency_id: agency!.id, fiscal_year: 2023, page_sha256: sha256, sha256: PART, source: '附表.pdf', gives: '["requests"]' }]);
});

it('says of a document that is a part, and no report of its own, that it is one', () => {
  const { db, store } = freshStore([agency!]);
  put(store, inParts());
  store.takeIn({ sha256: PART, bytes: 100, format: 'pdf', sources: ['附表.pdf'] }, { codeVersion: 'v1', extraction: { status: 'not_a_report', code: 'too_little', reason: 'only a fragment' } });
  const standing = db.prepare('SELECT standing FROM documents WHERE sha256 = ?').pluck();
  expect(standing.get(PART)).toBe('part_of_report');
  // Read anew without it, the part is what it is by itself.
  const alone = syntheticReport({ agency: agency!, fiscalYear: 2023, format: 'html' });
  new Store(db).takeIn({ ...alone.document, sha256: inParts().document.sha256 }, { codeVersion: 'v2', extraction: alone.extraction });
  expect(standing.get(PART)).toBe('refused');
});
