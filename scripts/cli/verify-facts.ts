/** `verify --facts`: precision and recall of the facts read from prose, on labelled sentences of real reports and on our own. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegistry } from '../../data/registry.ts';
import { readFacts } from '../../extractors/narrative/facts/index.ts';
import { ExtractionPool } from '../../extractors/pool.ts';
import { print, printJson } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { readFactsGold, scoreAgainst } from './facts-gold.ts';
import { FactsScore, precisionOf, recallOf, type Count } from './facts-score.ts';
import { Failure } from './failure.ts';
import { filesOf } from './intake.ts';
import { readLabelled } from './labelled-sentences.ts';
import { textTable } from './text-table.ts';

/** Labels stand with the tests; the sentences of real reports stand in the corpus alone. */
const LABELS = join(import.meta.dirname, '../../test/extractors/narrative/facts');
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
/** Sentences of our own wording: those the rules were made with, and two sets that were written before they were measured. */
const OWN = ['wordings.txt', 'held-out.txt', 'held-out-2.txt'];
/** What is to be reached on the labelled sentences of real reports. */
export const ASKED = { precision: 0.98, recall: 0.85 };

/** The fiscal year of the sentences of our own wording. */
const OWN_YEAR = 2022;

/** Scores the sentences of one file of our own wordings. */
export function scoreOwn(file: string): FactsScore {
  const score = new FactsScore();
  for (const { text, facts } of readLabelled(readFileSync(join(LABELS, file), 'utf8'))) {
    score.add(text, readFacts([{ number: '一', heading: '总体情况', text, place: {} }], OWN_YEAR), facts);
  }
  return score;
}

/** Scores the labelled sentences of real reports, whose documents stand under `corpus`. Throws Failure where one is missing. */
export async function scoreReal(corpus: string): Promise<FactsScore> {
  const score = new FactsScore();
  const pool = new ExtractionPool({ profiles: loadRegistry() });
  try {
    const files = filesOf(corpus, []);
    await Promise.all(readFactsGold(join(LABELS, 'gold')).map(async (gold) => {
      const file = files.find((it) => it.endsWith(`/${gold.document}`));
      if (file === undefined) throw new Failure(EXIT.missing, `${gold.document}: labels speak of it, but it is nowhere under ${corpus}`);
      const path = join(corpus, file);
      const extraction = await pool.extract({ byteLength: statSync(path).size, read: () => readFileSync(path) }, { name: gold.document });
      if (extraction.status !== 'report') throw new Failure(EXIT.badData, `${gold.document}: it is labelled, but refused: ${extraction.reason}`);
      scoreAgainst(gold, extraction.sections, extraction.facts, score);
    }));
    return score;
  } finally {
    await pool.close();
  }
}

/** Prints or gives as JSON the scores of all sets. Exit code 1 where the labelled sentences of real reports stay below what is asked. */
export async function verifyFacts(corpus: string | undefined, json: boolean): Promise<Exit> {
  const dir = corpus ?? CORPUS;
  const sets: [name: string, score: FactsScore][] = OWN.map((file) => [file, scoreOwn(file)]);
  const real = existsSync(dir) ? await scoreReal(dir) : null;
  if (real) sets.unshift(['real reports', real]);
  if (json) printJson({ asked: ASKED, sets: Object.fromEntries(sets.map(([name, score]) => [name, { ...figures(score.all), perIndicator: Object.fromEntries([...score.byCode].map(([code, it]) => [code, figures(it)])), deviations: score.deviations }])) });
  else {
    if (!real) print(`the labelled sentences of real reports are skipped: there is no corpus at ${dir}; name it with --corpus`);
    for (const [name, score] of sets) show(name, score);
  }
  if (!real) return EXIT.ok;
  return precisionOf(real.all) < ASKED.precision || recallOf(real.all) < ASKED.recall ? EXIT.failed : EXIT.ok;
}

const figures = (count: Count): Count & { precision: number; recall: number } => ({ ...count, precision: round(precisionOf(count)), recall: round(recallOf(count)) });
const round = (share: number): number => Math.round(share * 10_000) / 10_000;
const row = (name: string, count: Count): string[] => [name, String(count.found), String(count.expected), String(count.right), precisionOf(count).toFixed(3), recallOf(count).toFixed(3)];

function show(name: string, score: FactsScore): void {
  const codes = [...score.byCode].sort(([a], [b]) => (a < b ? -1 : 1));
  print('', `${name}: precision ${precisionOf(score.all).toFixed(4)}, recall ${recallOf(score.all).toFixed(4)} (${score.all.found} found, ${score.all.expected} there)`);
  print(...textTable([['indicator', 'found', 'there', 'right', 'precision', 'recall'], ...codes.map(([code, count]) => row(code, count))]));
  for (const { where, missed, wrong } of score.deviations.slice(0, 20)) print(`  ${where.slice(0, 60)}: ${[...missed.map((it) => `missed ${it}`), ...wrong.map((it) => `wrong ${it}`)].join('; ')}`);
}
