/** Where series break between editions of the form: the table `comparability`, derived from the figures' crosswalk. */
import { EDITIONS, figure, figures } from '../extractors/forms/index.ts';
import type { Comparability, Figure, Form } from '../extractors/forms/index.ts';
import type { Db } from './open.ts';

export interface Break {
  code: string;
  from: Form['id'];
  to: Form['id'];
  /** `none`: the later edition has no counterpart; `new`: the earlier has none. Figures that are identical in both break nothing and stand not here. */
  kind: Exclude<Comparability, 'identical'> | 'new';
  /** Codes of the other edition. */
  counterparts: readonly string[];
  zh: string;
  en: string;
}

/** From the most to the least comparable. */
const RANK: readonly Comparability[] = ['identical', 'derivable', 'near', 'concept_break', 'none'];

const SENTENCES: Readonly<Record<Break['kind'], readonly [zh: string, en: string]>> = {
  derivable: ['加总后可比', 'comparable after summing the rows named'],
  near: ['口径相近，比较须谨慎', 'nearly the same concept; compare with caution'],
  concept_break: ['概念已变，不可连成一个序列', 'the concept changed; do not chain the series'],
  none: ['后一版表格不再有可比的指标', 'the later edition has no comparable figure'],
  new: ['前一版表格没有此项', 'the earlier edition has no such figure'],
};

interface Counterpart {
  figure: Figure;
  comparability: Comparability;
  note: string | undefined;
}

/** Figures of `edition` that the crosswalk sets beside this one, from either side. */
function counterpartsIn(edition: Form, of: Figure): Counterpart[] {
  const own = of.crosswalk.filter((to) => edition.codes.includes(to.code)).map((to) => ({ figure: figure(to.code)!, comparability: to.comparability, note: to.note }));
  const theirs = figures.filter((other) => edition.codes.includes(other.code) && !own.some((known) => known.figure === other))
    .flatMap((other) => other.crosswalk.filter((to) => to.code === of.code).map((to) => ({ figure: other, comparability: to.comparability, note: to.note })));
  return [...own, ...theirs];
}

function breakOf(of: Figure, from: Form, to: Form): Break | null {
  const [before, after] = [from.codes.includes(of.code), to.codes.includes(of.code)];
  if (!before && !after) return null;
  if (before && after) return of.note === undefined ? null : say(of, from, to, 'near', [], [of.note]);
  const counterparts = counterpartsIn(before ? to : from, of);
  const best = RANK.find((rank) => counterparts.some(({ comparability }) => comparability === rank));
  if (best === undefined || best === 'identical') return best === 'identical' ? null : say(of, from, to, before ? 'none' : 'new', [], []);
  return say(of, from, to, best, counterparts.map((it) => it.figure), counterparts.flatMap(({ note }) => note ?? []));
}

function say(of: Figure, from: Form, to: Form, kind: Break['kind'], others: readonly Figure[], notes: readonly string[]): Break {
  const [zh, en] = SENTENCES[kind];
  const beside = (name: 'nameZh' | 'nameEn'): string => others.map((other) => other[name]).join(name === 'nameZh' ? '、' : '; ');
  const remarks = [...new Set(notes)].join('; ');
  return {
    code: of.code, from: from.id, to: to.id, kind, counterparts: others.map((other) => other.code),
    zh: `${of.nameZh}：${zh}${others.length > 0 ? `（另一版：${beside('nameZh')}）` : ''}`,
    en: `${of.nameEn}: ${en}${others.length > 0 ? ` (other edition: ${beside('nameEn')})` : ''}${remarks === '' ? '' : `. ${remarks}`}`,
  };
}

/** Editions that have figures, each with the one after it. */
const tabulated = EDITIONS.filter((form) => form.codes.length > 0);

export const BREAKS: readonly Break[] = tabulated.slice(1).flatMap((to, i) => figures.flatMap((of) => breakOf(of, tabulated[i]!, to) ?? []));

/** Fills the table `comparability`. */
export function fillComparability(db: Db): void {
  db.exec('DELETE FROM comparability');
  const put = db.prepare('INSERT INTO comparability (code, from_edition, to_edition, kind, counterparts, explanation_zh, explanation_en) VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const each of BREAKS) put.run(each.code, each.from, each.to, each.kind, JSON.stringify(each.counterparts), each.zh, each.en);
}
