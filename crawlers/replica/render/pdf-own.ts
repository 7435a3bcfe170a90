/** A PDF drawn by hand. */
import { drawReport } from './page-drawing.ts';
import { PdfWriter } from './pdf-writer.ts';
import type { ForgedReport } from '../report/model.ts';
import { Random } from '../report/random.ts';
import { cloneTruth } from './rendered.ts';
import type { Rendered } from './rendered.ts';

export function renderPdfOwn(report: ForgedReport): Rendered {
  const random = new Random(`${report.seed}/pdf-own`);
  const writer = new PdfWriter({ title: report.titleLines.join(''), producer: random.pick(['WPS 文字', 'Jisupdf', 'Microsoft Word 2016']) });
  return { bytes: drawReport(report, random, writer), name: `${report.seed}.pdf`, contentType: 'application/pdf', truth: cloneTruth(report.truth) };
}
