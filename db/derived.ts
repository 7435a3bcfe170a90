/** What the panel adds to the printed figures: sums over rows, and rates with their denominators stated. Data, and its evaluation. */
import { requestCode, disputeCode } from '../extractors/forms/build.ts';
import { figures } from '../extractors/forms/index.ts';

/** A code, or groups of codes of which the first that is printed whole counts (其他处理: one row in 2019, three in 2021). */
export type Term = string | { either: readonly (readonly string[])[] };

export interface DerivedSum {
  kind: 'sum';
  /** Column of the panel; its code is `d.` + id. */
  id: string;
  nameZh: string;
  nameEn: string;
  terms: readonly Term[];
}

export interface DerivedRate {
  kind: 'rate';
  id: string;
  nameZh: string;
  nameEn: string;
  numerator: readonly Term[];
  denominator: readonly Term[];
}

export type Derived = DerivedSum | DerivedRate;

/** Why a rate is null; or that it stands on fewer than ten cases. */
export type RateNote = 'denominator_zero' | 'denominator_missing' | 'numerator_missing' | 'small_n';

/** Below this denominator a rate is marked `small_n`: most county bureaus have 0 to 10 requests a year. */
export const SMALL_N = 10;

const all = (row: string): string => requestCode(row, 'total');
/** The printed rows of a group, in the total column. */
const group = (name: string): string[] =>
  figures.map((figure) => figure.code).filter((code) => code.startsWith(`t3.result.${name}.`) && code.endsWith('@total'));

const DISPOSITIONS = [all('result.total')];
const REQUESTS = [all('new'), all('carry_in')];
const DENIED = group('denied');
const UNABLE = group('unable');
const NOT_PROCESSED = group('not_processed');
const OTHER: readonly Term[] = [{ either: [[all('result.other')], group('other')] }];
const LITIGATION = [disputeCode('litigation.direct', 'total'), disputeCode('litigation.after_review', 'total')];
const outcomes = (venues: readonly string[], kinds: readonly string[]): string[] => venues.flatMap((v) => kinds.map((kind) => disputeCode(v, kind)));
const COURTS = ['litigation.direct', 'litigation.after_review'];
const CONCLUDED = ['upheld', 'corrected', 'other'];

const sum = (id: string, nameZh: string, nameEn: string, terms: readonly Term[]): DerivedSum => ({ kind: 'sum', id, nameZh, nameEn, terms });
const rate = (id: string, nameZh: string, nameEn: string, numerator: readonly Term[], denominator: readonly Term[]): DerivedRate => ({
  kind: 'rate', id, nameZh, nameEn, numerator, denominator,
});

export const DERIVED: readonly Derived[] = [
  sum('requests', '新收与结转申请合计', 'Requests to handle: new and carried in', REQUESTS),
  sum('denied', '不予公开合计', 'Denied, all reasons', DENIED),
  sum('unable', '无法提供合计', 'Unable to provide, all reasons', UNABLE),
  sum('not_processed', '不予处理合计', 'Not processed, all reasons', NOT_PROCESSED),
  sum('other_handling', '其他处理合计（两版可比）', 'Other handling, comparable between editions', OTHER),
  sum('litigation', '行政诉讼合计', 'Lawsuits, filed directly and after reconsideration', LITIGATION),
  rate('clearance_rate', '办结率', 'Clearance rate: dispositions / requests to handle', DISPOSITIONS, REQUESTS),
  rate('disclosure_rate', '公开率', 'Disclosure rate: disclosed in full or in part / dispositions', [all('result.open'), all('result.partial')], DISPOSITIONS),
  rate('full_disclosure_rate', '全部公开率', 'Full disclosure rate / dispositions', [all('result.open')], DISPOSITIONS),
  rate('denial_rate', '不予公开率', 'Denial rate / dispositions', DENIED, DISPOSITIONS),
  rate('non_possession_rate', '不掌握率', 'Not-held rate / dispositions', [all('result.unable.not_held')], DISPOSITIONS),
  rate('unable_rate', '无法提供率', 'Unable-to-provide rate / dispositions', UNABLE, DISPOSITIONS),
  rate('not_processed_rate', '不予处理率', 'Not-processed rate / dispositions', NOT_PROCESSED, DISPOSITIONS),
  rate('other_handling_rate', '其他处理率', 'Other-handling rate / dispositions', OTHER, DISPOSITIONS),
  rate('natural_person_share', '自然人申请占比', 'Natural persons among new requests', [requestCode('new', 'natural_person')], [all('new')]),
  rate('legal_service_share', '法律服务机构申请占比', 'Legal-service organisations among new requests', [requestCode('new', 'org.legal_service')], [all('new')]),
  rate('carry_rate', '结转率', 'Carried out to next year / requests to handle', [all('carry_out')], REQUESTS),
  rate('review_rate', '复议率', 'Reconsiderations per disposition', [disputeCode('review', 'total')], DISPOSITIONS),
  rate('litigation_rate', '诉讼率', 'Lawsuits per disposition', LITIGATION, DISPOSITIONS),
  rate('review_correction_rate', '复议纠错率', 'Corrected / concluded reconsiderations (pending left out)', outcomes(['review'], ['corrected']), outcomes(['review'], CONCLUDED)),
  rate('litigation_correction_rate', '诉讼纠错率', 'Corrected / concluded lawsuits (pending left out)', outcomes(COURTS, ['corrected']), outcomes(COURTS, CONCLUDED)),
  rate('dispute_correction_rate', '复议诉讼纠错率', 'Corrected / concluded reconsiderations and lawsuits (pending left out)', outcomes(['review', ...COURTS], ['corrected']), outcomes(['review', ...COURTS], CONCLUDED)),
];

/** Strict: null as soon as one printed number is missing. Blanks are not zeros. */
export function total(terms: readonly Term[], values: ReadonlyMap<string, number>): number | null {
  let result = 0;
  for (const term of terms) {
    const value = typeof term === 'string' ? (values.get(term) ?? null) : firstWhole(term.either, values);
    if (value === null) return null;
    result += value;
  }
  return result;
}

function firstWhole(groups: readonly (readonly string[])[], values: ReadonlyMap<string, number>): number | null {
  for (const codes of groups) {
    const value = total(codes, values);
    if (value !== null) return value;
  }
  return null;
}

/** The rate (a share of 1) and its note. */
export function rateOf(definition: DerivedRate, values: ReadonlyMap<string, number>): { value: number | null; note: RateNote | null } {
  const denominator = total(definition.denominator, values);
  if (denominator === null) return { value: null, note: 'denominator_missing' };
  if (denominator === 0) return { value: null, note: 'denominator_zero' };
  const numerator = total(definition.numerator, values);
  if (numerator === null) return { value: null, note: 'numerator_missing' };
  return { value: numerator / denominator, note: denominator < SMALL_N ? 'small_n' : null };
}

const inBrackets = (codes: readonly string[]): string => (codes.length === 1 ? codes.join() : `(${codes.join(' + ')})`);
const spell = (terms: readonly Term[]): string =>
  terms.map((term) => (typeof term === 'string' ? term : term.either.map(inBrackets).join(' or '))).join(' + ');

/** The definition in codes: `(a + b) / c`. */
export function formula(definition: Derived): string {
  if (definition.kind === 'sum') return spell(definition.terms);
  return `(${spell(definition.numerator)}) / (${spell(definition.denominator)})`;
}
