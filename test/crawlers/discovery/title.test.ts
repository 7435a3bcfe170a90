import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeTitle, type TitleContext, type Verdict } from '../../../crawlers/discovery/title.ts';
import { loadRegistry } from '../../../data/registry.ts';
import { root } from '../../support/needs.ts';

const registry = loadRegistry();
const NOBODY: TitleContext = { agency: null, portal: null };

function at(id: string, portal: TitleContext['portal'], more: Partial<TitleContext> = {}): TitleContext {
  return { agency: registry.find((it) => it.id === id)!, portal, ...more };
}

const CASES = join(root, '..', 'shared', 'reference', 'title_cases.json');
const cases = existsSync(CASES) ? (JSON.parse(readFileSync(CASES, 'utf8')) as { t: string; v: 'candidate' | 'reject'; y: number | null }[]) : [];
if (cases.length === 0) console.log('skipped: the title cases of ../shared/reference are missing');

describe.skipIf(cases.length === 0)('the reference titles', () => {
  it.each(cases)('$t', ({ t, v, y }) => {
    const { verdict, year } = judgeTitle(t, NOBODY);
    expect([verdict, year]).toEqual([v === 'candidate' ? 'accepted' : 'rejected', y]);
  });
});

type Row = [title: string, verdict: Verdict, rule: string, year: number | null, relation: string];
const check = ([title, verdict, rule, year, relation]: Row, context: TitleContext): void => {
  const judged = judgeTitle(title, context);
  expect([judged.verdict, judged.rule, judged.year, judged.relation]).toEqual([verdict, rule, year, relation]);
};

describe('years', () => {
  it.each<Row>([
    ['重庆市应急管理局政府信息公开工作年度报告（2023年）', 'accepted', 'own_report', 2023, 'own'],
    ['重庆市应急管理局政府信息公开工作年度报告(2023)', 'accepted', 'own_report', 2023, 'own'],
    ['重庆市应急管理局政府信息公开工作年度报告2023', 'accepted', 'own_report', 2023, 'own'],
    ['重庆市应急管理局２０２３　年政府信息公开年报', 'accepted', 'own_report', 2023, 'own'],
    ['重庆市应急管理局二○一九年度政府信息公开年度报告', 'accepted', 'own_report', 2019, 'own'],
    ['重庆市应急管理局二O二三年政府信息公开工作总结报告', 'accepted', 'own_report', 2023, 'own'],
    ['1.2023年重庆市应急管理局政府信息公开工作年度报告2024/01/29 10:20', 'accepted', 'own_report', 2023, 'own'],
    ['重庆市应急管理局-2023年政府信息公开年报', 'accepted', 'own_report', 2023, 'own'],
    ['重庆市应急管理局2025年政府信息公开工作年度报告（2023年）', 'accepted', 'own_report', 2025, 'own'],
    ['渝应急发〔2019〕60号 重庆市应急管理局2018年政府信息公开工作年度报告', 'accepted', 'own_report', 2018, 'own'],
    ['重庆市应急管理局2018年政府信息公开工作年度报告（渝应急发[2019]60号）', 'accepted', 'own_report', 2018, 'own'],
    ['重庆市应急管理局政府信息公开工作年度报告（2024年1月25日）', 'accepted', 'own_report', null, 'own'],
    ['重庆市应急管理局2008年5月至12月政府信息公开工作年度报告', 'accepted', 'own_report', 2008, 'own'],
    ['重庆市应急管理局2023年1月至6月政府信息公开工作报告', 'rejected', 'part_of_a_year', 2023, 'own'],
    ['重庆市应急管理局2023年1-12月政府信息公开工作报告', 'accepted', 'own_report', 2023, 'own'],
    ['重庆市应急管理局2023年1—6月政府信息公开工作报告', 'rejected', 'part_of_a_year', 2023, 'own'],
    ['某大学2022-2023学年信息公开工作年度报告', 'rejected', 'other_organ', null, 'foreign'],
    ['重庆市应急管理局&nbsp;2023年政府信息公开年报', 'accepted', 'own_report', 2023, 'own'],
    ['2023年3月重庆市应急管理局政府信息公开工作报告', 'rejected', 'part_of_a_year', 2023, 'own'],
    ['2023年上半年重庆市应急管理局政府信息公开工作报告', 'rejected', 'part_of_a_year', 2023, 'own'],
    ['重庆市应急管理局2022-2023年政府信息公开工作年度报告', 'doubtful', 'several_years', null, 'own'],
  ])('%s', (...row) => check(row, at('500000', 'own')));

  it('takes the column for a title without one, and no column that names several', () => {
    const title = '重庆市应急管理局政府信息公开工作年度报告';
    expect(judgeTitle(title, at('500000', 'own', { years: [2023] }))).toMatchObject({ year: 2023, yearFrom: 'column' });
    expect(judgeTitle(title, at('500000', 'own', { years: [2023, 2022] }))).toMatchObject({ year: null, yearFrom: null });
    expect(judgeTitle(`2025年${title}`, at('500000', 'own', { years: [2024] }))).toMatchObject({ year: 2025, yearFrom: 'title' });
  });
});

describe('whose report it is', () => {
  it.each<[id: string, portal: 'own' | 'parent', ...Row]>([
    ['220000', 'own', '吉林市应急管理局2020年政府信息公开工作年度报告', 'rejected', 'other_organ', 2020, 'foreign'],
    ['220200', 'parent', '吉林市应急管理局2020年政府信息公开工作年度报告', 'accepted', 'own_report', 2020, 'own'],
    ['220200', 'parent', '吉林省吉林市应急管理局2020年政府信息公开工作年度报告', 'accepted', 'own_report', 2020, 'own'],
    ['220200', 'parent', '吉林省应急管理厅2020年政府信息公开工作年度报告', 'rejected', 'other_organ', 2020, 'foreign'],
    ['321300', 'own', '江苏省宿迁市应急管理局2020年政府信息公开工作年度报告', 'accepted', 'own_report', 2020, 'own'],
    ['320000', 'own', '江苏省宿迁市应急管理局2020年政府信息公开工作年度报告', 'rejected', 'other_organ', 2020, 'foreign'],
    ['321300', 'own', '浙江省宿迁市应急管理局2020年政府信息公开工作年度报告', 'rejected', 'other_organ', 2020, 'foreign'],
    ['420200', 'parent', '黄石市下陆区应急管理局2020年政府信息公开工作年度报告', 'rejected', 'other_organ', 2020, 'foreign'],
    ['420200', 'parent', '黄石市2025年政府信息公开工作年度报告', 'rejected', 'other_organ', 2025, 'foreign'],
    ['420200', 'parent', '黄石市政府信息公开工作年度报告(2020)', 'rejected', 'other_organ', 2020, 'foreign'],
    ['420200', 'parent', '2020年市人民政府办公室政府信息公开工作年度报告', 'rejected', 'other_organ', 2020, 'foreign'],
    ['420200', 'parent', '黄石市2019年应急管理局政府信息公开年度报告', 'accepted', 'own_report', 2019, 'own'],
    ['420200', 'parent', '2019年市应急管理局政府信息公开工作年度报告', 'accepted', 'relative_name', 2019, 'relative'],
    ['420200', 'parent', '2019年县应急管理局政府信息公开工作年度报告', 'rejected', 'other_organ', 2019, 'foreign'],
    ['420200', 'parent', '2019年省应急管理厅政府信息公开工作年度报告', 'rejected', 'other_organ', 2019, 'foreign'],
    ['420200', 'parent', '2024年政府信息公开工作年度报告', 'doubtful', 'no_organ_elsewhere', 2024, 'none'],
    ['500000', 'own', '2024年政府信息公开工作年度报告', 'accepted', 'no_organ_on_own_portal', 2024, 'none'],
    ['500000', 'own', '政府信息公开年报', 'doubtful', 'no_year_no_organ', null, 'none'],
    ['500000', 'own', '重庆市应急管理局综合行政执法总队2023年政府信息公开工作报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['500000', 'own', '重庆市应急管理局办公室2023年政府信息公开工作报告', 'accepted', 'own_report', 2023, 'own'],
    ['500000', 'own', '2023年重庆市应急管理局政府信息公开工作年度报告_重庆市人民政府门户网站', 'accepted', 'own_report', 2023, 'own'],
    ['500000', 'own', '应急管理部2023年政府信息公开工作报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['500000', 'own', '转发重庆市应急管理局2023年政府信息公开年报', 'doubtful', 'unknown_words', 2023, 'own'],
    ['mem', 'own', '应急管理部公告2024年第1号 应急管理部2023年政府信息公开工作报告', 'accepted', 'own_report', 2023, 'own'],
    ['mem', 'own', '国家安全监管总局 国家煤矿安监局2016年政府信息公开工作年度报告', 'accepted', 'own_report', 2016, 'own'],
    ['mem', 'own', '应急管理部消防救援局2023年政府信息公开工作年度报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['mem', 'own', '应急管理部门2023年政府信息公开年度报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['440300', 'own', '深圳市应急管理局龙岗管理局2023年政府信息公开年度报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['420200', 'parent', '2023年黄石市应急管理局（原市安监局）政府信息公开工作年度报告', 'accepted', 'own_report', 2023, 'own'],
    ['mem', 'own', '国家矿山安全监察局2023年政府信息公开工作年度报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['500000', 'own', '重庆市应急管理局（本级）2023年政府信息公开工作年度报告', 'accepted', 'own_report', 2023, 'own'],
    ['500000', 'own', '重庆市应急管理局（重庆市地震局）2023年政府信息公开工作年度报告', 'accepted', 'own_report', 2023, 'own'],
    ['500000', 'own', '2023年部门政府信息公开年报', 'rejected', 'other_organ', 2023, 'foreign'],
    ['mem', 'own', '应急管理局2023年政府信息公开工作报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['640000', 'own', '自治区应急管理厅2023年政府信息公开工作年度报告', 'accepted', 'relative_name', 2023, 'relative'],
    ['640000', 'own', '区应急管理局2023年政府信息公开工作年度报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['540000', 'parent', '西藏自治区审计厅2025年政务信息公开工作开展年度报告', 'rejected', 'other_organ', 2025, 'foreign'],
    ['532300', 'own', '楚雄彝族自治州应急管理局2023年政府信息公开工作年度报告', 'accepted', 'own_report', 2023, 'own'],
    ['532300', 'own', '楚雄市应急管理局2023年政府信息公开工作年度报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['460000', 'own', '海南州应急管理局2023年政府信息公开工作年度报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['xpcc', 'parent', '兵团第六师应急管理局2023年政府信息公开工作报告', 'rejected', 'other_organ', 2023, 'foreign'],
    ['420200', 'parent', '黄石市安全生产监督管理局2018年政府信息公开工作年度报告', 'accepted', 'own_report', 2018, 'own'],
    ['420200', 'parent', '黄石市安全生产监督管理局2019年政府信息公开工作年度报告', 'rejected', 'name_expired', 2019, 'foreign'],
    ['420200', 'parent', '市安监局2018年政府信息公开工作年度报告', 'accepted', 'relative_name', 2018, 'relative'],
    ['520000', 'parent', '贵州省安全生产监督管理局、贵州煤矿安全监察局2017年政府信息公开年度报告', 'accepted', 'own_report', 2017, 'own'],
  ])('%s on its %s portal: %s', (id, portal, ...row) => check(row, at(id, portal)));

  it('leaves a former name in a later column to the body', () => {
    const judged = judgeTitle('黄石市安监局政府信息公开工作年度报告', at('420200', 'parent', { years: [2020] }));
    expect(judged).toMatchObject({ verdict: 'doubtful', rule: 'name_expired_in_column', relation: 'own' });
  });
});

describe('other papers', () => {
  it.each<Row>([
    ['重庆市应急管理局2025年政府信息公开工作年度报告(图解版)', 'doubtful', 'picture_rendition', 2025, 'own'],
    ['重庆市应急管理局2025年政府信息公开工作年度报告(附图解)', 'accepted', 'own_report', 2025, 'own'],
    ['一图读懂重庆市应急管理局2023年政府信息公开工作年度报告', 'rejected', 'rendering_or_explanation', 2023, 'own'],
    ['重庆市应急管理局2023年政府信息公开工作年度报告编制说明', 'rejected', 'rendering_or_explanation', 2023, 'own'],
    ['关于重庆市应急管理局2023年政府信息公开工作年度报告的说明.docx', 'rejected', 'rendering_or_explanation', 2023, 'own'],
    ['关于做好2023年政府信息公开工作年度报告编制发布工作的通知', 'rejected', 'administration', 2023, 'none'],
    ['重庆市应急管理局2023年政府信息公开工作总结', 'rejected', 'other_annual_paper', 2023, 'own'],
    ['重庆市应急管理局财政信息公开2023年度报告', 'rejected', 'special_field', 2023, 'own'],
    ['重庆市应急管理局2023年工作报告', 'rejected', 'no_report_words', 2023, 'own'],
    ['关于重庆市应急管理局2023年政府信息公开工作年度报告的公告', 'accepted', 'own_report', 2023, 'own'],
    ['关于报送重庆市应急管理局2023年政府信息公开工作年度报告的报告', 'doubtful', 'unknown_words', 2023, 'own'],
    ['重庆市应急管理局2023年政府信息公开工作年…', 'doubtful', 'cut_off', 2023, 'own'],
    ['重庆市审计局2023年政府信息公开工作年…', 'rejected', 'other_organ', 2023, 'foreign'],
    ['', 'rejected', 'empty', null, 'none'],
    ['政府信息公开工作年度报告'.repeat(40), 'rejected', 'too_long', null, 'none'],
  ])('%s', (...row) => check(row, at('500000', 'own')));

  it('takes a bare name, a bare year or a file for a report only where the column vouches, and then never without the body', () => {
    for (const [title, unknown] of [['市应急局', 'doubtful'], ['2023年', 'rejected'], ['附件1.docx', 'rejected'], ['武威市应急管理局2023年度报告', 'rejected']] as const) {
      expect([title, judgeTitle(title, at('620600', 'parent')).verdict]).toEqual([title, unknown]);
      expect([title, judgeTitle(title, at('620600', 'parent', { columnVouches: true })).verdict]).toEqual([title, 'doubtful']);
      expect([title, judgeTitle(title, at('620600', 'parent', { columnVouches: false })).verdict]).toEqual([title, 'rejected']);
    }
    expect(judgeTitle('市审计局', at('620600', 'parent', { columnVouches: true })).verdict).toBe('rejected');
  });

  it('keeps names of organs that contain such words', () => {
    for (const organ of ['市审计局', '省司法厅', '市综合行政执法局', '市政务服务和大数据管理局', '市机关事务管理局', '市政府采购中心'])
      expect([organ, judgeTitle(`${organ}2023年政府信息公开工作年度报告`, NOBODY)]).toMatchObject([organ, { verdict: 'accepted', relation: 'foreign' }]);
  });
});
