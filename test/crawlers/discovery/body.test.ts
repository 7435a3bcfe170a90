import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeBody, type Body } from '../../../crawlers/discovery/body.ts';
import type { TitleContext } from '../../../crawlers/discovery/title.ts';
import { loadRegistry } from '../../../data/registry.ts';
import { root } from '../../support/needs.ts';

const registry = loadRegistry();
const wuwei: TitleContext = { agency: registry.find(({ id }) => id === '620600')!, portal: 'parent', columnVouches: true };
const bodyOf = (text: string, more: Partial<Body> = {}): Body => ({ text, headings: [], attachments: [], images: 0, ...more });

const REPORT = `
武威市应急管理局
2023年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》编制本报告，所列数据的统计期限为2023年1月1日至12月31日。
一、总体情况
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
`;

describe('a body', () => {
  it('makes a report of a bare name', () => {
    expect(judgeBody(bodyOf(REPORT), { relation: 'relative' }, wuwei)).toEqual({
      verdict: 'accepted',
      rule: 'report_in_body',
      marks: ['title', 'period', 'tables', 'regulation', 'overview', 'disclosure', 'requests', 'review'],
      relation: 'own',
      year: 2023,
      yearFrom: 'period',
    });
  });

  it('is another organ’s, whatever the list said', () => {
    const text = REPORT.replaceAll('武威市应急管理局', '武威市水利局');
    expect(judgeBody(bodyOf(text), { relation: 'none' }, wuwei)).toMatchObject({ verdict: 'rejected', rule: 'other_organ', relation: 'foreign' });
  });

  it('on a shared portal must name the agency where the title names nobody', () => {
    const text = REPORT.replace('武威市应急管理局', '');
    expect(judgeBody(bodyOf(text), { relation: 'none' }, wuwei)).toMatchObject({ verdict: 'rejected', rule: 'names_nobody' });
    expect(judgeBody(bodyOf(text), { relation: 'relative' }, wuwei)).toMatchObject({ verdict: 'accepted', relation: 'relative' });
    expect(judgeBody(bodyOf(text), { relation: 'none' }, { ...wuwei, portal: 'own' })).toMatchObject({ verdict: 'accepted', relation: 'none' });
    expect(judgeBody(bodyOf(`${text}本报告由武威市应急管理局编制。`), { relation: 'none' }, wuwei)).toMatchObject({ verdict: 'accepted', relation: 'own' });
  });

  it('of a guide, an explanation or a report on a field is none', () => {
    const guide = '为了更好地提供政府信息公开服务，根据《中华人民共和国政府信息公开条例》编制本指南。主动公开的内容。依申请公开的程序。行政复议。'.repeat(20);
    expect(judgeBody(bodyOf(guide, { headings: ['武威市应急管理局'] }), { relation: 'own' }, wuwei)).toMatchObject({ verdict: 'rejected', rule: 'no_mark_of_a_report' });
    expect(judgeBody(bodyOf(REPORT, { headings: ['武威市应急管理局2023年政府信息公开工作年度报告解读'] }), { relation: 'own' }, wuwei)).toMatchObject({ verdict: 'rejected', rule: 'rendering_or_explanation' });
    expect(judgeBody(bodyOf(REPORT, { headings: ['关于推进重大建设项目领域政府信息公开情况的报告'] }), { relation: 'own' }, wuwei)).toMatchObject({ verdict: 'rejected', rule: 'special_field' });
  });

  it('of pictures is kept where its heading says whose report they draw', () => {
    const drawn = bodyOf('', { headings: ['武威市应急管理局2023年政府信息公开工作年度报告（图解版）'], images: 1 });
    expect(judgeBody(drawn, { relation: 'own' }, wuwei)).toMatchObject({ verdict: 'accepted', marks: ['title', 'substance'], relation: 'own', year: 2023 });
  });

  it('may be a file or pictures under the right title, and never those alone', () => {
    const file = bodyOf('附件下载', { attachments: ['武威市应急管理局2023年政府信息公开工作年度报告.pdf'] });
    expect(judgeBody(file, { relation: 'relative' }, wuwei)).toMatchObject({ verdict: 'accepted', marks: ['title', 'substance'], year: 2023, yearFrom: 'title' });
    expect(judgeBody(bodyOf('', { images: 6 }), { relation: 'relative' }, wuwei)).toMatchObject({ verdict: 'rejected', rule: 'no_mark_of_a_report', marks: ['substance'] });
  });

  it('tells the year by its period before its title, by mentions only where most agree, and never by a lone one', () => {
    const year = (text: string): unknown => judgeBody(bodyOf(text), { relation: 'own' }, wuwei).year;
    expect(year('2024年政府信息公开年度报告\n统计期限为2023年1月1日至2023年12月31日')).toBe(2023);
    expect(year('2023年政府信息公开年度报告\n2022年1月1日至2022年12月31日，2023年1月1日至12月31日')).toBe(2023);
    expect(year('2023年，我局公开信息。2023年共受理申请3件。2023年无复议。2022年结转0件。')).toBe(2023);
    expect(year('2023年，我局公开信息。2022年结转0件。')).toBe(null);
  });
});

const SEEDS = join(root, '..', 'shared', 'corpus', 'seeds');
const missing = !existsSync(SEEDS);
if (missing) console.log('skipped: the texts of ../shared/corpus/seeds are missing');

describe.skipIf(missing)('real bodies', () => {
  const KNOWN = [['000', 'mem', 2020], ['001', '640000', 2020], ['002', '420200', 2020], ['003', '371500', 2020], ['004', '410000', 2019]] as const;
  it.each(KNOWN)('seed %s is the report of %s for %i and of nobody else', (start, id, year) => {
    const name = readdirSync(SEEDS).find((it) => it.startsWith(start))!;
    const body = bodyOf(readFileSync(join(SEEDS, name), 'utf8'));
    const judge = (agency: string): unknown => judgeBody(body, { relation: 'none' }, { agency: registry.find((it) => it.id === agency)!, portal: 'parent' });
    expect(judge(id)).toMatchObject({ verdict: 'accepted', rule: 'report_in_body', year });
    // 自治区应急管理厅: by its title any autonomous region's; whose list it stands in decides.
    const namesakes = id === '640000' ? ['150000', '450000', '540000', '650000'] : [];
    for (const { id: other } of registry.filter((it) => it.id !== id))
      expect([other, judge(other)]).toMatchObject([other, namesakes.includes(other) ? { relation: 'relative' } : { verdict: 'rejected' }]);
  });
});
