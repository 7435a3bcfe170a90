/** Hanweb, old and new. */
import type { Site } from '../site.ts';
import { FILE_STORE } from './forbidden.ts';
import { annual, mixed, other } from './papers.ts';

const nb = (number: number) => ({ path: `/col/col${number}/index.html`, name: '政府信息公开年报', trail: ['政府信息公开'], menu: true });

export const hanwebSites: Site[] = [
  {
    // Shortened link texts, days broken over two lines, further rows from the data interface, downloads as octets named in GBK.
    hosts: ['yjglt.jiangsu.gov.cn'], name: '江苏省应急管理厅', template: 'hanweb',
    columns: [{
      ...nb(87913), perPage: 6, settings: { cut: 'yes', split: 'yes' },
      papers: [
        ...annual({ agency: '320000', organ: '江苏省应急管理厅', shapes: { 2020: 'docx', 2022: 'pdf', 2024: 'page+docx' } }),
        ...mixed('江苏省应急管理厅', '江苏省'),
        ...annual({ organ: '苏州市应急管理局', from: 2021, to: 2023 }),
      ],
    }],
  },
  {
    // Rows in script arrays.
    hosts: ['yjglj.beijing.gov.cn'], name: '北京市应急管理局', template: 'hanweb',
    columns: [{ ...nb(10700), settings: { rows: 'arrays' }, papers: [...annual({ agency: '110000', organ: '北京市应急管理局' }), ...mixed('北京市应急管理局', '北京市').slice(0, 5)] }],
  },
  {
    // The column's old address leads on; behind it a data interface that answers with nothing.
    hosts: ['yjt.shandong.gov.cn'], name: '山东省应急管理厅', template: 'hanweb',
    detours: [{ path: '/zwgk/xxgkbg/', to: '/col/col97166/index.html', how: 'refresh' }],
    columns: [{
      ...nb(97166), perPage: 20, settings: { proxy: 'dead' },
      papers: [
        ...annual({ agency: '370000', organ: '山东省应急管理厅' }),
        other('山东省安全生产监督管理局2014年政府信息公开工作年度报告', '2018-10-25', {
          path: '/zwgk/xxgkbg/201810/t20181025_2218850.html', report: { organ: '山东省安全生产监督管理局', year: 2014, agency: '370000' }, printed: true,
        }),
        ...mixed('山东省应急管理厅', '山东省').slice(2, 6),
      ],
    }],
  },
  {
    // Articles under the old and the new shape of address, a year of pictures alone, a copy of a file on a host that is not on the list.
    hosts: ['yjt.zj.gov.cn'], name: '浙江省应急管理厅', template: 'hanweb', validators: 'etag',
    columns: [{
      ...nb(1229154892),
      papers: annual({
        agency: '330000', organ: '浙江省应急管理厅', ids: { 2022: '72484' }, days: { 2022: '2023-01-29' },
        inner: (year) => `浙江省应急管理厅${year}年度政府信息公开工作年度报告`, shapes: { 2021: 'pictures' },
        more: {
          2024: { files: [{ kind: 'pdf', name: '2024年度报告.pdf', carries: true, path: `https://${FILE_STORE}/jcms_files/jcms1/web3432/site/attach/0/2024.pdf` }] },
          2025: { path: '/col/col1229154892/art/2026/art_5f0c1d2e3b4a59687786950413223140.html' },
          2020: { moved: { on: '2026-03-05', path: '/col/col1229154892/art/2021/art_0a1b2c3d4e5f60718293a4b5c6d7e8f9.html' } },
        },
      }),
    }],
  },
  {
    // A city portal's list of all bureaus.
    hosts: ['www.hangzhou.gov.cn'], name: '杭州市人民政府', template: 'hanweb',
    columns: [{
      ...nb(1229063423), name: '部门政府信息公开年报', perPage: 12,
      papers: ['杭州市应急管理局', '杭州市教育局', '杭州市公安局', '杭州市民政局', '杭州市财政局', '杭州市审计局'].flatMap((organ) =>
        annual({ organ, from: 2021, ...(organ === '杭州市应急管理局' && { agency: '330100' }) })),
    }],
  },
  {
    // One address for all years.
    hosts: ['www.weihai.gov.cn'], name: '威海市人民政府', template: 'hanweb-annual',
    columns: [{
      path: '/module/xxgk/xxgkAnnualReport.jsp?area=11371000004313776Q', name: '政府信息公开年报', trail: ['政府信息公开', '市应急管理局'],
      papers: annual({ agency: '371000', organ: '威海市应急管理局', title: (year) => `威海市应急管理局${year}年度政府信息公开工作报告`, from: 2019, without: [2021] }),
    }],
  },
  {
    // Links that say no more than 市应急局; year and kind stand in the breadcrumb.
    hosts: ['www.gswuwei.gov.cn'], name: '武威市人民政府', template: 'hanweb',
    columns: [{
      path: '/col/col29411/index.html', name: '市政府部门机构信息公开工作年度报告汇总', trail: ['政府信息公开年报'], menu: true, perPage: 20,
      papers: [['市应急局', '武威市应急管理局'], ['市教育局', '武威市教育局'], ['市公安局', '武威市公安局'], ['市水务局', '武威市水务局']].flatMap(([short, organ]) =>
        annual({
          organ: organ!, from: 2021, title: () => short!, trail: (year) => [String(year)], inner: (year) => `${organ!}${year}年政府信息公开工作年度报告`,
          ...(short === '市应急局' && { agency: '620600', ids: { 2023: '1207098' }, days: { 2023: '2024-01-10' } }),
        })),
    }],
  },
];
