/** Hosts that are broken, refuse, or would lead a crawl away. Each failing one fails for all that its agency has. */
import type { Site } from '../site.ts';
import { MIRROR, MIRROR_FILES, SUBRESOURCES } from './forbidden.ts';
import { annual, mixed, other } from './papers.ts';

const nb = (path: string) => ({ path, name: '政府信息公开年报', trail: ['政务公开'], menu: true });
const reports = (agency: string, organ: string) => annual({ agency, organ, from: 2020 });


const WAYS_OUT = ['redirect', 'refresh', 'script', 'loopback', 'link-local', 'private'];

export const troubled: Site[] = [
  // Answers, but takes its time.
  { hosts: ['yjt.shanxi.gov.cn'], name: '山西省应急管理厅', template: 'trs', manners: [{ kind: 'slow', under: '/zfxxgk/zfxxgknb/' }], columns: [{ ...nb('/zfxxgk/zfxxgknb/'), papers: annual({ agency: '140000', organ: '山西省应急管理厅', from: 2023 }) }] },
  // Hangs up on everybody.
  { hosts: ['xxgk.jlcity.gov.cn'], name: '吉林市人民政府', template: 'trs', manners: [{ kind: 'reset' }], columns: [{ ...nb('/gzbm/aqscjd_1/ndbg/'), papers: reports('220200', '吉林市应急管理局') }] },
  // Too many requests, from the first on.
  { hosts: ['yjt.fujian.gov.cn'], name: '福建省应急管理厅', template: 'trs', section: '/zwgk/zfxxgkzl/', manners: [{ kind: 'too-many' }], columns: [{ ...nb('/zwgk/zfxxgkzl/zfxxgknb/'), papers: reports('350000', '福建省应急管理厅') }] },
  // Packed pages that break off.
  { hosts: ['yjglt.hainan.gov.cn'], name: '海南省应急管理厅', template: 'ucap', manners: [{ kind: 'torn' }], columns: [{ ...nb('/yjt/zfxxgknb/'), papers: reports('460000', '海南省应急管理厅') }] },
  // An error page with status 200, whatever is asked.
  { hosts: ['yjglt.jiangxi.gov.cn'], name: '江西省应急管理厅', template: 'hanweb', manners: [{ kind: 'soft-404', under: '/col/' }], columns: [{ ...nb('/col/col5780/index.html'), papers: reports('360000', '江西省应急管理厅') }] },
  // Everything leads home.
  { hosts: ['ajj.nc.gov.cn'], name: '南昌市应急管理局', template: 'ucap', manners: [{ kind: 'to-home' }], columns: [{ path: '/ncajj/xxgknb/', name: '信息公开年报', trail: ['政务公开'], papers: reports('360100', '南昌市应急管理局') }] },
  // A captcha before everything.
  { hosts: ['yjt.qinghai.gov.cn'], name: '青海省应急管理厅', template: 'trs', manners: [{ kind: 'captcha' }], columns: [{ ...nb('/zfxxgk/zfxxgknb/'), papers: reports('630000', '青海省应急管理厅') }] },
  // robots.txt forbids it.
  { hosts: ['yjt.jl.gov.cn', 'xxgk.jl.gov.cn'], name: '吉林省应急管理厅', template: 'trs', section: '/zsjg/', robots: 'User-agent: *\nDisallow: /\n', columns: [{ ...nb('/zfxxgk/zfxxgknb/'), papers: reports('220000', '吉林省应急管理厅') }] },
  // Redirects without end.
  { hosts: ['yjglj.yichun.gov.cn'], name: '宜春市应急管理局', template: 'ucap', manners: [{ kind: 'endless-redirect', under: '/ycsyjglj/' }], columns: [{ ...nb('/ycsyjglj/zfxxgknb/'), papers: reports('360900', '宜春市应急管理局') }] },
  {
    // Three pages lead on, one after the other, and what is offered as a report is mostly none.
    hosts: ['fuzhou.gov.cn'], name: '福州市人民政府', template: 'trs', robots: null,
    detours: [
      { path: '/zgfzzt/sajj/zfxxgkzl/ndbg/', to: '/zgfzzt/sajj/zfxxgkzl/nb/', how: 'refresh' },
      { path: '/zgfzzt/sajj/zfxxgkzl/nb/', to: '/zgfzzt/sajj/zfxxgk/', how: 'refresh' },
      { path: '/zgfzzt/sajj/zfxxgk/', to: '/zgfzzt/sajj/zfxxgk/zfxxgknb/', how: 'refresh' },
    ],
    columns: [{
      ...nb('/zgfzzt/sajj/zfxxgk/zfxxgknb/'), settings: { extension: 'htm' },
      papers: annual({ agency: '350100', organ: '福州市应急管理局', from: 2019, shapes: { 2020: 'page-as-pdf', 2021: 'empty-pdf', 2022: 'ofd', 2023: 'rar' } }),
    }],
  },
  {
    // An article that was taken away leaves a stub that leads home; two predecessors once reported together.
    hosts: ['yjgl.guizhou.gov.cn'], name: '贵州省应急管理厅', template: 'trs', section: '/zwgk/',
    detours: [{ path: '/zwgk/zfxxgknb/202101/t20210120_44111558.html', to: '/', how: 'refresh', from: '2026-02-12' }],
    columns: [{ ...nb('/zwgk/zfxxgknb/'), papers: [...annual({ agency: '520000', organ: '贵州省应急管理厅', days: { 2020: '2021-01-20' }, ids: { 2020: '44111558' }, more: { 2020: { until: '2026-02-12' } } }), ...mixed('贵州省应急管理厅', '贵州省').slice(0, 3)] }],
  },
  {
    hosts: ['www.guizhou.gov.cn'], name: '贵州省人民政府', template: 'trs',
    columns: [{
      path: '/ztzl/zfxxgkndbg/gzsrmzfzsjg/gzsajj/', name: '贵州省安全生产监督管理局', trail: ['政府信息公开年度报告', '省政府直属机构'],
      papers: [other('贵州省安全生产监督管理局、贵州煤矿安全监察局2017年政府信息公开工作年度报告', '2018-03-27', { id: '71614878', report: { organ: '贵州省安全生产监督管理局', year: 2017, agency: '520000' }, printed: true })],
    }],
  },
  {
    // Would lead a crawl to other hosts in every way there is.
    hosts: ['www.xizang.gov.cn', 'xizang.gov.cn'], name: '西藏自治区人民政府', template: 'trs',
    detours: [
      { path: '/zwgk/out/redirect.html', to: `http://${MIRROR}/redirect`, how: 302 },
      { path: '/zwgk/out/refresh.html', to: `http://${MIRROR}/refresh`, how: 'refresh' },
      { path: '/zwgk/out/script.html', to: `http://${MIRROR}/script`, how: 'script' },
      { path: '/zwgk/out/loopback.html', to: 'http://127.0.0.1:9/zwgk/', how: 302 },
      { path: '/zwgk/out/link-local.html', to: 'http://169.254.169.254/latest/meta-data/', how: 302 },
      { path: '/zwgk/out/private.html', to: 'http://10.0.0.1/zwgk/', how: 301 },
    ],
    columns: [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => ({
      path: `/zwgk/xxgk_424/xxgknb/${year}nb/`, name: `${year}年`, trail: ['信息公开', '信息公开年报'], from: `${year + 1}-01-01`,
      papers: [
        ...annual({
          agency: '540000', organ: '西藏自治区应急管理厅', from: year, to: year,
          more: { [year]: { markup: `${SUBRESOURCES}<p><a href="http://${MIRROR_FILES}/${year}.pdf">西藏自治区应急管理厅${year}年政府信息公开工作年度报告.pdf</a> <a href="http://127.0.0.1:9/${year}.docx">附件.docx</a></p>` } },
        }),
        ...annual({ organ: '西藏自治区审计厅', from: year, to: year, title: (y) => `西藏自治区审计厅${y}年政务信息公开工作开展年度报告` }),
        ...WAYS_OUT.map((way, i) => other(`西藏自治区应急管理厅${year}年政府信息公开工作年度报告（备份${i + 1}）`, `${year + 1}-02-0${i + 1}`, { path: `/zwgk/out/${way}.html`, elsewhere: true })),
        other(`西藏自治区应急管理厅${year}年政府信息公开工作年度报告（镜像）`, `${year + 1}-02-11`, { path: `http://${MIRROR}/zwgk/${year}.html`, elsewhere: true }),
      ],
    })),
  },
];
