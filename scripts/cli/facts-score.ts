/** How many of the facts found are right, and how many of those that are there were found; in all and per indicator. */
import type { Fact } from '../../extractors/report.ts';
import type { Expected } from './labelled-sentences.ts';

export interface Count {
  found: number;
  expected: number;
  right: number;
}

export interface Deviation {
  where: string;
  missed: string[];
  wrong: string[];
}

export class FactsScore {
  readonly all: Count = { found: 0, expected: 0, right: 0 };
  readonly byCode = new Map<string, Count>();
  readonly deviations: Deviation[] = [];

  /** Compares the facts of one sentence or paragraph with what it says. Code, value, approximation, period and scope must be equal. */
  add(where: string, found: readonly Fact[], expected: readonly Expected[]): void {
    const open = expected.map((it) => ({ code: it.code, words: inWords(it) }));
    const wrong: string[] = [];
    for (const fact of found) {
      const words = inWords(fact);
      const at = open.findIndex((it) => it.words === words);
      this.#count(fact.code, 'found');
      if (at < 0) wrong.push(words);
      else {
        open.splice(at, 1);
        this.#count(fact.code, 'right');
      }
    }
    for (const { code } of expected) this.#count(code, 'expected');
    if (open.length > 0 || wrong.length > 0) this.deviations.push({ where, missed: open.map((it) => it.words), wrong });
  }

  #count(code: string, what: keyof Count): void {
    let count = this.byCode.get(code);
    if (!count) this.byCode.set(code, (count = { found: 0, expected: 0, right: 0 }));
    count[what] += 1;
    this.all[what] += 1;
  }
}

/** 1 where nothing was found, so nothing wrong. */
export const precisionOf = ({ found, right }: Count): number => (found === 0 ? 1 : right / found);
/** 1 where nothing was there to be found. */
export const recallOf = ({ expected, right }: Count): number => (expected === 0 ? 1 : right / expected);

const inWords = ({ code, value, approximate, period, scope }: Expected): string =>
  `${code} ${approximate ? 'about ' : ''}${value ?? 'unsaid'}${period === 'cumulative' ? ' cumulative' : ''}${scope === 'own' ? '' : ` ${scope}`}`;
