/** A report that stands apart: prose on a page, its tables in files beside it, in one or in several, with others that are none of it. */
import { createHash } from 'node:crypto';
import { tabled, tablesOnly, withoutTables } from '../../../crawlers/replica/report/apart.ts';
import type { ForgedReport, ForgeFormat } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { renderHtmlClean } from '../../../crawlers/replica/render/html-clean.ts';
import { utf8, type Rendered } from '../../../crawlers/replica/render/rendered.ts';
import type { Part } from '../../../extractors/page-parts.ts';

type Renderer = (format: ForgeFormat, report: ForgedReport) => Rendered;
const TABLES_IN = ['docx', 'xlsx', 'xls', 'pdf-own', 'ofd', 'html-clean', 'html-word'] as const;

export interface RenderedPage extends Rendered {
  parts: Part[];
}

/** @param render a report in one of the formats that need no other program */
export function renderApart(report: ForgedReport, render: Renderer): RenderedPage {
  const random = new Random(`${report.seed}/apart`);
  const prose = withoutTables(report);
  const page = renderHtmlClean({ ...prose, sections: prose.sections.map((section, i) => (tabled(report)[i] ? { ...section, body: [...section.body, '具体情况见附件。'] } : section)) });
  const all = tablesOnly(report).sections.map((_, i) => i);
  const groups = random.chance(0.4) ? all.map((i) => [i]) : [all];
  const format = random.pick(TABLES_IN);
  const parts = groups.map((which, i): Part => {
    const alone = { ...tablesOnly(report, which), titleLines: [`附件${i + 1}`] };
    const { bytes, name } = render(random.chance(0.3) ? random.pick(TABLES_IN) : format, alone);
    return partOf(bytes, `附件${i + 1}${name.slice(name.lastIndexOf('.'))}`);
  });
  if (random.chance(0.4)) parts.splice(random.int(0, parts.length), 0, partOf(utf8('填表说明：本表由各单位填报，数字为零的填0。'), '说明.txt'));
  return { ...page, parts };
}

const partOf = (bytes: Uint8Array, name: string): Part => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes, source: { name } });
