/** `forge`: a random annual report of an agency that does not exist, with the truth about every cell. */
import { breakArithmetic, randomFigures } from '../../crawlers/replica/report/figures.ts';
import type { Profile } from '../../crawlers/replica/report/figures.ts';
import { deviate } from './deviations.ts';
import { plainReport } from '../../crawlers/replica/report/model.ts';
import type { ForgedReport, ForgeFormat } from '../../crawlers/replica/report/model.ts';
import { preface, randomAgency, sections, title } from '../../crawlers/replica/report/prose.ts';
import { breakSum, formerAgency, statisticFigures, statisticsReport } from '../../crawlers/replica/report/statistics-report.ts';
import { Random } from '../../crawlers/replica/report/random.ts';

export { layout } from '../../crawlers/replica/report/layout.ts';
export { plainReport } from '../../crawlers/replica/report/model.ts';
export type { ForgedReport, ForgeFormat, ReportParts, Truth } from '../../crawlers/replica/report/model.ts';

export interface ForgeOptions {
  /** What it will be rendered to: some deviations exist in one format only. */
  format?: ForgeFormat;
  form?: ForgedReport['form'];
  /** Leave out to choose at random (one in five). */
  broken?: boolean;
  /** Names of deviations to switch on, and no others; leave out to choose at random. */
  deviations?: readonly string[];
}

/** The same seed and options give the same report. */
export function forge(seed: string | number, options: ForgeOptions = {}): ForgedReport {
  if (options.form === 'stat-2014') return forgeStatistics(seed, options);
  const random = new Random(seed);
  const form = options.form ?? (random.chance(0.45) ? 'ogi-2019' : 'ogi-2021');
  const profile = random.weighted<Profile>([['zeros', 3], ['small', 4], ['medium', 2], ['large', 1]]);
  const year = form === 'ogi-2019' ? random.int(2019, 2020) : random.int(2021, 2025);
  const figures = randomFigures(random.fork('figures'), form, profile);
  const agency = randomAgency(random.fork('agency'), random.chance(0.85));
  const story = { random: random.fork('prose'), form, agency, year, figures: new Map(figures) };
  const broken = (options.broken ?? random.chance(0.2)) ? breakArithmetic(random.fork('broken'), figures) : [];
  const report = plainReport({
    seed: String(seed), form, agency, fiscalYear: year, figures,
    publishedOn: `${year + 1}-01-${String(random.int(4, 31)).padStart(2, '0')}`,
    titleLines: title(random.fork('title'), agency, year), preface: preface(story), sections: sections(story),
  });
  report.broken = broken;
  if (broken.length > 0) report.deviations.add('broken_arithmetic');
  deviate(report, random.fork('deviations'), options.format ?? 'html-clean', options.deviations);
  return report;
}

/** A report of 2014 to 2018 with the statistics table. */
function forgeStatistics(seed: string | number, options: ForgeOptions): ForgedReport {
  const random = new Random(`${seed}/stat-2014`);
  const figures = statisticFigures(random.fork('figures'), random.weighted<Profile>([['zeros', 2], ['small', 4], ['medium', 3], ['large', 1]]));
  const broken = (options.broken ?? random.chance(0.2)) ? breakSum(random.fork('broken'), figures) : [];
  const year = random.int(2014, 2018);
  const report = statisticsReport({ seed: String(seed), agency: formerAgency(random.fork('agency')), year, figures, random: random.fork('prose') });
  report.broken = broken;
  deviate(report, random.fork('deviations'), options.format ?? 'html-clean', options.deviations);
  return report;
}
