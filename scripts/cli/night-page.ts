/** A night's report as one page that stands by itself. */
import type { Line, RunReport } from '../../crawlers/night/run-report.ts';

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

const PARTS: readonly (readonly [zh: string, en: string, key: 'silent' | 'found' | 'changed' | 'removed' | 'failed' | 'blocked' | 'overdue'])[] = [
  ['栏目无内容（告警）', 'Columns that list nothing any more', 'silent'],
  ['新发现', 'New', 'found'],
  ['内容有变', 'Changed', 'changed'],
  ['已撤下', 'Removed', 'removed'],
  ['失败', 'Failed', 'failed'],
  ['被拒绝', 'Blocked', 'blocked'],
  ['逾期未见', 'Overdue', 'overdue'],
];

/** The page, in UTF-8. It loads nothing. */
export function nightPage(report: RunReport): string {
  const { night, outcome, agencies, requests, newBodies, coverage, drift, unverified } = report;
  const facts: [string, string][] = [
    ['日期 Day', night.day], ['来源 Origin', night.origin], ['结果 Outcome', outcome], ['机关 Agencies', String(agencies)], ['请求 Requests', String(requests)],
    ['新文件 New documents', String(newBodies)], ['起止 From, to', `${night.startedAt} – ${night.endedAt}`],
    ['未经核实的来源 Sources not verified live', String(unverified)],
    ...(drift === null ? [] : [['与前几夜之比 Against the nights before', `${drift.requests} × requests, ${drift.links} × links`] as [string, string]]),
  ];
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gongkai ${escape(night.day)}</title>
<style>
body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #eee;overflow-wrap:anywhere}
th{font-weight:600;white-space:nowrap}.banner{background:#fff3cd;border:1px solid #e0c060;padding:.6rem 1rem}.complete{color:#1a7f37}.partial{color:#9a6700}
td:first-child,td:nth-child(2):not(:last-child){white-space:nowrap}
@media(max-width:40rem){td:first-child,th{white-space:normal}}
</style></head><body>
<h1>公开 Gongkai · ${escape(night.day)} · <span class="${outcome}">${outcome}</span></h1>
${night.origin === 'replica' ? '<p class="banner">复制站点：数字多为虚构，不得引用。<br>Replica: most figures are invented; cite none of them.</p>' : ''}
<table>${facts.map(([name, value]) => `<tr><th scope="row">${escape(name)}</th><td>${escape(value)}</td></tr>`).join('')}</table>
<h2>覆盖 Coverage (agency × year)</h2>
<table>${Object.entries(coverage).sort().map(([status, count]) => `<tr><th scope="row">${escape(status)}</th><td>${count}</td></tr>`).join('')}</table>
${PARTS.map(([zh, en, key]) => section(`${zh} ${en}`, report[key])).join('\n')}
</body></html>
`;
}

const section = (title: string, lines: readonly Line[]): string =>
  lines.length === 0
    ? ''
    : `<h2>${escape(title)} (${lines.length})</h2>
<table>${lines.map(({ agency, nameZh, year, what }) => `<tr><td>${escape(nameZh)} <small>${escape(agency)}</small></td><td>${year ?? ''}</td><td>${escape(what)}</td></tr>`).join('')}</table>`;
