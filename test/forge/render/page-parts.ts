/** A report that stands apart: prose on a page, its tables in files beside it, in one or in several, with others that are none of it. */
import type { Part } from '../../../extractors/page-parts.ts';
import { createHash } from 'node:crypto';
import type { ForgedReport, ForgeFormat } from '../../../crawlers/replica/report/model.ts';
import { Random } from '../../../crawlers/replica/report/random.ts';
import { renderHtmlClean } from '../../../crawlers/replica/render/html-clean.ts';
import { utf8, type Rendered } from '../../../crawlers/replica/render/rendered.ts';

type Renderer = (format: ForgeFormat, report: ForgedReport) => Rendered;
const TABLES_IN = ['docx', 'xlsx', 'xls', 'pdf-own', 'ofd', 'html-clean', 'html-word'] as const;

export interface RenderedPage extends Rendered {
  parts: Part[];
}

/** @param render a report in one of the formats that need no other program */
export function renderApart(report: ForgedReport, render: Renderer): RenderedPage {
  const random = new Random(`${report.seed}/apart`);
  const page = renderHtmlClean({ ...report, sections: report.sections.map((section) => ({ ...section, body: [...section.body.filter((part) => typeof part === 'string'), ...(section.body.some((part) => typeof part !== 'string') ? ['具体情况见附件。'] : [])] })) });
  const tabled = report.sections.filter(({ body }) => body.some((part) => typeof part !== 'string'));
  const groups = random.chance(0.4) ? tabled.map((section) => [section]) : [tabled];
  const format = random.pick(TABLES_IN);
  const parts = groups.map((sections, i): Part => {
    const alone = { ...report, wrapper: [], preface: [], tail: [], titleLines: [`附件${i + 1}`], sections: sections.map((section) => ({ ...section, body: section.body.filter((part) => typeof part !== 'string') })) };
    const { bytes, name } = render(random.chance(0.3) ? random.pick(TABLES_IN) : format, alone);
    return partOf(bytes, `附件${i + 1}${name.slice(name.lastIndexOf('.'))}`);
  });
  if (random.chance(0.4)) parts.splice(random.int(0, parts.length), 0, partOf(utf8('填表说明：本表由各单位填报，数字为零的填0。'), '说明.txt'));
  return { ...page, parts };
}

const partOf = (bytes: Uint8Array, name: string): Part => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes, source: { name } });
