/** All formats behind one call. */
import type { ForgedReport, ForgeFormat } from '../../../crawlers/replica/report/model.ts';
import { renderDocx } from '../../../crawlers/replica/render/docx.ts';
import { renderHtmlClean } from '../../../crawlers/replica/render/html-clean.ts';
import { renderHtmlPortal } from './html-portal.ts';
import { renderHtmlWord } from './html-word.ts';
import { chromiumMissing, closeChromium, renderPdfChromium } from './pdf-chromium.ts';
import { libreOfficeMissing, renderWithLibreOffice } from './libreoffice.ts';
import { renderApart, type RenderedPage } from './page-parts.ts';
import { renderOfd } from '../../../crawlers/replica/render/ofd.ts';
import { renderPdfOwn } from '../../../crawlers/replica/render/pdf-own.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';
import { renderTextCells } from './text-cells.ts';
import { renderTextRows } from './text-rows.ts';
import { renderWorkbook } from './workbook.ts';
import { zipped } from './zip.ts';

export type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

/** Renderers that need nothing but Node: the same report gives the same bytes. */
const OWN: Partial<Record<ForgeFormat, (report: ForgedReport) => Rendered>> = {
  'html-clean': renderHtmlClean, 'html-word': renderHtmlWord, 'html-portal': renderHtmlPortal, docx: renderDocx, 'pdf-own': renderPdfOwn, ofd: renderOfd,
  'text-cells': renderTextCells, 'text-rows': renderTextRows, xlsx: (report) => renderWorkbook(report, 'xlsx'), xls: (report) => renderWorkbook(report, 'xls'),
};

/** What LibreOffice renders, and the kind of file that it is asked for. */
const BY_LIBREOFFICE = { 'pdf-libreoffice': 'pdf', doc: 'doc', rtf: 'rtf' } as const;
const isByLibreOffice = (format: ForgeFormat): format is keyof typeof BY_LIBREOFFICE => Object.hasOwn(BY_LIBREOFFICE, format);

/** Why a format cannot be rendered on this machine; null if it can. */
export function unavailable(format: ForgeFormat): string | null {
  if (format === 'pdf-chromium') return chromiumMissing();
  if (isByLibreOffice(format)) return libreOfficeMissing();
  return null;
}

/** Renders reports that were forged for `format`. */
export async function render(format: ForgeFormat, reports: readonly ForgedReport[]): Promise<(Rendered | RenderedPage)[]> {
  if (isByLibreOffice(format)) return renderWithLibreOffice(reports, BY_LIBREOFFICE[format]);
  if (format === 'page-parts') return reports.map((report) => renderApart(report, renderOwn));
  if (format === 'zip') return reports.map((report) => zipped(report, (inner) => OWN[inner]!(report)));
  const own = OWN[format];
  if (own) return reports.map(own);
  const rendered: Rendered[] = [];
  for (const report of reports) rendered.push(await renderPdfChromium(report));
  return rendered;
}

/** Renders with Node alone. Throws for formats that need another program. */
export function renderOwn(format: ForgeFormat, report: ForgedReport): Rendered {
  const own = OWN[format];
  if (own === undefined) throw new Error(`${format} is rendered by another program`);
  return own(report);
}

/** Ends what the renderers started. */
export const closeRenderers = closeChromium;
