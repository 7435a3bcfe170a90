/** The samples carry what they should, and are read as what they print. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../../data/registry.ts';
import { extract } from '../../extractors/extract.ts';
import type { Report } from '../../extractors/report.ts';
import { allCells } from '../../crawlers/replica/report/model.ts';
import { corpus, needs, root } from '../support/needs.ts';
import { made } from './make.ts';
import { printedCells, publishedEntries } from '../../crawlers/replica/report/published.ts';
import { FAULT, NO_UNIT, samples, suffix } from './samples.ts';

const all = samples();
const fileOf = ({ file, format }: (typeof all)[number]): string => `${file}.${suffix(format)}`;
const profiles = loadRegistry();

const seen = new Map<string, Promise<Report>>();

/** Each file is read once. */
function read(sample: (typeof all)[number]): Promise<Report> {
  const name = fileOf(sample);
  if (!seen.has(name)) seen.set(name, readNow(name));
  return seen.get(name)!;
}

async function readNow(name: string): Promise<Report> {
  const extraction = await extract(new Uint8Array(readFileSync(join(root, 'data', 'sample', name))), profiles, { name });
  if (extraction.status !== 'report') throw new Error(`${name} was refused: ${extraction.reason}`);
  return extraction;
}

it('data/sample holds these samples, in all four formats, and nothing else', () => {
  expect(readdirSync(join(root, 'data', 'sample')).sort()).toEqual(all.map(fileOf).sort());
  expect(new Set(all.map(({ format }) => suffix(format)))).toEqual(new Set(['html', 'pdf', 'docx', 'txt']));
});

it('makes the same bytes every time', async () => {
  for (const sample of all.filter(({ format }) => !format.startsWith('pdf'))) {
    const [once, again] = [await made(sample), await made(sample)];
    expect(Buffer.compare(once.bytes, again.bytes), once.name).toBe(0);
  }
});

describe.each(all)('$file ($format)', (sample) => {
  it('is read as what it prints', async () => {
    const { agency, fiscalYear, form, title, cells } = await read(sample);
    const { report } = sample;
    const heading = report.titleLines.join('');
    expect(title).toBe(heading);
    expect(heading).toContain(agency.nameZh ?? agency.namePrinted);
    expect(fiscalYear).toBe(report.fiscalYear);
    expect(form).toBe(report.form);
    const printed = Object.fromEntries(allCells(report).map(({ code, text }) => [code, text]));
    const found = cells.filter(({ state }) => state !== 'absent' && state !== 'not_in_template').map(({ code, raw }) => [code, raw?.trim()]);
    expect(Object.fromEntries(found)).toEqual(printed);
  });
  it('says that it is a sample', async () => {
    const { sections } = await read(sample);
    expect(sections.map(({ text }) => text).join('\n')).toContain('样例');
  });
});

it('adds up but for the fault that was put in, and what the agencies themselves printed', async () => {
  const failures: string[] = [];
  for (const sample of all) {
    const { checks } = await read(sample);
    failures.push(...checks.filter(({ status, mode }) => status === 'fail' && mode === 'strict').map(({ id }) => `${sample.file} ${id}`));
  }
  expect(failures.sort()).toEqual([
    `${FAULT.file} I1@total`, `${FAULT.file} I3:new`, `${FAULT.file} N1`,
    // 聊城市 printed 0 items and a change of minus 7125.
    'liaocheng-2020 I6:license',
  ]);
});

it('leaves no value uncertain but the money without a unit', async () => {
  const uncertain: string[] = [];
  for (const sample of all) {
    const { cells } = await read(sample);
    uncertain.push(...cells.filter(({ state, alignment }) => state === 'ambiguous' || alignment === 'inferred').map(({ code, value }) => `${sample.file} ${code} ${value}`));
  }
  expect(uncertain).toEqual([`${NO_UNIT.file} ${NO_UNIT.code} null`]);
});

needs('the corpus', 'the published figures', () => {
  it.each(publishedEntries)('of $agency are those of its report', (entry) => {
    const gold = readdirSync(join(corpus!, 'gold'))
      .map((name) => JSON.parse(readFileSync(join(corpus!, 'gold', name), 'utf8')) as { agency: string; fiscalYear: number; cells: Record<string, { raw: string | null }> })
      .find(({ agency, fiscalYear }) => agency === entry.agency && fiscalYear === entry.fiscalYear)!;
    const wanted = Object.entries(gold.cells).map(([code, { raw }]) => [code, raw ?? '']);
    expect(Object.fromEntries(printedCells(entry))).toEqual(Object.fromEntries(wanted));
  });
});
