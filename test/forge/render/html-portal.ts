/** An old portal: layout tables inside layout tables, capital tags, unquoted attributes, tags left open, font elements. */
import { layout } from '../../../crawlers/replica/report/layout.ts';
import type { ForgedReport } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { otherReports } from '../../../crawlers/replica/render/html-clean.ts';
import { disagree, escapeHtml, linesToHtml, tableHtml } from '../../../crawlers/replica/render/html-table.ts';
import type { Markup } from '../../../crawlers/replica/render/html-table.ts';
import { encodePage } from '../../../crawlers/replica/render/html-page.ts';
import { cloneTruth } from '../../../crawlers/replica/render/rendered.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

function body(report: ForgedReport, random: Random): string {
  const unclosed = random.chance(0.5);
  const font = (s: string): string => (random.chance(0.5) ? `<FONT face=宋体 size=2>${s}</FONT>` : s);
  const entities = random.chance(0.3);
  const text = (s: string): string => (entities ? escapeHtml(s).replaceAll('“', '&ldquo;').replaceAll('”', '&rdquo;').replaceAll('—', '&mdash;') : escapeHtml(s));
  const markup: Markup = {
    table: random.pick([' border=1 cellSpacing=0 cellPadding=0 width="98%" align=center', ' style="BORDER-COLLAPSE: collapse" border=1 bordercolor=#000000', ' class=ke-zeroborder border=0 bgcolor=#cccccc cellspacing=1']),
    row: random.pick(['', ' bgcolor=#ffffff', ' height=25']),
    cell: () => random.pick(['', ' align=middle', ' width=62 align=center', ' vAlign=center noWrap']),
    content: (cell) => (cell.text === '' ? random.pick(['', '&nbsp;', '<P>&nbsp;</P>']) : linesToHtml(cell.text, '<BR>', (line) => font(unclosed && random.chance(0.5) ? `<P align=center>${line}` : line))),
    quote: '', upper: true, unclosed, headerTag: report.deviations.has('html.th') ? 'th' : 'td', thead: false, tbody: random.chance(0.5), tail: '',
  };
  const html: string[] = [];
  const breaks = random.chance(0.4);
  for (const block of layout(report)) {
    if (block.kind === 'table') {
      const table = report.deviations.has('html.spans_disagree') ? disagree(block.table, random) : block.table;
      html.push(random.chance(0.3) ? `<TABLE width="100%" border=0><TR><TD>${tableHtml(table, markup)}</TD></TR></TABLE>` : tableHtml(table, markup));
    } else if (block.kind === 'title' || block.kind === 'wrapper') html.push(...block.lines.map((line) => `<P align=center><STRONG>${text(line)}</STRONG></P>`));
    else {
      const line = block.kind === 'heading' ? `<B>${text(block.number + block.text)}</B>` : text(block.text);
      html.push(breaks ? `　　${line}<BR>` : `<P>　　${line}${unclosed ? '' : '</P>'}`);
    }
  }
  return html.join('\n');
}

export function renderHtmlPortal(report: ForgedReport): Rendered {
  const random = new Random(`${report.seed}/html-portal`);
  const menu = ['首页', '机构职能', '政策文件', '信息公开指南', '信息公开年报', '依申请公开'].map((name) => `<TR><TD height=28>·<A href="index.htm">${name}</A></TD></TR>`).join('');
  const list = report.deviations.has('html.other_reports')
    ? `<TABLE border=0 width="100%"><TR><TD>序号</TD><TD>标题</TD><TD>日期</TD></TR>${otherReports(report).map((name, i) => `<TR><TD>${i + 1}</TD><TD><A href="art_${i}.html">${escapeHtml(name)}</A></TD><TD>${report.publishedOn}</TD></TR>`).join('')}</TABLE>`
    : '';
  const index = random.chance(0.5)
    ? `<TABLE border=0 width="100%"><TR><TD>索引号</TD><TD>000014349/${report.fiscalYear + 1}-00012</TD><TD>信息分类</TD><TD>年度报告</TD></TR><TR><TD>发布机构</TD><TD>${escapeHtml(report.agency.name)}</TD><TD>发文日期</TD><TD>${report.publishedOn}</TD></TR></TABLE>`
    : '';
  const page = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<HTML><HEAD>{{charset}}<TITLE>${escapeHtml(random.chance(0.5) ? report.titleLines.join('') : report.agency.name)}</TITLE></HEAD>
<BODY leftMargin=0 topMargin=0>
<TABLE width=1004 border=0 cellspacing=0 cellpadding=0 align=center><TR><TD background=top.jpg height=120>&nbsp;</TD></TR></TABLE>
<TABLE width=1004 border=0 align=center><TBODY><TR><TD width=200 vAlign=top><TABLE width="100%" border=0>${menu}</TABLE></TD>
<TD vAlign=top><TABLE width="100%" border=0><TR><TD class=dh>您现在的位置：首页 &gt;&gt; 信息公开年报</TD></TR><TR><TD>${index}</TD></TR>
<TR><TD class=content><!-- 正文开始 --><DIV id=zoom>
${body(report, random)}
</DIV><!-- 正文结束 --></TD></TR><TR><TD align=right>【打印】【关闭】</TD></TR><TR><TD>${list}</TD></TR></TABLE></TD></TR></TBODY></TABLE>
<TABLE width=1004 align=center border=0><TR><TD align=center>版权所有：${escapeHtml(report.agency.name)}</TD></TR></TABLE></BODY></HTML>`;
  return { ...encodePage(page, report, random), truth: cloneTruth(report.truth) };
}
