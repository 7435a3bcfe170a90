/** The panel: a column per figure, sums and rates with their denominators, and why a rate is null. */
import { describe, expect, it } from 'vitest';
import { DERIVED, formula, rateOf, total } from '../../db/derived.ts';
import type { DerivedRate } from '../../db/derived.ts';
import { figure, figures } from '../../extractors/forms/index.ts';
import { freshStore, put, series } from './support.ts';
import { printing, syntheticAgencies } from './synthetic.ts';
import type { SyntheticReport } from './synthetic.ts';

const agencies = syntheticAgencies(3);
const [base2019, base2021] = series([agencies[0]!], [2019, 2021]) as [SyntheticReport, SyntheticReport];

const T3 = 't3.result.';
const rich = {
  't3.new@total': 40, 't3.carry_in@total': 10, [`${T3}open@total`]: 20, [`${T3}partial@total`]: 5, [`${T3}denied.state_secret@total`]: 1, [`${T3}denied.third_party@total`]: 3,
  [`${T3}unable.not_held@total`]: 8, [`${T3}unable.unclear@total`]: 1, [`${T3}not_processed.petition@total`]: 2, [`${T3}total@total`]: 45, 't3.carry_out@total': 5,
  't3.new@natural_person': 30, 't3.new@org.legal_service': 4,
  't4.review.upheld': 4, 't4.review.corrected': 1, 't4.review.pending': 3, 't4.review.total': 8,
  't4.litigation.direct.corrected': 1, 't4.litigation.direct.total': 1, 't4.litigation.after_review.upheld': 1, 't4.litigation.after_review.total': 1,
};

function panelOf(...reports: SyntheticReport[]): Record<string, unknown>[] {
  const { db, store } = freshStore(agencies);
  for (const each of reports) put(store, each);
  return db.prepare<[], Record<string, unknown>>('SELECT * FROM panel ORDER BY fiscal_year').all();
}

describe('panel', () => {
  it('has one readable column for every figure, and gives each the value printed', () => {
    const [row] = panelOf(printing(base2021, rich));
    for (const { code, column } of figures) {
      expect(column).toMatch(/^t[0-4](_[a-z0-9]+)+$/);
      const cell = base2021.extraction.cells.find((c) => c.code === code);
      expect([column, row![column]]).toEqual([column, cell ? ((rich as Record<string, number>)[code] ?? 0) : null]);
    }
  });

  it('keeps whole numbers whole, money exact, and what is no number null', () => {
    const [row] = panelOf(printing(base2021, { 't2.a20_8.fee.amount': 31268.04, 't3.new@total': 'blank', 't3.carry_in@total': 'none_word', 't4.review.total': 'ambiguous', 't4.review.upheld': -7125 }));
    expect(row).toMatchObject({ t2_a20_8_fee_amount: 31268.04, t3_new_total: null, t3_carry_in_total: null, t4_review_total: null, t4_review_upheld: -7125, t3_carry_out_total: 0 });
    expect(row).toMatchObject({ blanks: 1, words: 1, ambiguous: 1, values_read: 197, requests: null });
  });

  it('leaves a count that is not whole to `cells`', () => {
    const { db, store } = freshStore(agencies);
    put(store, printing(base2021, { 't3.new@total': 2.5 }));
    expect(db.prepare('SELECT t3_new_total FROM panel').pluck().get()).toBeNull();
    expect(db.prepare('SELECT value FROM cells WHERE code = ?').pluck().get('t3.new@total')).toBe(2.5);
  });

  it('adds sums and rates', () => {
    const [row] = panelOf(printing(base2021, rich));
    expect(row).toMatchObject({
      requests: 50, denied: 4, unable: 9, not_processed: 2, other_handling: 0, litigation: 2, small_n: 0,
      clearance_rate: 45 / 50, disclosure_rate: 25 / 45, full_disclosure_rate: 20 / 45, denial_rate: 4 / 45, non_possession_rate: 8 / 45, unable_rate: 9 / 45,
      not_processed_rate: 2 / 45, other_handling_rate: 0, natural_person_share: 30 / 40, legal_service_share: 4 / 40, carry_rate: 5 / 50,
      review_rate: 8 / 45, litigation_rate: 2 / 45, review_correction_rate: 1 / 5, litigation_correction_rate: 1 / 2, dispute_correction_rate: 2 / 7,
      disclosure_rate_note: null, review_correction_rate_note: 'small_n',
    });
  });

  it('says why a rate is null', () => {
    const [nothing] = panelOf(printing(base2021, {}));
    expect(nothing).toMatchObject({ disclosure_rate: null, disclosure_rate_note: 'denominator_zero', natural_person_share_note: 'denominator_zero', small_n: 1 });
    const [blank] = panelOf(printing(base2021, { ...rich, 't3.result.total@total': 'blank', 't3.new@natural_person': 'blank' }));
    expect(blank).toMatchObject({ disclosure_rate: null, disclosure_rate_note: 'denominator_missing', natural_person_share: null, natural_person_share_note: 'numerator_missing', small_n: null });
    expect(blank).toMatchObject({ review_rate: null, legal_service_share: 0.1 });
  });

  it('compares 其他处理 between editions: one row in 2019, three in 2021, whichever is printed', () => {
    const [old, recent] = panelOf(
      printing(base2019, { 't3.result.other@total': 7, 't3.result.total@total': 10 }),
      printing(base2021, { 't3.result.other.uncorrected@total': 1, 't3.result.other.fee_unpaid@total': 2, 't3.result.other.misc@total': 4, 't3.result.total@total': 10 }),
    );
    expect([old!['other_handling'], recent!['other_handling'], recent!['t3_result_other_total']]).toEqual([7, 7, null]);
    const [partly] = panelOf(printing(base2021, { 't3.result.other.uncorrected@total': 1, 't3.result.other.misc@total': 'blank', 't3.result.total@total': 10 }));
    expect(partly).toMatchObject({ other_handling: null, other_handling_rate_note: 'numerator_missing' });
  });
});

describe('derived figures', () => {
  it('are made of codes that exist, and none of a mere part of the applicants unless they say so', () => {
    for (const derived of DERIVED) {
      const codes = formula(derived).match(/t\d\.[a-z0-9_.@]+/g)!;
      expect(codes.length).toBeGreaterThan(0);
      expect(codes.filter((code) => !figure(code))).toEqual([]);
    }
  });

  it('never take a missing figure for zero', () => {
    expect(total(['a', 'b'], new Map([['a', 1]]))).toBeNull();
    expect(total([], new Map())).toBe(0);
    const rate: DerivedRate = { kind: 'rate', id: 'x', nameZh: '', nameEn: '', numerator: ['a'], denominator: ['b'] };
    expect(rateOf(rate, new Map([['b', 4]]))).toEqual({ value: null, note: 'numerator_missing' });
    expect(rateOf(rate, new Map([['a', 0], ['b', 0]]))).toEqual({ value: null, note: 'denominator_zero' });
    expect(rateOf(rate, new Map([['a', 1], ['b', 4]]))).toEqual({ value: 0.25, note: 'small_n' });
    expect(rateOf(rate, new Map([['a', 1], ['b', 10]]))).toEqual({ value: 0.1, note: null });
  });

  it('count all the rows of a group', () => {
    const sums = Object.fromEntries(DERIVED.filter((d) => d.kind === 'sum').map((d) => [d.id, formula(d).match(/t3\.[a-z0-9_.]+@/g)?.length]));
    expect(sums).toMatchObject({ requests: 2, denied: 8, unable: 3, not_processed: 5, other_handling: 4 });
  });
});
