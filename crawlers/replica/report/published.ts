/** Figures that five real agencies published, as printed: what the samples and the replica print of them. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { FORMATS } from './model.ts';
import { APPLICANTS, figureRows, OUTCOMES, t2Code, t3Code, t4Code, table3Rows, TABLE_2, VENUES } from './template.ts';
import type { OgiForm } from './template.ts';

const row = z.array(z.string());
const schema = z.array(
  z.strictObject({
    file: z.string(),
    format: z.enum(FORMATS),
    agency: z.string(),
    fiscalYear: z.int(),
    form: z.enum(['ogi-2019', 'ogi-2021']),
    title: z.string(),
    requests: row.length(7),
    disputes: row.length(5),
    rows: z.record(z.string(), row),
    amountHeader: z.string().optional(),
  }),
);
export type Published = z.infer<typeof schema>[number];

/** Text of every cell, by code. */
export function printedCells(entry: Pick<Published, 'form' | 'rows' | 'requests' | 'disputes'>): Map<string, string> {
  const cells = new Map<string, string>();
  const fill = (name: string, codes: string[], otherwise: string[]): void => {
    const texts = entry.rows[name] ?? otherwise;
    if (texts.length !== codes.length) throw new Error(`published.yaml: ${name} has ${texts.length} cells, the form ${codes.length}`);
    codes.forEach((code, i) => cells.set(code, texts[i]!));
  };
  const form: OgiForm = entry.form;
  for (const block of TABLE_2[form]) {
    for (const { id } of block.rows) fill(`t2.${block.id}.${id}`, block.measures.map((m) => t2Code(block.id, id, m.id)), []);
  }
  for (const { id } of figureRows(table3Rows(form))) fill(`t3.${id}`, APPLICANTS.map((a) => t3Code(id, a.id)), entry.requests);
  for (const { id } of VENUES) fill(`t4.${id}`, OUTCOMES.map((o) => t4Code(id, o.id)), entry.disputes);
  return cells;
}

/** The entries of `published.yaml`. */
export const publishedEntries: readonly Published[] = schema.parse(parse(readFileSync(new URL('published.yaml', import.meta.url), 'utf8')));
