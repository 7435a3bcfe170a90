/** Pages whose tables stand beside them: one report, each figure with the document in which it stands. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tablesOnly, withoutTables } from '../../crawlers/replica/report/apart.ts';
import type { ForgedReport } from '../../crawlers/replica/report/model.ts';
import { loadRegistry } from '../../data/registry.ts';
import { extract } from '../../extractors/extract.ts';
import { lacks, type Part } from '../../extractors/page-parts.ts';
import type { Extraction, Report } from '../../extractors/report.ts';
import { installedOcr } from '../../extractors/worker-ocr.ts';
import { scansMissing } from '../bench/scans.ts';
import { judge } from '../forge/judge.ts';
import { renderOwn } from '../forge/render/index.ts';
import { renderApart } from '../forge/render/page-parts.ts';
import { renderScan } from '../forge/render/scan.ts';
import { zipped } from '../forge/render/zip.ts';
import { forge } from '../forge/report.ts';

const profiles = loadRegistry();
const plain = (seed: number | string, more: Partial<ForgedReport> = {}): ForgedReport => ({ ...forge(seed, { deviations: [], broken: false, form: 'ogi-2021' }), ...more });
const partOf = (bytes: Uint8Array, name: string): Part => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes, source: { name } });
const read = (report: ForgedReport, parts: readonly Part[]): Promise<Extraction> => {
  const { bytes, name, contentType } = renderOwn('html-clean', withoutTables(report));
  return extract(bytes, profiles, { name, contentType }, undefined, parts);
};
const values = (extraction: Extraction): (number | null)[] => (extraction as Report).cells.filter(({ code }) => code.startsWith('t3.')).map(({ value }) => value);
const codesOf = ({ problems }: Report): string[] => problems.map(({ code }) => code);

describe('a page without its tables', () => {
  it('is one report with the files that hold them, exactly, and every figure names its file', async () => {
    let [cells, exact] = [0, 0];
    for (let seed = 500; seed < 560; seed++) {
      const report = forge(seed, { format: 'docx' });
      const { bytes, name, contentType, truth, parts } = renderApart(report, renderOwn);
      expect(lacks(await extract(bytes.slice(), profiles, { name, contentType })), `seed ${seed} alone`).toBe(true);
      const extraction = await extract(bytes, profiles, { name, contentType }, undefined, parts);
      const judgement = judge(report, truth, extraction);
      cells += judgement.cells;
      exact += judgement.exact;
      expect(judgement.silent, `seed ${seed}`).toBe(0);
      expect(judgement.sections, `seed ${seed}`).toEqual([]);
      const used = new Set((extraction as Report).parts?.map(({ sha256 }) => sha256));
      for (const { place } of (extraction as Report).cells) if (place !== null) expect(used.has(place.document ?? ''), `seed ${seed}`).toBe(true);
      for (const { place } of (extraction as Report).sections) expect(place.document).toBeUndefined();
    }
    expect(exact / cells).toBeGreaterThanOrEqual(0.995);
  });

  it('finds them in an archive, too', async () => {
    const report = plain('in a zip');
    const zip = zipped(report, (format) => renderOwn(format, tablesOnly(report)));
    const extraction = (await read(report, [partOf(zip.bytes, '附件.zip')])) as Report;
    expect(extraction.parts).toMatchObject([{ gives: ['published', 'requests', 'disputes'] }]);
    expect(values(extraction)).toEqual(values(await extract(renderOwn('html-clean', report).bytes, profiles)));
  });

  it('takes words and tables from two files where it holds neither', async () => {
    const report = plain('cover');
    const cover = { ...report, preface: [], tail: [], sections: [] };
    const [words, tables] = [partOf(renderOwn('docx', withoutTables(report)).bytes, '正文.docx'), partOf(renderOwn('xlsx', tablesOnly(report)).bytes, '附表.xlsx')];
    const { bytes } = renderOwn('html-clean', cover);
    const extraction = (await extract(bytes, profiles, {}, undefined, [words, tables])) as Report;
    expect(extraction.parts).toEqual([{ sha256: words.sha256, source: '正文.docx', gives: ['prose'] }, { sha256: tables.sha256, source: '附表.xlsx', gives: ['published', 'requests', 'disputes'] }]);
    expect(extraction.fiscalYear).toBe(report.fiscalYear);
    expect(extraction.sections.filter(({ heading }) => heading !== null)).toHaveLength(report.sections.length);
  });

  it('is left alone where a file is the whole report, which is a document of its own', async () => {
    const report = plain('whole');
    expect(await read(report, [partOf(renderOwn('docx', report).bytes, '全文.docx')])).toMatchObject({ status: 'not_a_report', code: 'no_tables' });
  });

  it('is not left alone for a file that does not say whose report it is', async () => {
    const report = plain('nameless');
    const nameless = partOf(renderOwn('docx', { ...report, wrapper: [], preface: [], tail: [], titleLines: ['附件'], sections: report.sections.map((section) => ({ ...section, body: section.body.map((part) => (typeof part === 'string' ? '按照条例要求推进政府信息公开各项工作，依法保障公民、法人和其他组织获取政府信息的权利，服务经济社会发展。' : part)) })) }).bytes, '附件.docx');
    const alone = await extract(nameless.bytes.slice(), profiles, nameless.source);
    expect(alone).toMatchObject({ status: 'report', fiscalYear: null });
    const extraction = (await read(report, [nameless])) as Report;
    expect(extraction).toMatchObject({ status: 'report', fiscalYear: report.fiscalYear, parts: [{ gives: ['published', 'requests', 'disputes'] }] });
  });
});

describe('tables that may not be its own', () => {
  it('of another year stay apart, and that is said', async () => {
    const report = plain('this year');
    const title = report.titleLines.join('').replace(`${report.fiscalYear}`, `${report.fiscalYear - 1}`);
    const old = partOf(renderOwn('docx', { ...tablesOnly(report), titleLines: [title] }).bytes, '附件.docx');
    expect(await read(report, [old])).toMatchObject({ status: 'not_a_report' });
    const own = partOf(renderOwn('xlsx', tablesOnly(report)).bytes, '附表.xlsx');
    const extraction = (await read(report, [old, own])) as Report;
    expect(extraction.parts?.map(({ source }) => source)).toEqual(['附表.xlsx']);
    expect(extraction.problems).toContainEqual({ code: 'part_of_another_report', message: `附件.docx is of ${report.fiscalYear - 1}, the page of ${report.fiscalYear}: it is read by itself`, place: { document: old.sha256 } });
  });

  it('of another organ stay apart, also of one that no registry knows', async () => {
    const report = plain('ours');
    const title = `远方县应急管理局${report.fiscalYear}年政府信息公开工作年度报告`;
    const theirs = partOf(renderOwn('docx', { ...tablesOnly(report), titleLines: [title] }).bytes, '附件.docx');
    expect(await read(report, [theirs])).toMatchObject({ status: 'not_a_report' });
  });

  it('that two files print differently are taken from neither; copies are taken once', async () => {
    const [report, other] = [plain('one'), plain('other')];
    const [a, b] = [partOf(renderOwn('docx', tablesOnly(report)).bytes, 'a.docx'), partOf(renderOwn('xlsx', tablesOnly(other)).bytes, 'b.xlsx')];
    expect(await read(report, [a, b])).toMatchObject({ status: 'not_a_report' });
    const copy = partOf(renderOwn('xlsx', tablesOnly(report)).bytes, 'c.xlsx');
    expect(((await read(report, [a, copy])) as Report).parts?.map(({ source }) => source)).toEqual(['a.docx']);
    const requests = tablesOnly(other, [1]);
    const extraction = (await read(report, [a, partOf(renderOwn('docx', requests).bytes, 'd.docx')])) as Report;
    expect(extraction.parts).toMatchObject([{ source: 'a.docx', gives: ['published', 'disputes'] }]);
    expect(codesOf(extraction)).toEqual(expect.arrayContaining(['parts_disagree', 'table_missing']));
    expect(values(extraction).every((value) => value === null)).toBe(true);
  });
});

describe('tables in pictures', () => {
  const missing = scansMissing();

  it('need an engine, and that is said of the page', async () => {
    const picture = partOf(Buffer.from('89504e470d0a1a0a0000000d49484452000004b00000064008020000000000000000', 'hex'), '图1.png');
    expect(await read(plain('pictures'), [picture])).toMatchObject({ status: 'unreadable', code: 'needs_ocr' });
    const small = partOf(Buffer.from('89504e470d0a1a0a0000000d49484452000000200000002008020000000000000000', 'hex'), '图标.png');
    expect(await read(plain('pictures'), [small])).toMatchObject({ status: 'not_a_report', code: 'no_tables' });
  });

  it('cost a page nothing that it prints itself where there is no engine', async () => {
    const report = plain('half');
    const third = tablesOnly(report).sections[1]!.heading;
    const page = { ...report, sections: report.sections.map((section) => (section.heading === third ? { ...section, body: section.body.filter((part) => typeof part === 'string') } : section)) };
    const picture = partOf(Buffer.from('89504e470d0a1a0a0000000d49484452000004b00000064008020000000000000000', 'hex'), '图1.png');
    const extraction = (await extract(renderOwn('html-clean', page).bytes, profiles, {}, undefined, [picture])) as Report;
    expect(extraction).toMatchObject({ status: 'report', fiscalYear: report.fiscalYear });
    expect(codesOf(extraction)).toEqual(expect.arrayContaining(['parts_need_ocr', 'table_missing']));
    expect(extraction.cells.some(({ code, value }) => code.startsWith('t4.') && value !== null)).toBe(true);
  });

  it.skipIf(missing !== null)(`stand where arithmetic confirms them, and the prose is the page's${missing === null ? '' : ` [skipped: ${missing}]`}`, async () => {
    const report = plain('pictures');
    const scan = await renderScan(tablesOnly(report), { dpi: 300, degradation: 'clean', wrapping: 'png' });
    const { bytes, truth } = renderOwn('html-clean', withoutTables(report));
    const extraction = (await extract(bytes, profiles, {}, installedOcr()!, [partOf(scan.bytes, 'tables.png')])) as Report;
    expect(extraction).toMatchObject({ status: 'report', fiscalYear: report.fiscalYear });
    expect(judge(report, truth, extraction).silent).toBe(0);
    const read = extraction.cells.filter(({ value }) => value !== null);
    expect(read.length).toBeGreaterThan(100);
    expect(new Set(read.map(({ note }) => note))).toEqual(new Set(['ocr: recognised on a scan, confirmed by the arithmetic of the form']));
    expect(extraction.facts.length).toBeGreaterThan(0);
    expect(codesOf(extraction)).toContain('read_by_ocr');
  });
});
