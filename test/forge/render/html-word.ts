/** A page that a word processor exported: mso styles, o:p, conditional comments, a span around everything. */
import { layout } from '../../../crawlers/replica/report/layout.ts';
import type { ForgedReport } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { disagree, escapeHtml, runs, tableHtml } from '../../../crawlers/replica/render/html-table.ts';
import type { Markup } from '../../../crawlers/replica/render/html-table.ts';
import { encodePage } from '../../../crawlers/replica/render/html-page.ts';
import { cloneTruth } from '../../../crawlers/replica/render/rendered.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

const HEAD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
{{charset}}
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>user</o:Author><o:Pages>6</o:Pages></o:DocumentProperties></xml><![endif]-->
<style><!-- @font-face {font-family:宋体; panose-1:2 1 6 0 3 1 1 1 1 1;} p.MsoNormal {mso-style-unhide:no; margin:0cm; text-align:justify; font-size:10.5pt;} --></style>
</head>`;

const FONT = 'font-size:10.0pt;font-family:宋体;mso-bidi-font-family:宋体;color:black;mso-font-kerning:0pt';

/** One run of text: Latin letters and digits in a span of their own, as Word marks their language. */
function span(run: string, random: Random): string {
  const latin = /^[\x20-\x7e]+$/.test(run);
  const tail = random.chance(0.15) ? '<o:p></o:p>' : '';
  return `<span${latin ? ' lang=EN-US' : ''} style='${FONT}'>${escapeHtml(run)}${tail}</span>`;
}

function paragraph(text: string, align: string, random: Random): string {
  const open = `<p class=MsoNormal${align} style='line-height:20.0pt;mso-pagination:widow-orphan'>`;
  if (text.trim() === '' && !text.includes('\u3000')) return `${open}<span lang=EN-US style='${FONT}'><o:p>&nbsp;</o:p></span></p>`;
  const lines = text.split('\n').map((line) => runs(line, random).map((run) => span(run, random)).join(''));
  return `${open}${lines.join('<span lang=EN-US><br>\n</span>')}</p>`;
}

export function renderHtmlWord(report: ForgedReport): Rendered {
  const random = new Random(`${report.seed}/html-word`);
  const width = random.int(500, 640);
  const markup: Markup = {
    table: ` class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 width=${width} style='width:${width}pt;border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt;mso-yfti-tbllook:1184'`,
    row: " style='mso-yfti-irow:0;height:19.85pt'",
    cell: (cell) => ` width=${cell.colSpan * 40} ${random.chance(0.5) ? 'valign=top ' : ''}style='width:${cell.colSpan * 30}.0pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt'`,
    content: (cell) => cell.text.split('\n\n').map((part) => paragraph(part, cell.kind === 'label' ? '' : ' align=center', random)).join('\n'),
    quote: random.pick(['', '"']), upper: false, unclosed: false, headerTag: 'td', thead: report.deviations.has('html.thead'), tbody: false, tail: '',
  };
  // Word closes a table whose cells do not line up with a row of zero height that only carries widths.
  const ruler = (columns: number): string =>
    random.chance(0.3) ? `\n<![if !supportMisalignedColumns]>\n<tr height=0>${`<td width=40 style='border:none'></td>`.repeat(columns)}</tr>\n<![endif]>` : '';
  const html: string[] = [];
  for (const block of layout(report)) {
    if (block.kind === 'table') {
      const table = report.deviations.has('html.spans_disagree') ? disagree(block.table, random) : block.table;
      html.push(`<div align=center>\n${tableHtml(table, { ...markup, tail: ruler(table.widths.length) })}\n</div>`, paragraph('', '', random));
    } else if (block.kind === 'title' || block.kind === 'wrapper') html.push(...block.lines.map((line) => paragraph(line, ' align=center', random)));
    else if (block.kind === 'heading') html.push(`<b style='mso-bidi-font-weight:normal'>${paragraph(block.number + block.text, '', random)}</b>`);
    else html.push(paragraph(block.text, '', random));
  }
  const page = `${HEAD}\n<body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1 style='layout-grid:15.6pt'>\n${html.join('\n')}\n</div></body></html>`;
  return { ...encodePage(page, report, random), truth: cloneTruth(report.truth) };
}
