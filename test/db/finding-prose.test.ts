/** Findings about the prose: what each check compares, in words of both languages, and both sides with their places. */
import { describe, expect, it } from 'vitest';
import { narrativeRule, NARRATIVE_RULES } from '../../db/narrative-rules.ts';
import { narrativeChecks } from '../../extractors/narrative/agreement/index.ts';
import { readFacts } from '../../extractors/narrative/facts/index.ts';
import type { Check, Extraction } from '../../extractors/report.ts';
import { freshStore, put } from './support.ts';
import { printing, sha256Of, syntheticAgencies, syntheticReport } from './synthetic.ts';

const agencies = syntheticAgencies(1);
const whole = { 't3.new@total': 100, 't3.new@natural_person': 100, 't3.result.open@total': 40, 't3.result.unable.not_held@total': 60, 't3.result.total@total': 100, 't2.a20_8.fee.amount': 3.5 };

/** The findings about a report with these figures and this prose, or these checks. */
function findingsOf(text: string, checks?: readonly Check[]) {
  const { document, extraction } = printing(syntheticReport({ agency: agencies[0]!, fiscalYear: 2021, prose: 0, format: 'html' }), whole);
  const sections = [{ number: '一', heading: '总体情况', text, place: { line: 3 } }];
  const facts = readFacts(sections, 2021, (_, offset) => ({ line: 4, start: offset }));
  const cells = new Map(extraction.cells.map((cell) => [cell.code, cell]));
  const { db, store } = freshStore(agencies);
  put(store, { document: { ...document, sha256: sha256Of('A') }, extraction: { ...extraction, sections, facts, checks: checks ?? narrativeChecks(facts, cells) } as Extraction });
  return db.prepare<[], Record<string, unknown>>(`SELECT * FROM findings WHERE kind LIKE 'prose%' ORDER BY finding_id`).all().map((row) => ({ ...row, evidence: JSON.parse(row['evidence'] as string) as Record<string, unknown> }));
}

describe('a finding about the prose', () => {
  it.each([
    [
      'N2:open', '共收到政府信息公开申请100件，予以公开38件。', 38, 40, '文字所述予以公开的申请数 = 表三“予以公开”（总计）', 'requests granted, by the prose = “granted” in table 3 (total)',
      '文字为 38，表格为 40：“共收到政府信息公开申请100件,予以公开38件”（一、总体情况）', 'the prose says 38, the table 40: “共收到政府信息公开申请100件,予以公开38件” (一、总体情况)',
      [['n.req.open', 38, '38件']], { 't3.result.open@total': 40 },
    ],
    [
      'N2:unable', '共收到政府信息公开申请100件，无法提供55件。', 55, 60, '文字所述无法提供的申请数 = 表三“无法提供”各项之和（总计）', 'requests for information not held, by the prose = the rows of “cannot be provided” in table 3 (total), added',
      '文字为 55，表格为 60：“共收到政府信息公开申请100件,无法提供55件”（一、总体情况）', 'the prose says 55, the table 60: “共收到政府信息公开申请100件,无法提供55件” (一、总体情况)',
      [['n.req.unable', 55, '55件']], { 't3.result.unable.not_held@total': 60, 't3.result.unable.needs_creation@total': 0, 't3.result.unable.unclear@total': 0 },
    ],
    [
      'N3', '共收到政府信息公开申请100件，其中网络申请70件，信函申请35件。', 105, 100, '文字所列各渠道（网络、信函、当面、传真、电子邮件）申请数之和 ≤ 文字所述收到申请数', 'requests by channel (online, letter, in person, fax, e-mail) in the prose, added ≤ requests received, by the same sentence',
      '文字所列各渠道之和为 105，文字所述收到数为 100：“共收到政府信息公开申请100件,其中网络申请70件,信函申请35件”（一、总体情况）', 'the channels that the prose names add up to 105, it says that 100 were received: “共收到政府信息公开申请100件,其中网络申请70件,信函申请35件” (一、总体情况)',
      [['n.req.received', 100, '100件'], ['n.req.online', 70, '70件'], ['n.req.letter', 35, '35件']], {},
    ],
    [
      'N5:open', '共收到政府信息公开申请100件，予以公开40件，占33.9%。', 33.9, 40, '文字所印百分比 = 文字所述予以公开的申请数 ÷ 收到或答复的申请数（文字或表三），四舍五入或截位',
      'percentage printed in the prose = requests granted, by the prose ÷ requests received or answered (prose or table 3), rounded or cut off',
      '文字所印为 33.9%，按所述数字计算为 40%：“共收到政府信息公开申请100件,予以公开40件,占33.9% [nearest meaning: 40 of 100, n.req.received]”（一、总体情况）',
      'the prose prints 33.9 %, its own numbers give 40 %: “共收到政府信息公开申请100件,予以公开40件,占33.9% [nearest meaning: 40 of 100, n.req.received]” (一、总体情况)',
      [['n.req.received', 100, '100件'], ['n.req.open', 40, '40件']], {},
    ],
    [
      'N6', '行政事业性收费金额25000元。', 2.5, 3.5, '文字所述行政事业性收费金额（元）÷ 10000 = 表二第二十条第（八）项收费金额（万元）', 'administrative fees by the prose (yuan) ÷ 10,000 = fees of article 20 (8) in table 2 (10,000 yuan)',
      '文字为 2.5 万元，表格为 3.5 万元：“行政事业性收费金额25000元”（一、总体情况）', 'the prose says 2.5, the table 3.5 (10,000 yuan): “行政事业性收费金额25000元” (一、总体情况)',
      [['n.fee.administrative', 25000, '25000元']], { 't2.a20_8.fee.amount': 3.5 },
    ],
  ] as const)('%s says what is compared and quotes both sides with their places', (subject, text, lhs, rhs, rule_zh, rule_en, detail_zh, detail_en, said, values) => {
    const found = findingsOf(text);
    expect(found).toMatchObject([{ kind: 'prose', subject, fiscal_year: 2021, lhs, rhs, delta: Number((lhs - rhs).toFixed(6)), rule_zh, rule_en, detail_zh, detail_en }]);
    const { evidence } = found[0]!;
    const numbers = evidence['said'] as { code: string; value: number; raw: string; sentence: string; section: string; place: object }[];
    expect(numbers.map(({ code, value, raw }) => [code, value, raw])).toEqual(said);
    for (const it of numbers) expect(it).toMatchObject({ sentence: text, section: '一、总体情况', place: { line: 4, start: 0 } });
    expect(evidence['values']).toEqual(values);
    const places = evidence['places'] as Record<string, { table: number; row: number; col: number }>;
    expect(Object.keys(places)).toEqual(Object.keys(values));
    for (const place of Object.values(places)) expect(place).toMatchObject({ table: expect.any(Number) as number, row: expect.any(Number) as number, col: expect.any(Number) as number });
  });

  it('that is explained quotes the figure of the same name too', () => {
    expect(findingsOf('共收到政府信息公开申请100件，答复政府信息公开申请100件。')).toEqual([]);
    const [check] = findingsOf('', [{ id: 'N1', mode: 'strict', status: 'explained', lhs: 87, rhs: 87, delta: 0, cells: ['t3.result.total@total'], note: '共收到87件 [= result.total]' }]);
    expect(check).toMatchObject({
      kind: 'prose_explained', evidence: { plain: { 't3.new@total': 100 }, said: [] },
      detail_zh: '文字为 87，表格为 100，与另一口径相符：“共收到87件 [= result.total]”', detail_en: 'the prose says 87, the table 100, which another way of counting explains: “共收到87件 [= result.total]”',
    });
  });

  it('has a rule for every check that can fail, in both languages, and no two alike', () => {
    for (const language of ['zh', 'en'] as const) {
      expect(new Set(NARRATIVE_RULES.map(({ rule }) => rule[language])).size).toBe(NARRATIVE_RULES.length);
      for (const { sides } of NARRATIVE_RULES) expect(sides[language]).toMatch(/\bL\b.*\bR\b/);
    }
    const outcomes = ['open', 'partial', 'disclosed', 'denied', 'unable', 'not_processed', 'other'];
    for (const name of ['N1', 'N3', 'N4', 'N4:review', 'N4:litigation', 'N6', ...[...outcomes, 'answered', 'carry_in', 'carry_out'].map((it) => `N2:${it}`), ...outcomes.map((it) => `N5:${it}`)]) {
      expect(narrativeRule(name)?.name).toBe(name);
      const rows = findingsOf('', [{ id: name, mode: 'strict', status: 'fail', lhs: 1, rhs: 2, delta: -1, cells: [], note: '句' }]);
      expect(rows).toMatchObject([{ subject: name, rule_zh: narrativeRule(name)!.rule.zh, rule_en: narrativeRule(name)!.rule.en }]);
    }
  });
});
