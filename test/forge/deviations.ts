/** Ways in which real reports leave the template, as named switches. Each alters what is printed and the truth together. */
import { CELL_DEVIATIONS } from './deviations/cells.ts';
import { LABEL_DEVIATIONS } from './deviations/labels.ts';
import { MONEY_DEVIATIONS } from './deviations/money.ts';
import { RENDER_DEVIATIONS } from './deviations/rendering.ts';
import { SECTION_DEVIATIONS } from './deviations/sections.ts';
import { STATISTIC_DEVIATIONS } from './deviations/statistics.ts';
import { STRUCTURE_DEVIATIONS } from './deviations/structure.ts';
import type { Deviation } from './deviations/deviation.ts';
import type { ForgedReport, ForgeFormat } from '../../crawlers/replica/report/model.ts';
import type { Random } from '../../crawlers/replica/report/random.ts';

/** In the order in which they are applied: what is printed at all, then how. */
export const DEVIATIONS: readonly Deviation[] = [
  ...STRUCTURE_DEVIATIONS, ...CELL_DEVIATIONS, ...STATISTIC_DEVIATIONS, ...MONEY_DEVIATIONS, ...LABEL_DEVIATIONS, ...SECTION_DEVIATIONS, ...RENDER_DEVIATIONS,
];

/** Those that alter tables 二 to 四, which a report of 2014 to 2018 has not. */
const OF_LATER_TABLES = new Set([...STRUCTURE_DEVIATIONS, ...MONEY_DEVIATIONS, ...LABEL_DEVIATIONS]);

/** One report in eight follows the template to the letter. */
const TEMPLATE_TRUE = 0.125;

/** Switches deviations on: those named, or each by its own probability. */
export function deviate(report: ForgedReport, random: Random, format: ForgeFormat, names?: readonly string[]): void {
  const unknown = names?.find((name) => !DEVIATIONS.some((deviation) => deviation.name === name));
  if (unknown !== undefined) throw new Error(`deviate: no deviation is called ${unknown}`);
  const plain = random.chance(TEMPLATE_TRUE);
  for (const deviation of DEVIATIONS) {
    const stream = random.fork(deviation.name);
    const wanted = names ? names.includes(deviation.name) || deviation.needed : !(plain && !deviation.always) && stream.chance(deviation.probability);
    if (!wanted || (deviation.only && !deviation.only.includes(format))) continue;
    if (deviation.form ? deviation.form !== report.form : report.t0 !== null && OF_LATER_TABLES.has(deviation)) continue;
    if (deviation.not?.some((other) => report.deviations.has(other))) continue;
    if (deviation.apply?.(report, stream, format) === false) continue;
    report.deviations.add(deviation.name);
  }
}
