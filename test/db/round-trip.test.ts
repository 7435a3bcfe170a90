/** What goes in comes out: any extraction, hostile text included. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../db/canonical.ts';
import { packPlace, unpackPlace } from '../../db/place.ts';
import { figure, figures, forms } from '../../extractors/forms/index.ts';
import type { CellPlace, Place } from '../../extractors/document.ts';
import type { AgencyRef, Alignment, Cell, CellState, Check, Evidence, Extraction, Report, Unit } from '../../extractors/report.ts';
import { freshStore, put, series } from './support.ts';
import { sha256Of, syntheticAgencies } from './synthetic.ts';

const hostile = fc.constantFrom('', ' ', '　', '\u00a0', "'; DROP TABLE cell; --", '"', '\0', 'a\0b', '%d %s %%', '\\', '{"a":1}', '公开', '０', '-0', '1e3', '\ud842\udfb7', '\ud800', 'null');
const text = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ maxLength: 12 }));
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const count = fc.nat({ max: 5000 });
const value = fc.oneof(fc.integer(), fc.nat({ max: 300 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 0.1, 31268.04, 2 ** 53, -7125));

const tenths = fc.integer({ min: -10_000, max: 100_000 }).map((n) => n / 10);
const box = fc.tuple(tenths, tenths, tenths, tenths);
const xpath = fc.oneof(
  fc.tuple(fc.array(count, { minLength: 1, maxLength: 6 }), fc.constantFrom('td', 'th', 'x:td', 'a%d')).map(([steps, name]) => `/html/body${steps.map((n) => `/div[${n}]`).join('')}/${name}[1]`),
  fc.constantFrom('/html/body', '/table[1]', '/a[01]/b[2]', '/a[1]/b[99999999999999]', '/%d[3]/%%[4]', ''),
  text,
);
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ page: count, box }),
  fc.record({ page: count }),
  fc.record({ path: xpath }),
  fc.record({ line: count, start: count, end: count }),
  fc.record({ page: count, box, path: xpath, line: count, start: count, end: count }, { requiredKeys: [] }),
);
const cellPlace: fc.Arbitrary<CellPlace> = fc.tuple(place, fc.record({ table: count, row: count, col: count })).map(([a, b]) => ({ ...a, ...b }));

const states: CellState[] = ['number', 'zero', 'none_word', 'dash', 'blank', 'text', 'ambiguous', 'absent', 'not_in_template'];
const alignments: (Alignment | null)[] = ['exact', 'continued', 'inferred', 'ambiguous', null];
const units: Unit[] = ['件', '项', '万元', '%'];
const cell = (code: string): fc.Arbitrary<Cell> =>
  fc.record(
    {
      code: fc.constant(code), state: fc.constantFrom(...states), value: nullable(value), unit: fc.constantFrom(figure(code)!.unit, ...units),
      raw: nullable(text), unitRaw: nullable(text), rowLabel: nullable(text), colLabel: nullable(text), alignment: fc.constantFrom(...alignments),
      place: nullable(cellPlace), remark: text, candidates: fc.array(nullable(value), { maxLength: 3 }), note: text,
    },
    { requiredKeys: ['code', 'state', 'value', 'unit', 'raw', 'unitRaw', 'rowLabel', 'colLabel', 'alignment', 'place'] },
  );
const cells = fc.uniqueArray(fc.constantFrom(...figures.map((f) => f.code)), { maxLength: 25 }).chain((codes) => fc.tuple(...codes.map(cell)));

const evidence: fc.Arbitrary<Evidence> = fc.record(
  { kind: text, text, speaksFor: text, weight: value, place },
  { requiredKeys: ['kind', 'text', 'speaksFor', 'weight'] },
);
const check: fc.Arbitrary<Check> = fc.record(
  {
    id: fc.oneof(text, fc.constantFrom('I1@total', 'N1')), mode: fc.constantFrom('strict' as const, 'lenient' as const),
    status: fc.constantFrom('pass' as const, 'pass_lenient' as const, 'fail' as const, 'not_assessable' as const, 'explained' as const),
    lhs: nullable(value), rhs: nullable(value), delta: nullable(value), cells: fc.array(text, { maxLength: 3 }), note: text,
  },
  { requiredKeys: ['id', 'mode', 'status', 'lhs', 'rhs', 'delta', 'cells'] },
);
const agency: fc.Arbitrary<AgencyRef> = fc.oneof(
  fc.record({ id: fc.constant('110000'), nameZh: fc.constant('第1省应急管理厅'), nameEn: fc.constant('Emergency management bureau 110000'), level: fc.constant('province'), namePrinted: nullable(text) }),
  fc.record({ id: fc.constant(null), nameZh: nullable(text), nameEn: nullable(text), level: nullable(text), namePrinted: nullable(text) }),
);
const report: fc.Arbitrary<Report> = fc.record({
  status: fc.constant('report' as const), agency, agencyEvidence: fc.array(evidence, { maxLength: 3 }), fiscalYear: nullable(fc.integer({ min: 2008, max: 2030 })),
  fiscalYearEvidence: fc.array(evidence, { maxLength: 3 }), form: fc.constantFrom('stat-2014' as const, 'ogi-2019' as const, 'ogi-2021' as const),
  title: nullable(text), publishedOn: nullable(text), cells, facts: fc.constant([]),
  unknown: fc.array(fc.record({ label: text, cells: fc.array(fc.record({ text, place: cellPlace }), { maxLength: 3 }), kind: fc.constantFrom('row' as const, 'column' as const, 'table' as const) }), { maxLength: 3 }),
  sections: fc.array(fc.record({ number: nullable(text), heading: nullable(text), text, place }), { maxLength: 4 }),
  checks: fc.array(check, { maxLength: 25 }),
  problems: fc.array(fc.record({ code: text, message: text, place: fc.oneof(place, cellPlace) }, { requiredKeys: ['code', 'message'] }), { maxLength: 3 }),
});
const extraction: fc.Arbitrary<Extraction> = fc.oneof(
  { weight: 9, arbitrary: report },
  { weight: 1, arbitrary: fc.record({ status: fc.constantFrom('not_a_report' as const, 'empty_form' as const, 'unreadable' as const), code: text, reason: text }) },
);

describe('a stored extraction', () => {
  it('reads back as it went in, whatever it holds; and stays what it is when written again', () => {
    const { db, store } = freshStore(syntheticAgencies(1));
    let n = 0;
    fc.assert(
      fc.property(extraction, (fresh) => {
        const document = { sha256: sha256Of(`any ${(n += 1)}`), bytes: 1, format: null, sources: [] };
        expect(put(store, { document, extraction: fresh })).toBe('new');
        expect(store.extractionOf(document.sha256)).toEqual(canonical(fresh));
        expect(put(store, { document, extraction: fresh })).toBe('unchanged');
        expect(store.diff({ sha256: document.sha256, extraction: fresh })).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('keeps everything: the canonical form differs in order alone', () => {
    for (const { extraction: original } of series(syntheticAgencies(2), [2019, 2022])) {
      const form = canonical({ ...original, cells: original.cells.toReversed() });
      expect(form).toEqual(original);
    }
  });

  it('shows the same cells in the view `cells`', () => {
    const agencies = syntheticAgencies(5);
    const { db, store } = freshStore(agencies);
    for (const each of series(agencies, [2019, 2020, 2021, 2022])) {
      put(store, each);
      const { agency: who, fiscalYear, cells: printed } = each.extraction;
      const rows = db.prepare<[string | null, number | null], Record<string, unknown>>('SELECT * FROM cells WHERE agency_id = ? AND fiscal_year = ?').all(who.id, fiscalYear);
      expect(rows.length).toBe(forms[each.extraction.form].codes.length);
      const byCode = new Map(rows.map((row) => [row['code'], row]));
      for (const c of printed) {
        expect(byCode.get(c.code)).toMatchObject({
          state: c.state, value: c.value, unit: c.unit, raw: c.raw, unit_raw: c.unitRaw, row_label: c.rowLabel, col_label: c.colLabel, alignment: c.alignment,
          sha256: each.document.sha256, table_no: c.place!.table, row_no: c.place!.row, col_no: c.place!.col,
          page: c.place!.page ?? null, path: c.place!.path ?? null, line: c.place!.line ?? null, start: c.place!.start ?? null, end: c.place!.end ?? null,
          box: c.place!.box ? `[${c.place!.box.map((edge) => edge.toFixed(1)).join(',')}]` : null,
        });
      }
    }
  });

  it('shows remark, note, candidates and odd places there too', () => {
    const agencies = syntheticAgencies(1);
    const { db, store } = freshStore(agencies);
    const [each] = series(agencies, [2022]);
    const [first, second, ...rest] = each!.extraction.cells;
    const odd: Cell[] = [
      { ...first!, state: 'number', value: 22, raw: '22（其中修订 16 件）', remark: '其中修订16件', place: { page: 3, path: '/html', table: 0, row: 1, col: 2 } },
      { ...second!, state: 'ambiguous', value: null, raw: '0', alignment: 'ambiguous', candidates: [0, null], note: 'column unknown', unit: '万元' },
      ...rest,
    ];
    put(store, { document: each!.document, extraction: { ...each!.extraction, cells: odd } });
    const row = (code: string) => db.prepare('SELECT * FROM cells WHERE code = ?').get(code);
    expect(row(first!.code)).toMatchObject({ value: 22, raw: '22（其中修订 16 件）', remark: '其中修订16件', page: 3, path: '/html', row_no: 1 });
    expect(row(second!.code)).toMatchObject({ state: 'ambiguous', value: null, raw: '0', candidates: '[0,null]', note: 'column unknown', unit: '万元' });
  });
});

describe('a packed place', () => {
  it('unpacks to itself, or is refused', () => {
    fc.assert(
      fc.property(place, (original) => {
        const packed = packPlace(original);
        if (packed) expect(unpackPlace(packed)).toEqual(original);
      }),
    );
  });
  it('takes two integers for the row and column of an HTML table', () => {
    expect(packPlace({ path: '/html/body/div[2]/table[1]/tbody[1]/tr[3]/td[2]' })).toEqual([1, '/html/body/div[2]/table[1]/tbody[1]/tr[%d]/td[%d]', 3, 2, null, null]);
    expect(packPlace({ page: 3, box: [72.1, 90, 108.5, 111.2] })).toEqual([0, 3, 721, 900, 1085, 1112]);
    expect(packPlace({ line: 40, start: 1, end: 3 })).toEqual([2, 40, 1, 3, null, null]);
    expect(packPlace({ page: 1, path: '/html' })).toBeNull();
  });
});
