/** The labels of real sentences: which number is which fact. The sentences stand in the documents alone; labels name them by hash. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Fact, Section } from '../../extractors/report.ts';
import { passagesOf } from '../../extractors/narrative/facts/prose.ts';
import { EXIT } from './exit.ts';
import type { FactsScore } from './facts-score.ts';
import { Failure } from './failure.ts';

const Label = z.strictObject({
  /** The figure, or the word for none, as printed. */
  printed: z.string().min(1),
  /** Null where it is no fact. */
  code: z.string().regex(/^n\./).nullable(),
  value: z.number().nullable().optional(),
  approximate: z.boolean().default(false),
  period: z.enum(['year', 'cumulative']).default('year'),
  scope: z.enum(['own', 'system', 'subordinate']).default('own'),
});
const Gold = z.strictObject({
  document: z.string(),
  fiscalYear: z.int(),
  sections: z.array(z.strictObject({
    section: z.coerce.string(),
    sentences: z.array(z.strictObject({ sha256: z.string().length(16), offset: z.int(), numbers: z.array(Label).min(1) })),
  })),
});
export type FactsGold = z.infer<typeof Gold>;

/** All labels of a folder, by name of file. Throws Failure, naming the file, where one cannot be read. */
export function readFactsGold(dir: string): FactsGold[] {
  return readdirSync(dir).filter((name) => name.endsWith('.yaml')).sort().map((name) => {
    const read = Gold.safeParse(parse(readFileSync(join(dir, name), 'utf8')));
    if (!read.success) throw new Failure(EXIT.badData, `${join(dir, name)}: ${z.prettifyError(read.error).replaceAll('\n', '; ')}`);
    return read.data;
  });
}

const hashOf = (sentence: string): string => createHash('sha256').update(sentence).digest('hex').slice(0, 16);

/**
 * Scores the facts of a document against its labels. A fact in a sentence that holds no label counts as wrong; a label whose sentence is
 * not found counts as missed.
 */
export function scoreAgainst(gold: FactsGold, sections: readonly Section[], facts: readonly Fact[], score: FactsScore): void {
  const sentences = new Map<string, Fact[]>();
  const unclaimed = new Set<Fact>();
  const labelled = new Set(gold.sections.map((it) => it.section));
  sections.forEach((section, index) => {
    if (!labelled.has(section.number ?? '')) return;
    const own = facts.filter((fact) => fact.section === index);
    own.forEach((fact) => unclaimed.add(fact));
    for (const passage of passagesOf([section])) {
      for (const { start, end } of passage.sentences) {
        const [from, to] = [passage.at(start), passage.at(end - 1)];
        sentences.set(hashOf(passage.text.slice(start, end)), own.filter((fact) => fact.start >= from && fact.end <= to + 1));
      }
    }
  });
  for (const { section, sentences: listed } of gold.sections) {
    for (const { sha256, offset, numbers } of listed) {
      const found = sentences.get(sha256) ?? [];
      found.forEach((fact) => unclaimed.delete(fact));
      const expected = numbers.flatMap(({ printed: _, code, value = null, ...rest }) => (code === null ? [] : [{ code, value, ...rest }]));
      score.add(`${gold.document} ${section} ${offset}`, found, expected);
    }
  }
  for (const fact of unclaimed) score.add(`${gold.document} section ${fact.section} ${fact.start}`, [fact], []);
}
