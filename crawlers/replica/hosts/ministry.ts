/** The ministry: lists in frames, titles without 年度, each report also among the announcements. */
import type { Site } from '../site.ts';
import { annual, other } from './papers.ts';
import type { Plan } from './papers.ts';

const organ = '应急管理部';
const title = (year: number): string => `应急管理部${year === 2018 ? '2018年度' : `${year}年`}政府信息公开工作报告`;
const days = { 2018: '2019-03-30', 2019: '2020-01-22', 2020: '2021-01-26', 2023: '2024-01-24' };
const plan: Plan = { agency: 'mem', organ, title, inner: title, days };
const numbers: Record<number, string> = { 2018: '2019年第9号', 2019: '2020年第2号', 2020: '2021年第2号', 2023: '2024年第1号' };

export const ministry: Site[] = [
  {
    hosts: ['www.mem.gov.cn'], name: '中华人民共和国应急管理部', template: 'trs', section: '/gk/zfxxgkpt/', validators: 'etag',
    columns: [
      {
        path: '/gk/zfxxgkpt/zfxxgknb/', name: '政府信息公开年报', trail: ['公开', '政府信息公开'], menu: true, perPage: 5,
        settings: { rows: 'frame', editor: 'ministry', extension: 'shtml' },
        papers: annual({ ...plan, from: 2018, shapes: { 2018: 'page', 2021: 'pdf', 2022: 'pdf+docx', 2024: 'page+docx' } }),
      },
      {
        path: '/gk/tzgg/yjbgg/', name: '应急管理部公告', trail: ['公开', '通知公告'], settings: { rows: 'frame', editor: 'old', extension: 'shtml' },
        papers: [
          ...annual({ ...plan, from: 2018, to: 2023, without: [2021, 2022], title: (year) => `中华人民共和国应急管理部公告（${numbers[year]!}）${title(year)}` }),
          other('中华人民共和国应急管理部公告（2022年第3号）关于公布一批标准的公告', '2022-06-01'),
          other('中华人民共和国应急管理部公告（2023年第7号）关于废止部分文件的公告', '2023-08-11'),
        ],
      },
      {
        path: '/gk/zfxxgkpt/fdzdgknr/', name: '法定主动公开内容', trail: ['公开', '政府信息公开'], settings: { rows: 'frame', editor: 'ministry', extension: 'shtml' },
        papers: [
          other('应急管理部办公厅关于开展安全生产检查的通知', '2023-03-05'),
          other('应急管理部2022年度部门决算', '2023-07-25'),
          other('应急管理部政府信息公开工作管理办法', '2020-07-10', { id: '355540' }),
          other('2024年全国自然灾害基本情况', '2025-01-17'),
        ],
      },
    ],
  },
];
