/** The catalogue of figures: every code of every edition once, with its names, unit and counterparts. */
import { blockCode, disputeCode, requestCode } from './build.ts';
import type { Figure, Form } from './form.ts';
import { local } from './local.ts';
import { ogi2019 } from './ogi-2019.ts';
import { ogi2021 } from './ogi-2021.ts';
import { stat2014 } from './stat-2014.ts';
import type { FormId } from '../report.ts';

type Crosswalk = Figure['crosswalk'];

/** Editions in order of age. */
export const EDITIONS: readonly Form[] = [local, stat2014, ogi2019, ogi2021];

const article = (item: string): string => ({ 一: '20(1)', 五: '20(5)', 六: '20(6)', 八: '20(8)', 九: '20(9)' })[item] ?? item;

/** Counterparts within table 二, by measure: format reference §4, notes a to c. */
const BLOCK_CROSSWALK: Record<string, { measure: string; comparability: Crosswalk[number]['comparability']; note: string }> = {
  'a20_1.made': { measure: 'issued', comparability: 'near', note: '2019 新制作 ≈ 2021 制发' },
  'a20_1.issued': { measure: 'made', comparability: 'near', note: '2021 制发 ≈ 2019 新制作' },
  'a20_1.total_disclosed': { measure: 'in_force', comparability: 'none', note: 'cumulative count including repealed documents; not the stock in force' },
  'a20_1.in_force': { measure: 'total_disclosed', comparability: 'none', note: 'stock in force; not the cumulative count of 2019' },
  'a20_8.items_prev': { measure: 'amount', comparability: 'none', note: '2019 counts items, 2021 money' },
  'a20_8.amount': { measure: 'items_prev', comparability: 'none', note: '2021 money, 2019 counts items' },
};

/** 2014 statistics table → later codes: coarse, concepts changed (format reference §7). */
const STAT_CROSSWALK: Record<string, string[]> = {
  't0.req.received': ['t3.new@total'],
  't0.req.closed': ['t3.result.total@total'],
  't0.ans.open': ['t3.result.open@total'],
  't0.ans.already_public': ['t3.result.open@total'],
  't0.ans.partial': ['t3.result.partial@total'],
  't0.ans.denied.state_secret': ['t3.result.denied.state_secret@total'],
  't0.ans.denied.trade_secret': ['t3.result.denied.third_party@total'],
  't0.ans.denied.privacy': ['t3.result.denied.third_party@total'],
  't0.ans.denied.security_stability': ['t3.result.denied.security_stability@total'],
  't0.ans.denied.other_law': ['t3.result.denied.law_prohibits@total'],
  't0.ans.not_this_organ': ['t3.result.unable.not_held@total'],
  't0.ans.not_exist': ['t3.result.unable.not_held@total'],
  't0.review.total': ['t4.review.total'],
  't0.review.upheld': ['t4.review.upheld'],
  't0.review.corrected': ['t4.review.corrected'],
  't0.review.other': ['t4.review.other'],
  't0.pub.normdoc_made': ['t2.a20_1.normdoc.made'],
};

const columnOf = (code: string): string => code.replaceAll(/[.@]/g, '_');

function buildFigures(): Figure[] {
  const byCode = new Map<string, Figure>();
  const add = (form: FormId, figure: Omit<Figure, 'column' | 'editions'>): void => {
    const known = byCode.get(figure.code);
    if (!known) byCode.set(figure.code, { ...figure, column: columnOf(figure.code), editions: [form] });
    else {
      known.editions.push(form);
      if (known.nameZh !== figure.nameZh) known.nameZh = `${known.nameZh}（2021：${figure.nameZh.split(' / ')[1] ?? figure.nameZh}）`;
    }
  };
  for (const form of EDITIONS) {
    for (const s of form.statistics) {
      const code = `t0.${s.id}`;
      add(form.id, {
        code, table: 't0', nameZh: s.zh, nameEn: s.en, unit: s.unit, type: s.type, role: s.role,
        crosswalk: (STAT_CROSSWALK[code] ?? []).map((to) => ({ code: to, comparability: 'concept_break' })),
      });
    }
    for (const block of form.blocks) {
      for (const row of block.rows) {
        for (const m of block.measures) {
          const other = BLOCK_CROSSWALK[`${block.id}.${m.id}`];
          add(form.id, {
            code: blockCode(block.id, row.id, m.id), table: 't2', nameZh: `${article(block.item)} ${row.zh} / ${m.zh}`, nameEn: `${row.en}: ${m.en}`,
            unit: m.unit, type: m.type, role: 'leaf',
            crosswalk: other ? [{ code: blockCode(block.id, row.id, other.measure), comparability: other.comparability, note: other.note }] : [],
            ...(m.id === 'decisions' && row.id !== 'other_service'
              ? { note: 'The 2021 guidance counts every decision, published or not; 2019 reports varied: compare with caution.' }
              : {}),
          });
        }
      }
    }
    for (const row of form.requestRows) {
      for (const applicant of form.applicants) {
        add(form.id, {
          code: requestCode(row.id, applicant.id), table: 't3', nameZh: `${row.zh} / ${applicant.zh}`, nameEn: `${row.en} / ${applicant.en}`,
          unit: '件', type: 'count', role: row.role, crosswalk: otherHandling(row.id, applicant.id),
        });
      }
    }
    for (const venue of form.venues) {
      for (const outcome of form.outcomes) {
        add(form.id, {
          code: disputeCode(venue.id, outcome.id), table: 't4', nameZh: `${venue.zh} / ${outcome.zh}`, nameEn: `${venue.en} / ${outcome.en}`,
          unit: '件', type: 'count', role: outcome.id === 'total' ? 'sum' : 'leaf', crosswalk: [],
        });
      }
    }
  }
  return [...byCode.values()];
}

/** 其他处理: one row in 2019, three in 2021; their sum compares. */
function otherHandling(row: string, applicant: string): Crosswalk {
  const parts = ['uncorrected', 'fee_unpaid', 'misc'].map((part) => `result.other.${part}`);
  if (row === 'result.other') {
    return parts.map((part) => ({ code: requestCode(part, applicant), comparability: 'derivable', note: 'equals the sum of the three rows of 2021' }));
  }
  if (!parts.includes(row)) return [];
  return [{ code: requestCode('result.other', applicant), comparability: 'derivable', note: 'one of three rows whose sum is the row of 2019' }];
}

/** Every figure of every edition, oldest edition first, in the form's order. */
export const figures: readonly Figure[] = buildFigures();

const index = new Map(figures.map((figure) => [figure.code, figure]));

/** The figure of a code, or undefined for an unknown code. */
export const figure = (code: string): Figure | undefined => index.get(code);
