/** Forges, renders, extracts and judges; adds up by format. */
import type { AgencyProfile } from '../../extractors/attribution/profile.ts';
import { readMembers } from '../../extractors/contained.ts';
import { extract } from '../../extractors/extract.ts';
import type { Extraction } from '../../extractors/report.ts';
import { judge } from './judge.ts';
import type { Finding, Judgement } from './judge.ts';
import { FORMATS } from '../../crawlers/replica/report/model.ts';
import type { ForgedReport, ForgeFormat } from '../../crawlers/replica/report/model.ts';
import { render } from './render/index.ts';
import type { Rendered } from './render/index.ts';
import type { RenderedPage } from './render/page-parts.ts';
import { forge } from './report.ts';

export interface Failure {
  format: ForgeFormat;
  seed: string;
  deviations: string[];
  findings: Finding[];
}

export interface Tally {
  documents: number;
  cells: number;
  exact: number;
  flagged: number;
  silent: number;
  refused: number;
  rawDiffers: number;
  sectionsWrong: number;
  checksWrong: number;
}

export interface Outcome {
  tallies: Partial<Record<ForgeFormat, Tally>>;
  /** Documents with any finding. */
  failures: Failure[];
  /** Exact cells with another raw text, wrong sections, wrong checks: seed and what. */
  remarks: string[];
}

export interface Watcher {
  /** Called for each document that failed, with its bytes. */
  failed?: (failure: Failure, rendered: Rendered, report: ForgedReport) => void;
  progress?: (done: number) => void;
}

export const emptyTally = (): Tally => ({ documents: 0, cells: 0, exact: 0, flagged: 0, silent: 0, refused: 0, rawDiffers: 0, sectionsWrong: 0, checksWrong: 0 });

/** Which seed is rendered to which format: formats take turns, so that each gets its share whatever the count. */
export function plan(seed: number, count: number, formats: readonly ForgeFormat[]): Map<ForgeFormat, string[]> {
  const seeds = new Map<ForgeFormat, string[]>(formats.map((format) => [format, []]));
  for (let i = 0; i < count; i += 1) {
    const format = formats[i % formats.length];
    if (format) seeds.get(format)?.push(String(seed + i));
  }
  return seeds;
}

/** Rendered together: enough to share what starting a program costs, few enough to hold in memory. */
const BATCH = 20;

/** Runs the forge over planned seeds. Throws if extraction throws: that is an internal error, never a verdict. */
export async function measure(seeds: ReadonlyMap<ForgeFormat, readonly string[]>, profiles: readonly AgencyProfile[], watcher: Watcher = {}, form?: ForgedReport['form']): Promise<Outcome> {
  const outcome: Outcome = { tallies: {}, failures: [], remarks: [] };
  let done = 0;
  for (const format of FORMATS) {
    const all = seeds.get(format) ?? [];
    for (let from = 0; from < all.length; from += BATCH) {
      const reports = all.slice(from, from + BATCH).map((seed) => forge(seed, form === undefined ? { format } : { format, form }));
      const rendered = await render(format, reports);
      for (const [i, document] of rendered.entries()) {
        const report = reports[i];
        if (!report) continue;
        await measureOne(format, report, document, profiles, outcome, watcher);
        watcher.progress?.((done += 1));
      }
    }
  }
  return outcome;
}

async function measureOne(
  format: ForgeFormat, report: ForgedReport, document: Rendered, profiles: readonly AgencyProfile[], outcome: Outcome, watcher: Watcher,
): Promise<void> {
  const extraction = await extractionOf(document, profiles)
    .catch((error: unknown) => { throw new Error(`extract failed on ${format} seed ${report.seed}`, { cause: error }); });
  const judgement = judge(report, document.truth, extraction);
  const tally = (outcome.tallies[format] ??= emptyTally());
  addUp(tally, judgement, extraction.status !== 'report');
  const where = `${format} ${report.seed}`;
  outcome.remarks.push(
    ...judgement.rawDiffers.map((what) => `${where} raw ${what}`), ...judgement.sections.map((what) => `${where} section ${what}`),
    ...judgement.checks.map((what) => `${where} check ${what}`),
  );
  if (judgement.findings.length === 0) return;
  const failure = { format, seed: report.seed, deviations: [...report.deviations], findings: judgement.findings };
  outcome.failures.push(failure);
  watcher.failed?.(failure, document, report);
}

/** Of an archive: that of the one report in it. */
async function extractionOf({ bytes, name, contentType, ...more }: Rendered | RenderedPage, profiles: readonly AgencyProfile[]): Promise<Extraction> {
  const whole = await extract(bytes.slice(), profiles, { name, contentType }, undefined, 'parts' in more ? more.parts : []);
  if (whole.status === 'report' || whole.code !== 'archive') return whole;
  const members = await readMembers(bytes, { name }, (member, hints) => extract(member.slice(), profiles, hints));
  const reports = members.filter(({ extraction }) => extraction.status === 'report');
  return reports.length === 1 ? reports[0]!.extraction : whole;
}

function addUp(tally: Tally, judgement: Judgement, refused: boolean): void {
  tally.documents += 1;
  tally.cells += judgement.cells;
  tally.exact += judgement.exact;
  tally.flagged += judgement.flagged;
  tally.silent += judgement.silent;
  tally.refused += refused ? 1 : 0;
  tally.rawDiffers += judgement.rawDiffers.length;
  tally.sectionsWrong += judgement.sections.length > 0 ? 1 : 0;
  tally.checksWrong += judgement.checks.length;
}

export function merge(outcomes: readonly Outcome[]): Outcome {
  const merged: Outcome = { tallies: {}, failures: [], remarks: [] };
  for (const outcome of outcomes) {
    merged.failures.push(...outcome.failures);
    merged.remarks.push(...outcome.remarks);
    for (const format of FORMATS) {
      const part = outcome.tallies[format];
      if (!part) continue;
      const sum = (merged.tallies[format] ??= emptyTally());
      for (const key of Object.keys(part) as (keyof Tally)[]) sum[key] += part[key];
    }
  }
  return merged;
}

export function total(outcome: Outcome): Tally {
  const sum = emptyTally();
  for (const tally of Object.values(outcome.tallies)) for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key];
  return sum;
}
