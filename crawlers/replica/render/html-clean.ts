/** A content system's page: tidy markup, the article in the middle of the portal's chrome. */
import { layout } from '../report/layout.ts';
import type { LogicalBlock, LogicalTable } from '../report/layout.ts';
import type { ForgedReport } from '../report/model.ts';
import { Random } from '../report/random.ts';
import { disagree, escapeHtml, linesToHtml, runs, tableHtml } from './html-table.ts';
import type { Markup } from './html-table.ts';
import { cloneTruth } from './rendered.ts';
import type { Rendered } from './rendered.ts';
import { encodePage } from './html-page.ts';

function markup(report: ForgedReport, random: Random): Markup {
  const wrap = random.pick([(s: string) => s, (s: string) => `<p>${s}</p>`, (s: string) => `<p style="text-align: center;">${s}</p>`, (s: string) => `<div>${s}</div>`]);
  const br = random.pick(['<br>', '<br/>', '<br />']);
  const empty = random.pick(['', '&nbsp;', '<br>']);
  const split = report.deviations.has('html.split_runs');
  return {
    table: random.pick([' border="1"', ' border="1" cellspacing="0" cellpadding="0" width="100%"', ' class="report-table" style="border-collapse:collapse;"']),
    row: random.pick(['', ' style="height: 30px;"', ' class="firstRow"']),
    cell: random.pick([() => '', () => ' style="border: 1px solid #000;"', () => ' align="center" valign="middle"', () => ' nowrap="nowrap" style="width:62px;"']),
    content(cell) {
      if (cell.text === '') return wrap(empty);
      if (split && cell.text.trim() !== '' && !cell.text.includes('\n')) return wrap(runs(cell.text, random).map((run) => `<span style="font-size:14px;">${escapeHtml(run)}</span>`).join(''));
      return linesToHtml(cell.text, br, wrap);
    },
    quote: '"', upper: false, unclosed: false, tail: '',
    headerTag: report.deviations.has('html.th') ? 'th' : 'td', thead: report.deviations.has('html.thead'), tbody: random.chance(0.8),
  };
}

/** The article alone: title, paragraphs, headings and tables. */
export function article(report: ForgedReport, random: Random): string {
  const style = markup(report, random);
  const headingTag = random.pick(['p', 'h2', 'h3', 'p><strong', 'p class="bt"']);
  const end = headingTag.split('>').reverse().map((tag) => `</${tag.split(' ')[0] ?? ''}>`).join('');
  const shape = (table: LogicalTable): LogicalTable => (report.deviations.has('html.spans_disagree') ? disagree(table, random) : table);
  const glue = report.deviations.has('html.section_in_cell');
  const html: string[] = [];
  const put = (block: LogicalBlock): void => {
    if (block.kind === 'table') html.push(tableHtml(shape(block.table), style));
    else if (block.kind === 'title') html.push(...block.lines.map((line, i) => (i === 0 ? `<h1 class="title">${escapeHtml(line)}</h1>` : `<p style="text-align: center;">${escapeHtml(line)}</p>`)));
    else if (block.kind === 'wrapper') html.push(...block.lines.map((line) => `<p>${escapeHtml(line)}</p>`));
    else if (block.kind === 'heading') html.push(glue ? `<p><br />${escapeHtml(block.number + block.text)}</p>` : `<${headingTag}>${escapeHtml(block.number + block.text)}${end}`);
    else html.push(`<p>${random.chance(0.5) ? '　　' : ''}${escapeHtml(block.text)}</p>`);
  };
  layout(report).forEach(put);
  return html.join('\n');
}

/** Links to reports of other years, as portals list them beside the article. */
export function otherReports(report: ForgedReport): string[] {
  const years = [-2, -1, 0, 1].map((step) => report.fiscalYear + step).filter((year) => year > 2018);
  return years.map((year) => `${report.agency.name}${year}年政府信息公开工作年度报告`);
}

export function renderHtmlClean(report: ForgedReport): Rendered {
  const random = new Random(`${report.seed}/html-clean`);
  const title = report.titleLines.join(' ');
  const links = report.deviations.has('html.other_reports')
    ? `<div class="related"><h3>相关文章</h3><ul>${otherReports(report).map((name, i) => `<li><a href="./t${i}.html">${escapeHtml(name)}</a></li>`).join('')}</ul></div>`
    : '';
  const nav = ['首页', '政务公开', '政务服务', '互动交流', '应急要闻'].map((name) => `<li><a href="/${encodeURIComponent(name)}/">${name}</a></li>`).join('');
  const meta = random.chance(0.6)
    ? `<meta name="ArticleTitle" content="${escapeHtml(title)}"><meta name="PubDate" content="${report.publishedOn} 10:21"><meta name="ContentSource" content="${escapeHtml(report.agency.name)}"><meta name="ColumnName" content="政府信息公开年报">`
    : '';
  const page = `<!DOCTYPE html>
<html lang="zh-CN"><head>{{charset}}<title>${escapeHtml(title)}</title>${meta}<style>.report-table td{padding:4px}</style>
<script>var year = "2099年";</script></head>
<body><div class="header"><div class="logo">${escapeHtml(report.agency.name)}</div><ul class="nav">${nav}</ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/nb/">政府信息公开年报</a></div>
<div class="main"><div class="info"><span>发布时间：${report.publishedOn}</span><span>来源：${escapeHtml(report.agency.name)}</span><span>浏览次数：<em id="hits">${random.int(20, 999)}</em></span></div>
<div class="TRS_Editor article-content">
${article(report, random)}
</div>
<div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>${links}</div>
<div class="footer"><p>主办：${escapeHtml(report.agency.name)}　网站标识码：0000000000</p><p>ICP备00000000号</p></div>
</body></html>`;
  return { ...encodePage(page, report, random), truth: cloneTruth(report.truth) };
}
