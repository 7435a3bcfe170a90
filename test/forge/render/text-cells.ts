/** Text as converters give it for Word files: a cell per line with a leading tab, a blank line after each row. */
import { expand, layout } from '../../../crawlers/replica/report/layout.ts';
import type { LogicalTable } from '../../../crawlers/replica/report/layout.ts';
import type { ForgedReport } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { cloneTruth, utf8 } from '../../../crawlers/replica/render/rendered.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

function tableLines(table: LogicalTable, report: ForgedReport, random: Random): string[] {
  const loose = report.deviations.has('text.blank_lines_in_row');
  return expand(table).flatMap((grid, row) => {
    const lines: string[] = [];
    grid.forEach((cell, col) => {
      if (!cell || cell.col !== col) return;
      const first = cell.row === row;
      lines.push(`\t${first ? cell.text.replace(/\n+/g, '\n') : ''}`);
      // An empty paragraph or two after a group's label splits its row.
      if (first && loose && cell.kind === 'label' && cell.rowSpan > 1 && random.chance(0.3)) lines.push('', '');
    });
    return [...lines, ''];
  });
}

/** Renders to the dialect of the Word-derived archives. */
export function renderTextCells(report: ForgedReport): Rendered {
  const random = new Random(`${report.seed}/text-cells`);
  const indent = report.deviations.has('text.indented') ? random.pick(['    ', '　　', '  ']) : '';
  const lines: string[] = random.chance(0.5) ? ['', ''] : [];
  for (const block of layout(report)) {
    if (block.kind === 'table') lines.push(...tableLines(block.table, report, random), '');
    else if (block.kind === 'title' || block.kind === 'wrapper') lines.push(...block.lines, '');
    else if (block.kind === 'heading') lines.push(block.number + block.text);
    else lines.push(indent + block.text);
  }
  if (report.deviations.has('text.page_number_end')) lines.push(' '.repeat(30), random.pick(['1', '- 6 -', '—5—']));
  return { bytes: utf8(`${lines.join('\n')}\n`), name: `${report.seed}.txt`, contentType: 'text/plain', truth: cloneTruth(report.truth) };
}
