/** Completes an edition: its codes in the form's order and its identities, both derived from rows and columns. */
import { OUTCOMES, VENUES } from './disputes.ts';
import type { BlockSpec, Form, Identity, RequestGroupSpec, RequestRowSpec } from './form.ts';
import { APPLICANTS, CARRY_IN, CARRY_OUT, NEW, OTHER, OTHER_2021, RESULT_TOTAL } from './requests.ts';

type Parts = Pick<Form, 'id' | 'nameZh' | 'nameEn' | 'source' | 'inForce' | 'blocks' | 'requestRows' | 'requestGroups'>;

export const blockCode = (block: string, row: string, measure: string): string => `t2.${block}.${row}.${measure}`;
export const disputeCode = (venue: string, outcome: string): string => `t4.${venue}.${outcome}`;

/** By row and applicant: each code is one string, so that looking it up need not hash it anew for every cell. */
const requestCodes = new Map<string, Map<string, string>>();

export function requestCode(row: string, applicant: string): string {
  let codes = requestCodes.get(row);
  if (!codes) requestCodes.set(row, (codes = new Map()));
  let code = codes.get(applicant);
  if (code === undefined) codes.set(applicant, (code = `t3.${row}@${applicant}`));
  return code;
}

export function buildForm(parts: Parts): Form {
  return {
    ...parts,
    applicants: APPLICANTS,
    venues: VENUES,
    outcomes: OUTCOMES,
    statistics: [],
    codes: codesOf(parts.blocks, parts.requestRows),
    identities: [...blockIdentities(parts.blocks), ...requestIdentities(parts.requestRows, parts.requestGroups), ...disputeIdentities()],
  };
}

function codesOf(blocks: readonly BlockSpec[], rows: readonly RequestRowSpec[]): string[] {
  return [
    ...blocks.flatMap((block) => block.rows.flatMap((row) => block.measures.map((m) => blockCode(block.id, row.id, m.id)))),
    ...rows.flatMap((row) => APPLICANTS.map((applicant) => requestCode(row.id, applicant.id))),
    ...VENUES.flatMap((venue) => OUTCOMES.map((outcome) => disputeCode(venue.id, outcome.id))),
  ];
}

/** I6: an item count cannot fall below zero. X2: the stock of documents in force follows from last year's. */
function blockIdentities(blocks: readonly BlockSpec[]): Identity[] {
  const identities: Identity[] = [];
  for (const block of blocks) {
    const has = (id: string): boolean => block.measures.some((m) => m.id === id);
    for (const row of block.rows) {
      const code = (measure: string): string => blockCode(block.id, row.id, measure);
      if (has('items_change')) {
        identities.push({
          id: `I6:${row.id}`, rule: 'I6', relation: '>=', left: [code('items_prev'), code('items_change')], right: [],
          descriptionZh: `${row.zh}：上一年项目数量与本年增减之和不为负`, descriptionEn: `${row.en}: items of last year plus change is not negative`,
        });
      }
      if (has('in_force')) {
        identities.push({
          id: `X2:${row.id}`, rule: 'X2', relation: '=', left: [code('in_force')], right: [code('issued')], minus: [code('repealed')],
          previous: [code('in_force')],
          descriptionZh: `${row.zh}：现行有效 = 上年现行有效 + 本年制发 − 本年废止`,
          descriptionEn: `${row.en}: in force = in force last year + issued − repealed`,
        });
      }
    }
  }
  return identities;
}

function requestIdentities(rows: readonly RequestRowSpec[], groups: readonly RequestGroupSpec[]): Identity[] {
  const inGroupOther = new Set(OTHER_2021.map((row) => row.id));
  const leaves = rows.filter((row) => row.role === 'leaf' && row.id !== OTHER.id && !inGroupOther.has(row.id));
  const other = groups.some((group) => group.id === 'other') ? [OTHER_2021, [OTHER]] : [[OTHER], OTHER_2021];
  const identities: Identity[] = [];
  for (const applicant of APPLICANTS) {
    const code = (row: { id: string }): string => requestCode(row.id, applicant.id);
    identities.push({
      id: `I1@${applicant.id}`, rule: 'I1', relation: '=', left: [code(NEW), code(CARRY_IN)], right: [code(RESULT_TOTAL), code(CARRY_OUT)],
      descriptionZh: `${applicant.zh}：本年新收 + 上年结转 = 办理结果总计 + 结转下年度`,
      descriptionEn: `${applicant.en}: new + carried in = dispositions + carried out`,
    });
  }
  for (const applicant of APPLICANTS) {
    const code = (row: { id: string }): string => requestCode(row.id, applicant.id);
    identities.push({
      id: `I2@${applicant.id}`, rule: 'I2', relation: '=', left: [code(RESULT_TOTAL)], right: leaves.map(code), either: other.map((group) => group.map(code)),
      descriptionZh: `${applicant.zh}：办理结果总计 = 各项办理结果之和`, descriptionEn: `${applicant.en}: total dispositions = sum of the dispositions`,
    });
  }
  const parts = APPLICANTS.filter((applicant) => applicant.id !== 'total');
  for (const row of [...rows, ...(rows.includes(OTHER) ? OTHER_2021 : [OTHER])]) {
    identities.push({
      id: `I3:${row.id}`, rule: 'I3', relation: '=', left: [requestCode(row.id, 'total')], right: parts.map((p) => requestCode(row.id, p.id)),
      descriptionZh: `${row.zh}：总计 = 自然人 + 各类组织`, descriptionEn: `${row.en}: total = natural persons + organisations`,
    });
  }
  for (const applicant of APPLICANTS) {
    identities.push({
      id: `X1@${applicant.id}`, rule: 'X1', relation: '=', left: [requestCode(CARRY_IN.id, applicant.id)], right: [],
      previous: [requestCode(CARRY_OUT.id, applicant.id)],
      descriptionZh: `${applicant.zh}：上年结转 = 上年报告的结转下年度`, descriptionEn: `${applicant.en}: carried in = carried out by last year's report`,
    });
  }
  return identities;
}

function disputeIdentities(): Identity[] {
  const parts = OUTCOMES.filter((outcome) => outcome.id !== 'total');
  return VENUES.map((venue) => ({
    id: `I4:${venue.id}`, rule: 'I4', relation: '=', left: [disputeCode(venue.id, 'total')], right: parts.map((p) => disputeCode(venue.id, p.id)),
    descriptionZh: `${venue.zh}：总计 = 维持 + 纠正 + 其他 + 尚未审结`, descriptionEn: `${venue.en}: total = upheld + corrected + other + pending`,
  }));
}
