/** A city portal that lists the reports of all its departments under nodes that are named as it came. */
import type { Column, Day, Site } from '../site.ts';
import { annual } from './papers.ts';

const DEPARTMENTS = '应急管理局 教育局 科技局 公安局 民政局 司法局 财政局 人社局 自然资源局 生态环境局 住建局 交通局 水利局 农业农村局 商务局 文旅局 卫健委 审计局 国资委 市场监管局 统计局 体育局 医保局 信访局 林业局 城管委 招商局 档案馆 机关事务中心 公积金中心 退役军人局 金融局 粮食局 供销社 气象局 邮政局 海关 税务局 消防支队 地震局 民宗局 侨办 外办 国动办 老干局 残联 工商联 文联 科协 红十字会 港口局 公路局 园林局 房产局 招投标局 公共资源中心 政务局 大数据局 史志办 社科联'.split(' ');

const ROOT = '/xxxgk/gknb/';
/** Nodes by fiscal year: irregular, and the last names the wrong year. */
const NODES: Readonly<Record<number, string>> = { 2019: '2019/2019_szfbm/', 2020: '2020/2020_bm/', 2021: '2021nd/bm21/', 2022: '2022_szfbm/', 2023: '2023_nd/szbm/', 2024: '2024/bm/', 2025: '2024_nd/szfbm/', 2026: '2026/bm/' };

const opens = (year: number): Day => `${year + 1}-01-01`;

const short = (department: string): string => (department === '应急管理局' ? '市应急管理局' : `市${department}`);

const columnOf = (year: number): Column => ({
  path: `${ROOT}${NODES[year]!}`, name: '市政府部门', from: opens(year), trail: ['信息公开', '信息公开年报', String(year)], perPage: 20, settings: { pager: 'from-0' },
  papers: DEPARTMENTS.flatMap((department) =>
    annual({
      organ: `黄石市${department}`, from: year, to: year, title: (y) => `${y}年${short(department)}政府信息公开工作年度报告`,
      ...(department === '应急管理局' && { agency: '420200', ...(year === 2019 && { days: { 2019: '2020-01-16' }, ids: { 2019: '595367' } }) }),
    })),
});

const years = Object.keys(NODES).map(Number);

/** The node above one year's departments: it links to them and to the city's own report. */
const above = (year: number): Column => {
  const path = `${ROOT}${NODES[year]!.split('/')[0]!}/`;
  return {
    path, name: String(year), from: opens(year), trail: ['信息公开', '信息公开年报'], papers: [],
    nodes: [{ name: '市政府部门', path: `${ROOT}${NODES[year]!}` }, { name: '市级', path: `${path}sj/` }],
  };
};
const cityOf = (year: number): Column => ({
  path: `${ROOT}${NODES[year]!.split('/')[0]!}/sj/`, name: '市级', from: opens(year), trail: ['信息公开', '信息公开年报', String(year)],
  papers: annual({ organ: '黄石市人民政府', from: year, to: year, title: (y) => `黄石市${y}年政府信息公开工作年度报告`, days: { [year]: `${year + 1}-03-05` } }),
});
const nested = years.filter((year) => NODES[year]!.split('/').length > 2);

export const cityLists: Site[] = [
  {
    hosts: ['www.huangshi.gov.cn', 'huangshi.gov.cn'], name: '黄石市人民政府', template: 'trs',
    columns: [
      {
        path: ROOT, name: '信息公开年报', trail: ['信息公开'], menu: true, papers: [],
        nodes: years.map((year) => ({ name: `${year}年`, from: opens(year), path: `${ROOT}${nested.includes(year) ? `${NODES[year]!.split('/')[0]!}/` : NODES[year]!}` })),
      },
      ...nested.flatMap((year) => [above(year), cityOf(year)]),
      ...years.map(columnOf),
    ],
  },
];
