/** Titles forged from parts: agency × wording × spelling of the year × noise; the verdict follows from the parts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeTitle } from '../../../crawlers/discovery/title.ts';
import { loadRegistry } from '../../../data/registry.ts';

const registry = loadRegistry();
const agency = fc.constantFrom(...registry);
const year = fc.integer({ min: 2008, max: 2049 });
const CHINESE = '〇一二三四五六七八九';
const spelling = fc.constantFrom<(year: number) => string>(
  (it) => `${it}年`,
  (it) => `${it}年度`,
  (it) => ` ${[...String(it)].join(' ')} 年`,
  (it) => `${String(it).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))}年`,
  (it) => `${String(it).replace(/\d/g, (digit) => CHINESE[Number(digit)]!)}年`,
  (it) => `${String(it).replace(/\d/g, (digit) => CHINESE[Number(digit)]!.replace('〇', '○'))}年度`,
  (it) => `${String(it).replace(/\d/g, (digit) => CHINESE[Number(digit)]!.replace('〇', '零'))}年`,
);
const wording = fc.constantFrom(
  '政府信息公开工作年度报告',
  '政府信息公开年度报告',
  '政府信息公开年度工作报告',
  '政府信息公开工作报告',
  '政务信息公开工作开展年度报告',
  '政府信息公开工作总结报告',
  '政府信息公开工作情况的报告',
  '政府信息公开年报',
  '信息公开工作年度报告',
);
/** How organ, year and wording stand to each other. */
const order = fc.constantFrom<(organ: string, year: string, core: string) => string>(
  (organ, year, core) => `${organ}${year}${core}`,
  (organ, year, core) => `${year}${organ}${core}`,
  (organ, year, core) => `${organ}\n${year}${core}`,
  (organ, year, core) => `${organ}关于${year}${core}`,
  (organ, year, core) => `${organ}${core}（${year}）`,
  (organ, year, core) => `《${organ}${year}${core}》`,
);
const noise = fc.constantFrom<(title: string) => string>(
  (it) => it,
  (it) => `${it}(文字版)`,
  (it) => `${it}（含附表）`,
  (it) => `${it}（附图解）`,
  (it) => `${it}.pdf`,
  (it) => `附件：${it}.docx`,
  (it) => `关于公布${it}的公告`,
  (it) => `【公示】${it}`,
  (it) => `\u200b${it}\ufeff`,
  (it) => `${it} 2024-01-29`,
  (it) => `“${it}”`,
);
const parts = fc.record({ agency, year, spelling, wording, order, noise });
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;
const forge = (organ: string, { year, spelling, wording, order, noise }: Parts): string => noise(order(organ, spelling(year), wording));

describe('forged titles', () => {
  it('are the own report under each name while it holds, and nobody’s after', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (from, pick) => {
        const names = [{ name: from.agency.nameZh }, ...from.agency.aliases];
        const alias = names[pick % names.length]!;
        const to = 'to' in alias ? alias.to : undefined;
        const held = to === undefined || from.year <= to;
        const judged = judgeTitle(forge(alias.name, from), { agency: from.agency, portal: 'own' });
        expect(judged).toEqual({
          verdict: held ? 'accepted' : 'rejected', rule: held ? 'own_report' : 'name_expired', year: from.year, relation: held ? 'own' : 'foreign', yearFrom: 'title',
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('are never taken for another agency’s', () => {
    fc.assert(
      fc.property(parts, agency, (from, other) => {
        fc.pre(other !== from.agency);
        expect(judgeTitle(forge(from.agency.nameZh, from), { agency: other, portal: 'parent' })).toMatchObject({ verdict: 'rejected', relation: 'foreign', year: from.year });
      }),
      { numRuns: 2000 },
    );
  });

  it('of counties, governments, other organs and parts of the agency are not its own', () => {
    const organ = fc.constantFrom<(place: string, name: string) => string>(
      (place) => `${place}东山区应急管理局`,
      (place) => `${place}西河县应急局`,
      (place) => `${place}人民政府`,
      (place) => place,
      (place) => `${place}水利局`,
      (place) => `${place}审计局`,
      (_, name) => `${name}应急救援总队`,
      (_, name) => `${name}宣传教育中心`,
    );
    fc.assert(
      fc.property(parts, organ, (from, make) => {
        fc.pre(from.agency.places.length > 0);
        const title = forge(make(from.agency.places[0]!, from.agency.nameZh), from);
        expect(judgeTitle(title, { agency: from.agency, portal: 'parent' })).toMatchObject({ verdict: 'rejected', rule: 'other_organ', relation: 'foreign', year: from.year });
      }),
      { numRuns: 2000 },
    );
  });

  it('without an organ belong to the portal’s agency, on a shared one to nobody yet', () => {
    fc.assert(
      fc.property(parts, (from) => {
        const title = forge('', from);
        expect(judgeTitle(title, { agency: from.agency, portal: 'own' })).toMatchObject({ verdict: 'accepted', relation: 'none', year: from.year });
        expect(judgeTitle(title, { agency: from.agency, portal: 'parent' })).toMatchObject({ verdict: 'doubtful', relation: 'none', year: from.year });
      }),
      { numRuns: 1000 },
    );
  });

  it('with a word for another paper are rejected, whoever wrote them', () => {
    const wrap = fc.constantFrom<(title: string) => string>(
      (it) => `${it}解读`,
      (it) => `一图读懂${it}`,
      (it) => `${it}的说明`,
      (it) => `关于做好${it}的通知`,
      (it) => `${it}编制培训会议`,
      (it) => `${it}考核办法`,
      (it) => `H5 | ${it}`,
    );
    fc.assert(
      fc.property(parts, wrap, (from, make) => {
        const plain = { ...from, noise: (title: string) => title };
        const judged = judgeTitle(make(forge(from.agency.nameZh, plain)), { agency: from.agency, portal: 'own' });
        expect(judged).toMatchObject({ verdict: 'rejected', year: from.year });
      }),
      { numRuns: 1000 },
    );
  });

  it('are not taken for other papers by the name of the agency alone', () => {
    const odd = fc.constantFrom('样本', '范本', '标准', '规范', '通知', '目录', '审计');
    fc.assert(
      fc.property(parts, odd, (from, name) => {
        const named = { ...from.agency, nameZh: `${name}市应急管理局`, aliases: [], places: [`${name}市`] };
        expect(judgeTitle(forge(named.nameZh, from), { agency: named, portal: 'own' })).toMatchObject({ verdict: 'accepted', rule: 'own_report', year: from.year });
      }),
      { numRuns: 300 },
    );
  });

  it('of any string end in a judgement', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), agency, (title, of) => {
        expect(['accepted', 'rejected', 'doubtful']).toContain(judgeTitle(title, { agency: of, portal: 'own' }).verdict);
      }),
    );
  });
});
