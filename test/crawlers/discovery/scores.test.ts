import { expect, it } from 'vitest';
import { columnYears } from '../../../crawlers/discovery/column-years.ts';
import { scoreLink } from '../../../crawlers/discovery/scores.ts';

const HOSTS = new Set(['yjt.example.gov.cn']);
const score = (text: string, path: string, host = 'yjt.example.gov.cn'): number => scoreLink({ text, url: `https://${host}${path}` }, HOSTS).score;

it('adds what text and path promise', () => {
  expect(score('政府信息公开年报', '/zwgk/zfxxgknb/')).toBe(15);
  expect(score('政府信息公开工作年度报告', '/a/')).toBe(10);
  expect(score('政府信息公开工作年报', '/a/')).toBe(10);
  expect(score('信息公开年报', '/xxgk/gknb/')).toBe(11);
  expect(score('政 务 公 开', '/zwgk/')).toBe(3);
  expect(score('新闻', '/xwzx/')).toBe(0);
  expect(score('政府网站工作年度报表', '/wznb/')).toBe(-8);
  expect(score('预决算公开', '/yjs/')).toBe(-8);
  expect(score('政府信息公开年报', '/zfxxgknb/', 'mirror.example.com')).toBe(-85);
});

it('knows every column name that was observed, and not those of websites’ own papers', () => {
  const observed =
    'zfxxgknb ZFXXGKNB1 zfxxgknb20 zfxxgknb22 zfxxgknb_97166 gknb xxgknb xxgk_ajj_gknb ndbg ndgzbg_16 zfxxgkndbg xxgkndbg gkndbg bgtndbg zfxxgkgzndbg xxgkgzndbg bmzfxxgkgzndbg 2022nzfxxgkndbg gdwxxgknb xxgkbg';
  for (const slug of observed.split(' ')) expect([slug, score('', `/x/${slug}/2023n/`)]).toEqual([slug, 5]);
  for (const slug of ['zfwzgzbb', 'wznb', 'wzndbb', 'zwgk', 'tzgg']) expect([slug, score('', `/${slug}/`)]).toEqual([slug, 0]);
});

it('takes a column’s year from its heading, else from its address', () => {
  const years = (heading: string, path: string): number[] => columnYears(heading, `https://yjt.example.gov.cn${path}`);
  expect(years('首页 > 政府信息公开年报 > 2023年', '/zfxxgknb/2022n/')).toEqual([2023]);
  expect(years('政府信息公开年报', '/zfxxgknb/2024n/')).toEqual([2024]);
  expect(years('', '/gknb/2019/2019_szfbm/')).toEqual([2019]);
  expect(years('', '/gknb/2019n_5728576/')).toEqual([2019]);
  expect(years('', '/xxgkAnnualReport.jsp?area=11371000&fbtime=2020')).toEqual([2020]);
  expect(years('政府信息公开年报', '/zfxxgknb/202401/')).toEqual([]);
});
