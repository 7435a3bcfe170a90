/**
 * N1: the requests that the prose says were received. N2: what became of them. N3: its channels add up to what it says was received.
 * A number may contradict only where every reading of it could be tried and the sentence speaks plainly of this organ's own requests.
 */
import { squeeze } from '../../normalise.ts';
import type { Check, CheckMode, Fact } from '../../report.ts';
import { indicatorOf } from '../facts/indicators/index.ts';
import { best, bothModes, difference, isExact, type Cells } from './values.ts';

/** What a number in the prose may mean, the plain meaning first. */
interface Reading {
  name: string;
  plus: readonly string[];
  minus?: readonly string[];
}

const total = (rows: readonly string[]): string[] => rows.map((row) => `t3.result.${row}@total`);
const NEW = 't3.new@total';
const CLOSED = 't3.result.total@total';
export const NOT_PROCESSED = total(['petition', 'duplicate', 'publication', 'excessive', 'reconfirm'].map((it) => `not_processed.${it}`));
const DENIED = total(['state_secret', 'law_prohibits', 'security_stability', 'third_party', 'internal_affairs', 'deliberative', 'enforcement_file', 'admin_query'].map((it) => `denied.${it}`));
const UNABLE = total(['not_held', 'needs_creation', 'unclear'].map((it) => `unable.${it}`));

const RECEIVED: readonly Reading[] = [
  { name: 'new', plus: [NEW] },
  { name: 'new + carry_in', plus: [NEW, 't3.carry_in@total'] },
  { name: 'result.total', plus: [CLOSED] },
  { name: 'result.total - not_processed', plus: [CLOSED], minus: NOT_PROCESSED },
];
const RECEIVED_2014: readonly Reading[] = [{ name: 'received', plus: ['t0.req.received'] }];

/** Meanings of the numbers of outcomes, by indicator. 其他处理 is one row or three. */
const OUTCOMES: ReadonlyMap<string, readonly Reading[]> = new Map(Object.entries({
  'n.req.open': [{ name: 'result.open', plus: total(['open']) }],
  'n.req.partial': [{ name: 'result.partial', plus: total(['partial']) }],
  'n.req.disclosed': [{ name: 'result.open + result.partial', plus: total(['open', 'partial']) }],
  'n.req.denied': [{ name: 'result.denied', plus: DENIED }],
  'n.req.unable': [{ name: 'result.unable', plus: UNABLE }],
  'n.req.not_processed': [{ name: 'result.not_processed', plus: NOT_PROCESSED }],
  'n.req.other': [{ name: 'result.other', plus: total(['other']) }, { name: 'result.other, three rows', plus: total(['other.uncorrected', 'other.fee_unpaid', 'other.misc']) }],
  'n.req.answered': [
    { name: 'result.total', plus: [CLOSED] },
    { name: 'result.total - not_processed', plus: [CLOSED], minus: NOT_PROCESSED },
    { name: 'new', plus: [NEW] },
    { name: 'new + carry_in', plus: [NEW, 't3.carry_in@total'] },
    { name: 'new - carry_out', plus: [NEW], minus: ['t3.carry_out@total'] },
  ],
  'n.req.carry_in': [{ name: 'carry_in', plus: ['t3.carry_in@total'] }],
  'n.req.carry_out': [{ name: 'carry_out', plus: ['t3.carry_out@total'] }],
}));

/** What is quoted of a fact: its sentence. */
export function quoteOf({ sentence }: Pick<Fact, 'sentence'>): string {
  // Facts of one sentence are asked for one after the other.
  if (last.sentence !== sentence) last = { sentence, quote: squeeze(sentence).replace(/[。.!?;]+$/, '') };
  return last.quote;
}

let last = { sentence: '', quote: '' };

const isListed = ({ code, matcher }: Fact): boolean => indicatorOf(code).wordings[Number(matcher.split('/')[1]) - 1]?.listed === true;

function compare(id: string, fact: Fact & { value: number }, readings: readonly Reading[], mode: CheckMode, cells: Cells, plain: boolean): Check {
  const lhs = fact.value;
  const note = quoteOf(fact);
  const values: (number | null)[] = [];
  for (const it of readings) values.push(difference(it.plus, it.minus ?? [], mode, cells));
  const reading = readings[values.indexOf(lhs)];
  if (reading) {
    const matched = readings.filter((_, i) => values[i] === lhs);
    const result = { id, mode, lhs, rhs: lhs, delta: 0, cells: [...reading.plus, ...(reading.minus ?? [])] };
    const first = reading === readings[0] || reading.name.endsWith('rows');
    return first ? { ...result, status: 'pass', note } : { ...result, status: 'explained', note: `${note} [= ${matched.map((it) => it.name).join('; = ')}]` };
  }
  const known = values.findIndex((it) => it !== null);
  const rhs = values[0] ?? (known > 0 && readings.length === 2 ? values[known]! : null);
  const certain = plain && values.some((it) => it !== null) && (readings === OUTCOMES.get('n.req.other') || values.every((it) => it !== null));
  const shown = readings[0]!;
  return { id, mode, status: certain ? 'fail' : 'not_assessable', lhs, rhs, delta: rhs === null ? null : lhs - rhs, cells: [...shown.plus, ...(shown.minus ?? [])], note };
}

/** N1, in both modes; nothing where the prose gives no number. */
export function requestsReceived(facts: readonly Fact[], cells: Cells): Check[] {
  const claims = facts.filter((fact) => fact.code === 'n.req.received').filter(isExact);
  if (claims.length === 0) return [];
  const readings = cells.has('t0.req.received') && !cells.has(NEW) ? RECEIVED_2014 : RECEIVED;
  return bothModes((mode) => best(claims.map((fact) => compare('N1', fact, readings, mode, cells, fact.scope === 'own' && !isListed(fact)))));
}

/**
 * N2, one check per outcome named. An outcome contradicts only in prose whose requests are those of the table: where N1 holds, or the
 * number answered is the table's.
 */
export function outcomes(facts: readonly Fact[], cells: Cells, received: readonly Check[]): Check[] {
  if (!cells.has(CLOSED)) return [];
  const exact = facts.filter((fact) => OUTCOMES.has(fact.code)).filter(isExact);
  if (exact.length === 0) return [];
  const same = received.some((it) => it.status !== 'fail' && it.status !== 'not_assessable');
  const answered = same || answeredIsTheTables(exact, cells);
  const checks: Check[] = [];
  for (const [code, readings] of OUTCOMES) {
    const claims = exact.filter((fact) => fact.code === code);
    if (claims.length === 0) continue;
    const plain = code === 'n.req.answered' ? same : answered;
    checks.push(...bothModes((mode) => best([...claims, ...togetherIn(claims)].map((fact) => compare(`N2:${code.slice('n.req.'.length)}`, fact, readings, mode, cells, plain && fact.scope === 'own' && !isListed(fact) && !isOneOfSeveral(fact, claims))))));
  }
  return checks;
}

type Exact = Fact & { value: number };
const besides = (fact: Exact, claims: readonly Exact[]): Exact[] => claims.filter((it) => it.sentence === fact.sentence && it.section === fact.section && it.start !== fact.start);

/** 机关予以公开5件，支队予以公开3件: each may be a part. */
const isOneOfSeveral = (fact: Exact, claims: readonly Exact[]): boolean => besides(fact, claims).length > 0;

/** What such numbers come to. */
function togetherIn(claims: readonly Exact[]): Exact[] {
  const [first] = claims;
  const same = first === undefined ? [] : claims.filter((it) => it.sentence === first.sentence && it.section === first.section);
  return same.length < 2 ? [] : [{ ...first!, value: same.reduce((sum, it) => sum + it.value, 0), start: -1 }];
}

const answeredIsTheTables = (exact: readonly (Fact & { value: number })[], cells: Cells): boolean =>
  exact.some((fact) => fact.code === 'n.req.answered' && fact.value === difference([CLOSED], [], 'strict', cells));

const CHANNELS = new Set(['online', 'letter', 'in_person', 'fax', 'email'].map((it) => `n.req.${it}`));

/** N3: for each sentence that names channels behind a number of requests received. Channels may be left out, but not exceed it. */
export function channelsAddUp(facts: readonly Fact[]): Check[] {
  return facts.flatMap((fact, i): Check[] => {
    if (fact.code !== 'n.req.received' || !isExact(fact)) return [];
    const rest = facts.slice(i + 1);
    const end = rest.findIndex((it) => it.code === 'n.req.received' || it.section !== fact.section || it.sentence !== fact.sentence);
    const channels = (end < 0 ? rest : rest.slice(0, end)).filter((it) => CHANNELS.has(it.code));
    if (channels.length < 2 || !channels.every(isExact) || new Set(channels.map((it) => it.code)).size < channels.length) return [];
    const lhs = channels.reduce((sum, it) => sum + it.value, 0);
    const status = lhs === fact.value ? 'pass' : lhs > fact.value ? 'fail' : 'not_assessable';
    const check: Check = { id: 'N3', mode: 'strict', status, lhs, rhs: fact.value, delta: lhs - fact.value, cells: [], note: quoteOf(fact) };
    return [check, { ...check, mode: 'lenient' }];
  });
}
