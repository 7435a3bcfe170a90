/** TRS, each site in its own way. */
import type { Site } from '../site.ts';
import { SUBRESOURCES } from './forbidden.ts';
import { annual, mixed, other, standardTitle } from './papers.ts';

const nb = (path: string, trail = ['政务公开', '政府信息公开']) => ({ path, name: '政府信息公开年报', trail, menu: true });

export const trsSites: Site[] = [
  {
    // Three pages, the pager in script alone; each year as text and as pictures; http leads to https.
    hosts: ['yjj.cq.gov.cn'], name: '重庆市应急管理局', template: 'trs', manners: [{ kind: 'https-only' }], validators: 'modified',
    columns: [{
      ...nb('/zwgk_230/zfxxgknb/'), perPage: 8, settings: { pager: 'from-0' },
      papers: [
        ...annual({
          agency: '500000', organ: '重庆市应急管理局', ids: { 2025: '15363857', 2021: '10361309', 2019: '6837332' },
          days: { 2025: '2026-01-29', 2021: '2022-01-29', 2019: '2020-03-31' },
          title: (year) => (year === 2019 ? '重庆市应急管理局2019年政府信息公开年度工作报告' : `重庆市应急管理局${year}年政府信息公开工作年度报告(文字版)`),
        }),
        ...[2020, 2021, 2022, 2023, 2024, 2025].map((year) =>
          other(`${standardTitle('重庆市应急管理局', year)}(图解版)`, `${year + 1}-02-0${(year % 7) + 1}`, { report: { organ: '重庆市应急管理局', year, agency: '500000' }, pictures: true, files: [{ kind: 'png' as const, name: '图解.png' }] })),
        ...mixed('重庆市应急管理局', '重庆市'),
      ],
    }],
  },
  {
    // News and other organs' papers in the column; the row's day is not the address's; a plain client is refused.
    hosts: ['yjglt.nmg.gov.cn'], name: '内蒙古自治区应急管理厅', template: 'trs', section: '/zwgk/', manners: [{ kind: 'browser-headers' }],
    columns: [{
      ...nb('/zwgk/zfxxgknb/'), name: '信息公开年报', perPage: 10, settings: { rows: 'table', pager: 'inline', editor: 'old' },
      papers: [
        ...annual({ agency: '150000', organ: '内蒙古自治区应急管理厅' }),
        ...mixed('内蒙古自治区应急管理厅', '内蒙古自治区'),
        ...annual({ organ: '鄂尔多斯市应急管理局', from: 2020, to: 2021 }),
        other('鄂尔多斯市2019年政府信息公开工作年度报告', '2020-09-03', { report: { organ: '鄂尔多斯市人民政府', year: 2019 }, printed: true }),
        other('恩格贝生态示范区召开2020年度工作会暨党风廉政建设会议', '2020-05-06'),
        other('示范区2018年度工作会议召开', '2018-11-02', { row: '2018-03-26' }),
        other('一图读懂示范区2017年重点工作', '2018-05-25'),
      ],
    }],
  },
  {
    // Old ciphers and protocols only.
    hosts: ['yjt.hunan.gov.cn'], name: '湖南省应急管理厅', template: 'trs', manners: [{ kind: 'legacy-tls' }],
    columns: [{
      ...nb('/yjt/xxgk/gknb/'), settings: { rows: 'numbered' },
      papers: [...annual({ agency: '430000', organ: '湖南省应急管理厅', days: { 2023: '2024-01-25' }, ids: { 2023: '32634593' } }), ...mixed('湖南省应急管理厅', '湖南省').slice(0, 4)],
    }],
  },
  {
    // Upper-case folders that exist in no other case; some years as a PDF alone, or with their tables in a frame or a file.
    hosts: ['yjgl.tj.gov.cn'], name: '天津市应急管理局', template: 'trs',
    columns: [{
      ...nb('/ZWGK6939/ZFXXGK1/ZFXXGKNB1/'), settings: { editor: 'classic' },
      papers: annual({
        agency: '120000', organ: '天津市应急管理局', title: (year) => `天津市应急管理局${year}年政府信息公开年度报告`, days: { 2020: '2021-01-28' }, ids: { 2020: '5340372' },
        shapes: { 2021: 'pdf', 2022: 'words+frame', 2023: 'pdf', 2024: 'words+docx', 2025: 'pdf' },
      }),
    }],
  },
  {
    // No day in an address; the latest years among the announcements instead of in the column.
    hosts: ['yjglt.gxzf.gov.cn'], name: '广西壮族自治区应急管理厅', template: 'trs',
    columns: [
      {
        ...nb('/zfxxgk/xxgkndbg/'), settings: { address: 'id', extension: 'shtml', rows: 'news' },
        papers: annual({ agency: '450000', organ: '广西壮族自治区应急管理厅', to: 2022 }),
      },
      {
        path: '/gwgg/', name: '公文公告', trail: ['政务公开'], perPage: 6, settings: { address: 'id', extension: 'shtml', pager: 'from-1' },
        papers: [
          ...annual({ agency: '450000', organ: '广西壮族自治区应急管理厅', from: 2023, ids: { 2024: '19553879' } }),
          ...[1, 2, 3, 4, 5, 6, 7].map((n) => other(`关于印发2024年第${n}批安全生产培训考核计划的通知`, `2024-0${n}-12`)),
          other('广西壮族自治区应急管理厅关于2023年政府信息公开工作考核结果的通报', '2024-03-08'),
        ],
      },
    ],
  },
  {
    // Figures that it really published for 2020; the page's title and the report's differ.
    hosts: ['nxyjglt.nx.gov.cn'], name: '宁夏回族自治区应急管理厅', template: 'trs', validators: 'etag',
    columns: [{
      ...nb('/xxgk/xxgknb/', ['信息公开']), settings: { editor: 'classic' },
      papers: [
        ...annual({
          agency: '640000', organ: '宁夏回族自治区应急管理厅', title: (year) => `宁夏回族自治区应急管理厅${year}年政府信息公开年度报告`,
          days: { 2023: '2024-01-29' }, ids: { 2023: '4435939' }, shapes: { 2020: 'page+pdf' },
        }),
        ...mixed('宁夏回族自治区应急管理厅', '宁夏回族自治区').slice(1, 5),
      ],
    }],
  },
  {
    // Behind a challenge that only a browser's script passes; what the browser draws would fetch from elsewhere.
    hosts: ['yjt.hubei.gov.cn'], name: '湖北省应急管理厅', template: 'trs', manners: [{ kind: 'script-412' }],
    columns: [{
      ...nb('/zfxxgk/zfxxgknb/'), settings: { extension: 'shtml' },
      papers: [...annual({ agency: '420000', organ: '湖北省应急管理厅', from: 2021, more: { 2023: { markup: SUBRESOURCES } } }), ...mixed('湖北省应急管理厅', '湖北省').slice(0, 3)],
    }],
  },
  {
    // Nothing awkward: one report is replaced, one taken away.
    hosts: ['yjj.shenyang.gov.cn'], name: '沈阳市应急管理局', template: 'trs', validators: 'modified',
    columns: [{
      ...nb('/zwgkzdgz/zfxxgknb/'),
      papers: annual({
        agency: '210100', organ: '沈阳市应急管理局', title: (year) => `沈阳市应急管理局${year}年度政府信息公开工作报告`,
        more: { 2024: { replaced: '2026-02-10' }, 2021: { until: '2026-02-15' } },
      }),
    }],
  },
  {
    // The CMS changes: what stood under /c/ stands under TRS addresses from that day on.
    hosts: ['yjt.shaanxi.gov.cn'], name: '陕西省应急管理厅', template: 'trs', section: '/gk/zwxxgk/',
    columns: [{
      ...nb('/gk/zwxxgk/zfxxgknb/'), settings: { rows: 'news' },
      papers: annual({
        agency: '610000', organ: '陕西省应急管理厅', from: 2018, inner: (year) => `陕西省应急管理厅${year}年度政府信息公开报告`, days: { 2018: '2019-02-18' },
        more: Object.fromEntries([2018, 2019, 2020, 2021, 2022, 2023].map((year) => [year, {
          path: `/c/${year + 1}-02-18/52065${year - 2015}.shtml`, moved: { on: '2026-02-20', path: `/gk/zwxxgk/zfxxgknb/202602/t20260220_31${year}.html` },
        }])),
      }),
    }],
  },
];
