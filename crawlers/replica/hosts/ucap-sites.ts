/** UCAP: lists behind a JSON interface. */
import type { Site } from '../site.ts';
import { annual, mixed } from './papers.ts';

const nb = (path: string) => ({ path, name: '政府信息公开年报', trail: ['政务公开'], menu: true });

export const ucapSites: Site[] = [
  {
    // The bare directory answers 404.
    hosts: ['yjgl.hlj.gov.cn'], name: '黑龙江省应急管理厅', template: 'ucap',
    columns: [{
      ...nb('/yjgl/gknb/'), settings: { address: 'c00', bare: 'no' },
      papers: [
        ...annual({ agency: '230000', organ: '黑龙江省应急管理厅', ids: { 2023: '31702478' }, title: (year) => `黑龙江省应急管理厅${year}年度政府信息公开工作年度报告` }),
        ...mixed('黑龙江省应急管理厅', '黑龙江省'),
      ],
    }],
  },
  {
    hosts: ['yjgl.xinjiang.gov.cn'], name: '新疆维吾尔自治区应急管理厅', template: 'ucap',
    columns: [{
      ...nb('/xjyjgl/c112937/'), settings: { bare: 'no', breaks: 'yes', interface: '/searchList/' },
      papers: annual({
        agency: '650000', organ: '新疆维吾尔自治区应急管理厅', ids: { 2019: '7c32ca9564f14a03b6d0976083da12e1' }, days: { 2019: '2020-02-06' }, shapes: { 2022: 'docx' },
      }),
    }],
  },
  {
    hosts: ['yjt.sc.gov.cn'], name: '四川省应急管理厅', template: 'ucap',
    columns: [{
      ...nb('/scyjt/xxgkgzndbg/'), name: '信息公开工作年度报告', settings: { address: 'day', rows: 'inline' },
      papers: [
        ...annual({ agency: '510000', organ: '四川省应急管理厅', days: { 2019: '2020-01-20' }, ids: { 2019: '27eb5917424b4299a0da02115cb3e855' }, shapes: { 2023: 'page+pdf' } }),
        ...mixed('四川省应急管理厅', '四川省').slice(0, 4),
      ],
    }],
  },
  {
    // Two refusals, each with a script that sets a cookie.
    hosts: ['yjgl.gansu.gov.cn'], name: '甘肃省应急管理厅', template: 'ucap', manners: [{ kind: 'script-521' }],
    columns: [{ ...nb('/yjgl/c108934/'), settings: { address: 'number', rows: 'inline' }, papers: annual({ agency: '620000', organ: '甘肃省应急管理厅' }) }],
  },
  {
    hosts: ['yjglj.suqian.gov.cn'], name: '宿迁市应急管理局', template: 'ucap',
    columns: [{
      ...nb('/sajj/gknb/'), settings: { rows: 'inline' },
      // The last report comes a month late.
      papers: annual({ agency: '321300', organ: '宿迁市应急管理局', days: { 2025: '2026-03-02' }, ids: { 2020: 'c49da9398f91449fa85973ae84df20eb' }, shapes: { 2022: 'docx', 2024: 'page+docx' } }),
    }],
  },
];
