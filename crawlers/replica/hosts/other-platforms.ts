/** One host for each of the smaller families. */
import type { Site } from '../site.ts';
import { annual, mixed, other, publicationDay } from './papers.ts';

const nb = (path: string, trail = ['政务公开']) => ({ path, name: '政府信息公开年报', trail, menu: true });

export const otherPlatforms: Site[] = [
  {
    // GB18030 pages that call themselves UTF-8 in the header; a predecessor's report under the day of a migration.
    hosts: ['yjgl.ln.gov.cn'], name: '辽宁省应急管理厅', template: 'hex-index', charset: { header: 'utf-8', meta: 'gb2312', encoding: 'gb18030' },
    columns: [{
      ...nb('/yjgl/zfxxgk/zfxxgknb/'),
      papers: [
        ...annual({ agency: '210000', organ: '辽宁省应急管理厅', from: 2019 }),
        other('辽宁省安全生产监管局2013年政府信息公开工作年度报告', '2020-11-19', {
          id: 'CBF1B777A3A84D83B0E6DE18AB7785D3', report: { organ: '辽宁省安全生产监管局', year: 2013, agency: '210000' }, printed: true,
        }),
        ...mixed('辽宁省应急管理厅', '辽宁省').slice(1, 4),
      ],
    }],
  },
  {
    // An old Word file, sent as octets; every year on the column's own page and in the fragment behind it.
    hosts: ['yjt.ah.gov.cn'], name: '安徽省应急管理厅', template: 'lonsun',
    columns: [{
      ...nb('/public/column/9377745?type=4&action=list'),
      papers: [
        ...annual({
          agency: '340000', organ: '安徽省应急管理厅', ids: { 2020: '145549441', 2019: '138287751' }, shapes: { 2021: 'docx', 2022: 'doc' },
          more: { 2023: { files: [{ kind: 'doc', name: '2023年政府信息公开工作年度报告.doc' }] } },
        }),
        ...mixed('安徽省应急管理厅', '安徽省'),
        ...['合肥市应急管理局', '芜湖市应急管理局'].flatMap((organ) => annual({ organ, from: 2021, to: 2025 })),
      ],
    }],
  },
  {
    // No column in an article's address; papers in the column that are no annual report; a plain client is refused.
    hosts: ['yjglt.henan.gov.cn'], name: '河南省应急管理厅', template: 'date-path', manners: [{ kind: 'browser-headers' }], validators: 'modified',
    columns: [{
      ...nb('/zwgk/xxgkndbg/'), name: '信息公开年度报告', perPage: 8,
      papers: [
        ...annual({
          agency: '410000', organ: '河南省应急管理厅', ids: { 2021: '2393198' }, days: { 2021: '2022-01-30' },
          title: (year) => (year === 2021 ? '河南省应急管理厅2021年度政府信息公开工作报告' : `河南省应急管理厅${year}年政府信息公开工作年度报告`),
        }),
        other('河南省应急管理厅关于2018年推进重大建设项目批准实施等领域政府信息公开情况的报告', '2019-02-27', { id: '987731' }),
        ...mixed('河南省应急管理厅', '河南省').slice(0, 5),
      ],
    }],
  },
  {
    // The older list names its pages by a query alone; the report of 2018 stands on the city's portal.
    hosts: ['yjglj.sh.gov.cn'], name: '上海市应急管理局', template: 'shanghai', section: '/xxgk/zfxxgk/',
    columns: [{
      ...nb('/info/iList.jsp?node_id=GKxxgk&tm_id=41&cat_id=10111', ['信息公开']), perPage: 6,
      papers: [
        ...annual({ agency: '310000', organ: '上海市应急管理局', shapes: { 2022: 'page+pdf' } }),
        other('上海市应急管理局2018年度政府信息公开年度报告', '2020-08-24', { path: 'https://www.shanghai.gov.cn/nw44403/20200824/0001-44403_58355.html', elsewhere: true }),
        ...mixed('上海市应急管理局', '上海市'),
      ],
    }],
  },
  {
    hosts: ['www.shanghai.gov.cn'], name: '上海市人民政府', template: 'shanghai',
    columns: [{
      path: '/nw44403/', name: '部门政府信息公开年报', trail: ['政务公开'],
      papers: [
        ...annual({ agency: '310000', organ: '上海市应急管理局', from: 2018, to: 2018, title: (year) => `上海市应急管理局${year}年度政府信息公开年度报告`, days: { 2018: '2020-08-24' }, ids: { 2018: '0001-44403_58355' } }),
        ...annual({ organ: '上海市教育委员会', from: 2018, to: 2018 }),
      ],
    }],
  },
  {
    // The pager is encoded.
    hosts: ['yjglt.yn.gov.cn'], name: '云南省应急管理厅', template: 'yunnan',
    columns: [{ ...nb('/html/zfxxgknb/'), perPage: 5, papers: [...annual({ agency: '530000', organ: '云南省应急管理厅' }), ...mixed('云南省应急管理厅', '云南省').slice(0, 5)] }],
  },
  {
    // No year in any title: the text tells.
    hosts: ['yjj.km.gov.cn'], name: '昆明市应急管理局', template: 'c-date',
    columns: [{
      ...nb('/zfxxgknb/'),
      papers: annual({ agency: '530100', organ: '昆明市应急管理局', title: () => '昆明市应急管理局政府信息公开工作年度报告', days: { 2022: '2023-01-28' }, ids: { 2022: '4655505' } }),
    }],
  },
  {
    // PDF files inside a script's call, downloads that want a referrer, one behind a captcha, list pages that count down.
    hosts: ['ajj.linyi.gov.cn'], name: '临沂市应急管理局', template: 'vsb',
    columns: [{
      ...nb('/zfxxgknb.htm'), perPage: 5, settings: { tree: '1244', captcha: 'rar' },
      papers: [
        ...annual({ agency: '371300', organ: '临沂市应急管理局', ids: { 2021: '17136' }, shapes: { 2020: 'pdf', 2022: 'docx', 2023: 'rar', 2024: 'page+docx' } }),
        ...mixed('临沂市应急管理局', '临沂市').slice(0, 5),
      ],
    }],
  },
  {
    // Charts as pictures, the report as a Word file, its tables alone in one, once packed in an archive; an archive that cannot be unpacked beside another.
    hosts: ['yj.liaocheng.gov.cn'], name: '聊城市应急管理局', template: 'channel-doc',
    columns: [{
      ...nb('/channel_l_yjglj202001011748221677536714'),
      papers: annual({ agency: '371500', organ: '聊城市应急管理局', shapes: { 2019: 'words+docx', 2021: 'page+docx', 2023: 'zip', 2025: 'docx' }, more: { 2022: { files: [{ kind: 'rar', name: '附表.rar' }] }, 2024: { files: [{ kind: 'png', name: '统计图.png' }] } } }),
    }],
  },
  {
    // Each year's folder is the report itself.
    hosts: ['yjj.gzlps.gov.cn'], name: '六盘水市应急管理局', template: 'single-document',
    columns: [
      {
        path: '/bmxxgk/zfxxgk/zfxxgknb/', name: '政府信息公开年报', trail: ['政府信息公开'], menu: true, papers: [],
        nodes: [2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => ({ name: `${year}年`, path: `/bmxxgk/zfxxgk/zfxxgknb/${year}n/`, from: publicationDay('六盘水市应急管理局', year) })),
      },
      ...[2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => ({
        path: `/bmxxgk/zfxxgk/zfxxgknb/${year}n/`, name: `${year}年`, trail: ['政府信息公开', '政府信息公开年报'],
        papers: annual({ agency: '520200', organ: '六盘水市应急管理局', from: year, to: year, title: (y) => `市应急局${y}年政府信息公开工作年度报告` }),
      })),
    ],
  },
  {
    hosts: ['www.gzlps.gov.cn'], name: '六盘水市人民政府', template: 'trs',
    columns: [{
      path: '/zwgk/zfxxgkzl/zfxxgknb/2019n_5728576/szfjzcbm/', name: '市政府组成部门', trail: ['政府信息公开年报', '2019年'],
      papers: ['六盘水市应急管理局', '六盘水市教育局', '六盘水市公安局'].flatMap((organ) =>
        annual({ organ, from: 2019, to: 2019, days: { 2019: '2020-08-18' }, ...(organ === '六盘水市应急管理局' && { agency: '520200', ids: { 2019: '62561105' } }) })),
    }],
  },
  {
    // The column lists nothing any more from one night on.
    hosts: ['yjglj.wuhai.gov.cn'], name: '乌海市应急管理局', template: 'numid-index',
    columns: [{ ...nb('/ajj/zwxxgk/zfxxgknb23/'), emptyFrom: '2026-03-10', papers: annual({ agency: '150300', organ: '乌海市应急管理局', ids: { 2025: '2398642' } }) }],
  },
  {
    // One year has no report.
    hosts: ['yjglj.dezhou.gov.cn'], name: '德州市应急管理局', template: 'nc-content',
    columns: [{ ...nb('/n26568360/n38543554/n38543786/index.html'), papers: annual({ agency: '371400', organ: '德州市应急管理局', without: [2025], ids: { 2021: '69300653' } }) }],
  },
  {
    // Redirects to itself until the cookie that it sets comes back.
    hosts: ['yjgl.hebei.gov.cn'], name: '河北省应急管理厅', template: 'uuid-portal', section: '/zwgk/', manners: [{ kind: 'cookie-bounce' }],
    columns: [{ ...nb('/zwgk/zfxxgknb/'), papers: annual({ agency: '130000', organ: '河北省应急管理厅' }) }],
  },
];
