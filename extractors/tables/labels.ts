/** Which row or column of the form a printed label stands for. Exact first; a near miss only where it is the only one. */
import { APPLICANT_HEADERS, APPLICANTS, GROUP_OTHER, GROUPS, OTHER, OTHER_2021 } from '../forms/requests.ts';
import { LITIGATION_HEADER, OUTCOMES, VENUES } from '../forms/disputes.ts';
import { EDITIONS } from '../forms/index.ts';
import type { BlockSpec, MeasureSpec, RequestRowSpec, RowSpec } from '../forms/form.ts';
import { editDistance, lettersOf, squeeze, withoutNumbering, withoutParentheses } from '../normalise.ts';

/** How a label was recognised. `near` is a typo and must be reported. */
export type Recognition = 'exact' | 'part' | 'near';

export interface Recognised<T> {
  spec: T;
  how: Recognition;
}

const CACHE_LIMIT = 5000;

/** Labels repeat from report to report: remember what each raw text meant. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const cache = new Map<string, T>();
  return (text) => {
    const known = cache.get(text);
    if (known !== undefined || cache.has(text)) return known as T;
    const value = compute(text);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    if (text.length < 120) cache.set(text, value);
    return value;
  };
}

/** The comparable forms of a printed label, most faithful first. */
const keysOf = remembered((text: string): string[] => {
  const squeezed = squeeze(text);
  const bare = withoutNumbering(squeezed);
  return [...new Set([lettersOf(squeezed), lettersOf(bare), lettersOf(withoutParentheses(bare)), lettersOf(withoutNumbering(withoutParentheses(squeezed)))])];
});

function indexOf<T>(entries: readonly (readonly [readonly string[], T])[]): Map<string, T> {
  const index = new Map<string, T>();
  for (const [labels, spec] of entries) for (const label of labels) index.set(lettersOf(squeeze(label)), spec);
  return index;
}

function exact<T>(index: Map<string, T>, text: string): T | null {
  for (const key of keysOf(text)) {
    const spec = index.get(key);
    if (spec !== undefined) return spec;
  }
  return null;
}

/** The only entry whose label differs from the text by one slip (two in long labels); null if none or several. */
function near<T>(index: Map<string, T>, text: string): T | null {
  let found: T | null = null;
  for (const key of keysOf(text)) {
    if (key.length < 4) continue;
    for (const [label, spec] of index) {
      if (label.length < 4) continue;
      const limit = label.length >= 10 ? 2 : 1;
      if (editDistance(key, label, limit) > limit) continue;
      if (found !== null && found !== spec) return null;
      found = spec;
    }
    if (found !== null) return found;
  }
  return null;
}

// ── Table 三: rows ──────────────────────────────────────────────────────────────────────────────────────────────

export type RequestLabel = { kind: 'row'; row: RequestRowSpec } | { kind: 'group'; id: string };

const requestRows = [...new Map(EDITIONS.flatMap((form) => form.requestRows).map((row) => [row.id, row])).values()];
const requestIndex = indexOf<RequestLabel>([
  ...GROUPS.map((group) => [group.labels, { kind: 'group', id: group.id }] as const),
  ...requestRows.map((row) => [row.labels, { kind: 'row', row }] as const),
]);
const MISC = OTHER_2021.at(-1)?.labels[0] ?? '';
/** Labels long and distinctive enough to be recognised inside a longer text. */
const requestParts = [...requestIndex].filter(([label, spec]) => label.length >= 5 || (spec.kind === 'row' && label === '重复申请'));

/**
 * A label of table 三. 其他处理 is always given as a row: whether it heads three sub-rows shows in what follows it.
 * `near` matches are left to `nearRequestLabel`, since they depend on what else the table prints.
 */
export const requestLabel = remembered((text: string): Recognised<RequestLabel> | null => {
  const found = exact(requestIndex, text);
  if (found) return { spec: found, how: 'exact' };
  const letters = keysOf(text)[0] ?? '';
  if (letters.length < 5 || letters.length > 80) return null;
  let best: RequestLabel | null = null;
  let bestEnd = -1;
  let bestLength = 0;
  for (const [label, spec] of requestParts) {
    const at = letters.lastIndexOf(label);
    if (at < 0) continue;
    const end = at + label.length;
    // The last label in the text is the deepest: 三、本年度办理结果（一）予以公开.
    if (end > bestEnd || (end === bestEnd && label.length > bestLength)) [best, bestEnd, bestLength] = [spec, end, label.length];
  }
  if (!best) {
    for (const [label, spec] of requestIndex) {
      if (label.length >= 4 && letters.endsWith(label)) return { spec, how: 'part' };
    }
  }
  return best ? { spec: best, how: 'part' } : null;
});

export const nearRequestLabel = remembered((text: string): RequestLabel | null => near(requestIndex, text));

/** 其他 under 其他处理: in a label column it is the sub-row, in the header it is an applicant. */
export const isMiscLabel = (label: RequestLabel): boolean => label.kind === 'row' && label.row.labels[0] === MISC;
export const isOtherLabel = (label: RequestLabel): boolean => label.kind === 'row' && label.row.id === OTHER.id;
export const OTHER_GROUP_ID = GROUP_OTHER.id;

// ── Table 三: header ────────────────────────────────────────────────────────────────────────────────────────────

export type ApplicantHeader = { kind: 'applicant'; id: string } | { kind: 'span'; id: 'organisations' | 'all' | 'corner' };

const applicantIndex = indexOf<ApplicantHeader>([
  ...APPLICANTS.map((a) => [a.labels, { kind: 'applicant', id: a.id }] as const),
  [APPLICANT_HEADERS.organisations, { kind: 'span', id: 'organisations' }],
  [APPLICANT_HEADERS.all, { kind: 'span', id: 'all' }],
  [APPLICANT_HEADERS.corner, { kind: 'span', id: 'corner' }],
]);

export const applicantHeader = remembered((text: string): ApplicantHeader | null => {
  const found = exact(applicantIndex, text);
  if (found) return found;
  const letters = keysOf(text)[0] ?? '';
  if (letters.includes('勾稽关系')) return { kind: 'span', id: 'corner' };
  return letters.length >= 4 ? near(applicantIndex, text) : null;
});

/** Applicants whose names occur nowhere else: they give table 三 away. */
export const isTellingApplicant = (header: ApplicantHeader | null): boolean =>
  header?.kind === 'applicant' ? header.id !== 'total' && header.id !== 'org.other' : header !== null;

// ── Table 四 ────────────────────────────────────────────────────────────────────────────────────────────────────

export type DisputeHeader = { kind: 'venue'; id: string } | { kind: 'outcome'; id: string } | { kind: 'litigation' };

const disputeIndex = indexOf<DisputeHeader>([
  ...VENUES.map((v) => [v.labels, { kind: 'venue', id: v.id }] as const),
  ...OUTCOMES.map((o) => [o.labels, { kind: 'outcome', id: o.id }] as const),
  [LITIGATION_HEADER, { kind: 'litigation' }],
]);

export const disputeHeader = remembered((text: string): DisputeHeader | null => {
  if (text.length > 40) return null;
  return exact(disputeIndex, text) ?? ((keysOf(text)[0] ?? '').length >= 4 ? near(disputeIndex, text) : null);
});

// ── Table 二 ────────────────────────────────────────────────────────────────────────────────────────────────────

export interface BlockRow {
  block: string;
  row: RowSpec;
}

const allBlocks: readonly BlockSpec[] = EDITIONS.flatMap((form) => form.blocks);
const blockRowIndex = indexOf<string>(allBlocks.flatMap((block) => block.rows.map((row) => [row.labels, `${block.id}/${row.id}`] as const)));
const blockRows = new Map<string, BlockRow>(allBlocks.flatMap((block) => block.rows.map((row) => [`${block.id}/${row.id}`, { block: block.id, row }] as const)));

export const blockRow = remembered((text: string): Recognised<BlockRow> | null => {
  const key = exact(blockRowIndex, text);
  const slip = key === null ? near(blockRowIndex, text) : null;
  const spec = blockRows.get(key ?? slip ?? '');
  return spec ? { spec, how: key === null ? 'near' : 'exact' } : null;
});

const ITEM = /第?二十条.{0,3}第?\(?([一五六八九])\)?项/;

/** The block that 第二十条第（五）项 opens, or null. */
export const blockItem = remembered((text: string): string | null => {
  if (text.length > 80) return null;
  const item = ITEM.exec(squeeze(text))?.[1];
  return item ? (allBlocks.find((block) => block.item === item)?.id ?? null) : null;
});

export interface Measure {
  spec: MeasureSpec;
  /** Editions whose header reads so, by how the label was written. */
  editions: string[];
}

const measureIndexes = new Map<string, Map<string, Measure>>();
for (const form of EDITIONS) {
  for (const block of form.blocks) {
    const index = measureIndexes.get(block.id) ?? new Map<string, Measure>();
    measureIndexes.set(block.id, index);
    for (const spec of block.measures) {
      for (const label of spec.labels) {
        const key = lettersOf(squeeze(label));
        const known = index.get(key);
        if (known && known.spec.id === spec.id) known.editions.push(form.id);
        else index.set(key, { spec, editions: [form.id] });
      }
    }
  }
}

/** The measure that a column header of a block names. */
export function blockMeasure(block: string, text: string): Recognised<Measure> | null {
  const index = measureIndexes.get(block);
  if (!index) return null;
  const found = exact(index, text);
  if (found) return { spec: found, how: 'exact' };
  const slips = new Set<string>();
  let slip: Measure | null = null;
  for (const key of keysOf(text)) {
    for (const [label, measure] of index) {
      if (key.length >= 4 && editDistance(key, label, 1) <= 1) {
        slips.add(measure.spec.id);
        slip = measure;
      }
    }
  }
  return slip && slips.size === 1 ? { spec: slip, how: 'near' } : null;
}

/** Any block's measure: tells a header row before its block is known. */
export const isMeasure = remembered((text: string): boolean => [...measureIndexes.values()].some((index) => exact(index, text) !== null));

const CONTENT = lettersOf('信息内容');
export const isContentHeader = (text: string): boolean => keysOf(text).includes(CONTENT);
