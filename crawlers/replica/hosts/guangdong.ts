/** gkmlpt and NFCMS. */
import type { Site } from '../site.ts';
import { annual, LAST_YEAR, mixed, other } from './papers.ts';

const BUREAUS = [
  '广州市应急管理局', '广州市教育局', '广州市科学技术局', '广州市公安局', '广州市民政局', '广州市司法局', '广州市财政局', '广州市规划和自然资源局',
  '广州市生态环境局', '广州市交通运输局', '广州市水务局', '广州市农业农村局', '广州市商务局', '广州市卫生健康委员会', '广州市审计局', '广州市统计局',
  '广州市体育局', '广州市市场监督管理局', '广州市政务服务和数据管理局', '广州市林业和园林局', '广州市城市管理和综合执法局', '广州市住房和城乡建设局',
  '广州市文化广电旅游局', '广州市国有资产监督管理委员会', '广州市医疗保障局', '广州市信访局', '广州市退役军人事务局', '广州市人力资源和社会保障局',
  '广州市工业和信息化局', '广州市发展和改革委员会', '广州市港务局', '广州市档案局', '广州市粮食和物资储备局', '广州市地方金融管理局', '广州市协作办公室',
  '广州市民族宗教事务局', '广州市投资促进局', '广州市供销合作总社', '广州市气象局', '广州市邮政管理局',
];
const FIRST = 2020;
const node = (year: number): string => `/zfjgzy/gzsrmzfbgt/zfxxgknb/bm/${year}n/`;
const YEARS = Array.from({ length: LAST_YEAR - FIRST + 1 }, (_, i) => FIRST + i);

const GUANGZHOU = { agency: '440100', organ: '广州市应急管理局', days: { 2022: '2023-01-30', 2024: '2025-01-20', 2020: '2021-01-27' } } as const;

export const guangdong: Site[] = [
  {
    // The directory's leaf, and the column of the other platform that lists the same articles.
    hosts: ['yjgl.gd.gov.cn'], name: '广东省应急管理厅', template: 'gkmlpt', section: '/gk/',
    columns: [
      {
        path: '/gkmlpt/index', name: '政府信息公开年报', trail: ['政府信息公开'], settings: { post: 'mpost', size: '6' },
        papers: [...annual({ agency: '440000', organ: '广东省应急管理厅', shapes: { 2023: 'page+pdf', 2024: 'pdf' } }), ...mixed('广东省应急管理厅', '广东省').slice(0, 4)],
      },
      {
        path: '/gk/zfxxgknb/', name: '政府信息公开年报', trail: ['公开'], template: 'nfcms', menu: true,
        papers: [other('广东省应急管理厅政府信息公开指南', '2021-04-02'), other('广东省应急管理厅2023年政府网站工作年度报表', '2024-01-19')],
      },
    ],
  },
  {
    // The leaf is but a jump to a column.
    hosts: ['yjgl.sz.gov.cn'], name: '深圳市应急管理局', template: 'gkmlpt',
    columns: [
      { path: '/gkmlpt/index', name: '政府信息公开年报', trail: ['政府信息公开'], settings: { jump: 'http://yjgl.sz.gov.cn/zwgk/xxgk/zfxxgknb/' }, papers: [] },
      {
        path: '/zwgk/xxgk/zfxxgknb/', name: '政府信息公开年报', trail: ['政务公开'], template: 'nfcms', menu: true, perPage: 5,
        papers: [...annual({ agency: '440300', organ: '深圳市应急管理局' }), ...mixed('深圳市应急管理局', '深圳市').slice(0, 3)],
      },
    ],
  },
  {
    // The city's list of forty bureaus, a node a year.
    hosts: ['www.gz.gov.cn'], name: '广州市人民政府', template: 'nfcms',
    columns: YEARS.map((year) => ({
      path: node(year), name: `${year}年`, trail: ['政府信息公开年报', '市政府部门'], perPage: 20, from: `${year + 1}-01-01`,
      nodes: YEARS.map((each) => ({ name: `${each}年`, path: node(each), from: `${each + 1}-01-01` })),
      papers: BUREAUS.flatMap((organ) =>
        annual({ organ, from: year, to: year, ...(organ === GUANGZHOU.organ && { ...GUANGZHOU, ids: { 2024: '10071913', 2020: '7053362' } }) })),
    })),
  },
  {
    // The bureau's own host: the same reports among the news, one with another figure; the directory but jumps to the city's list.
    hosts: ['yjglj.gz.gov.cn'], name: '广州市应急管理局', template: 'nfcms',
    columns: [
      {
        path: '/zwgk/gzdt/', name: '工作动态', trail: ['政务公开'], perPage: 10,
        papers: [
          ...annual({ ...GUANGZHOU, from: 2022, to: 2025, ids: { 2022: '8825221' }, more: { 2023: { replaced: '2024-03-01' } } }),
          ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => other(`广州市应急管理局开展第${n}轮汛期安全检查`, `2025-0${n}-03`)),
          other('广州市应急管理局召开2024年度工作会议', '2025-02-11'),
        ],
      },
      { path: '/gkmlpt/index', name: '政府信息公开年报', trail: ['政府信息公开'], template: 'gkmlpt', settings: { jump: 'https://www.gz.gov.cn/zfjgzy/gzsrmzfbgt/zfxxgknb/bm/2024n/' }, papers: [] },
    ],
  },
];
