/** The real PDF of the corpus: every figure of its gold stands in a grid, in the cell whose place is on the right page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Document } from '../../../extractors/document.ts';
import { readPdf } from '../../../extractors/formats/pdf.ts';
import { gridsOf, textsOf } from '../../support/pdf-tables.ts';
import { corpus, needs } from '../../support/needs.ts';

needs('the corpus', 'huaian_gov_2024.pdf', () => {
  let document: Document | undefined;
  const read = async (): Promise<Document> => (document ??= await readPdf(readFileSync(join(corpus!, 'files', 'huaian_gov_2024.pdf'))));
  const squeeze = (text: string): string => text.replace(/\s+/g, '');

  it('three tables, two of them joined over page breaks', async () => {
    const grids = gridsOf(await read());
    expect(grids.map(({ rows, cols, seams }) => [rows, cols, seams])).toEqual([[14, 4, [8]], [28, 10, [16]], [4, 15, []]]);
    expect(new Set(grids[1]!.cells.map(({ place }) => place.page))).toEqual(new Set([4, 5]));
  });

  it('the figures of its gold, row by row', async () => {
    const gold = JSON.parse(readFileSync(join(corpus!, 'gold', 'huaian_gov_2024.pdf.json'), 'utf8')) as { cells: Record<string, { raw: string | null }> };
    const printed = Object.entries(gold.cells).filter(([code, { raw }]) => code.startsWith('t3.') && raw !== null);
    const rows = new Map<string, string[]>();
    for (const [code, { raw }] of printed) {
      const row = code.slice(0, code.indexOf('@'));
      rows.set(row, [...(rows.get(row) ?? []), raw!.trim()]);
    }
    const figures = textsOf(gridsOf(await read())[1]!).slice(3).map((texts) => texts.slice(3).map(squeeze));
    expect(figures).toHaveLength(25);
    expect([...rows.values()].map((row) => [...row].sort())).toEqual(expect.arrayContaining(figures.map((row) => [...row].sort())));
  });

  it('a label cut by the break stays beside it; no page number enters anything', async () => {
    const { blocks } = await read();
    const texts = textsOf(gridsOf(await read())[1]!);
    expect([texts[15]![1], texts[16]![1]].map((text) => squeeze(text!))).toEqual(['（四）无', '法提供']);
    const everything = blocks.flatMap((block) => (block.kind === 'grid' ? block.cells.map(({ text }) => text) : [block.text]));
    expect(everything.filter((text) => /^-\s*\d\s*-$/.test(text.trim()))).toEqual([]);
  });

  it('the six sections as headings, the paragraphs whole', async () => {
    const { blocks } = await read();
    const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.text.slice(0, 2)] : []));
    expect(headings).toEqual(['淮安', '一、', '二、', '三、', '四、', '五、', '六、']);
    const cut = blocks.flatMap((block) => (block.kind === 'paragraph' && !/[。：]$/.test(block.text) ? [block.text] : []));
    expect(cut).toEqual([]);
  });
});
