/** A report as an OFD file, written in one of the ways in which producers write them. */
import { OfdWriter } from './ofd-writer.ts';
import { drawReport } from './page-drawing.ts';
import type { ForgedReport } from '../report/model.ts';
import { Random } from '../report/random.ts';
import { cloneTruth } from './rendered.ts';
import type { Rendered } from './rendered.ts';

export function renderOfd(report: ForgedReport): Rendered {
  const random = new Random(`${report.seed}/ofd`);
  const variant = {
    spacing: random.pick(['runs', 'runs', 'list', 'codes'] as const), plane: random.pick(['whole', 'own', 'own', 'scaled'] as const), templates: random.chance(0.3),
    forms: random.pick(['block', 'composite'] as const), prefix: random.pick(['ofd:', 'ofd:', '']), absolute: random.chance(0.3), params: random.chance(0.4), glyphs: random.chance(0.4),
  };
  const writer = new OfdWriter(variant, report.titleLines.join(''));
  return { bytes: drawReport(report, random, writer), name: `${report.seed}.ofd`, contentType: 'application/ofd', truth: cloneTruth(report.truth) };
}
