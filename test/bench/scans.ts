/** Forged scans: how many printed figures enter the dataset, and whether any is wrong, by degradation and resolution. */
import { extract } from '../../extractors/extract.ts';
import { forms } from '../../extractors/forms/index.ts';
import type { Cell, FormId, Report } from '../../extractors/report.ts';
import { confirmed } from '../../extractors/tables/confirm.ts';
import { installedOcr } from '../../extractors/worker-ocr.ts';
import { judge } from '../forge/judge.ts';
import { closeChromium } from '../forge/render/pdf-chromium.ts';
import { DEGRADATIONS, renderScan, scanMissing, WRAPPINGS, type Degradation, type ScanOptions } from '../forge/render/scan.ts';
import { forge, type Truth } from '../forge/report.ts';
import { skipped, type Row } from './row.ts';

export interface ScanTally {
  documents: number;
  pages: number;
  /** Figures that are printed in a table, blanks among them; and of these, those that identities could confirm if all were recognised as printed. */
  printed: number;
  confirmable: number;
  /** Recognised as printed: entered, or kept as the only candidate of a figure that no identity confirms. */
  read: number;
  /** Entered as printed; and of these, the confirmable ones. */
  entered: number;
  enteredConfirmable: number;
  silent: number;
  refused: number;
  /** What was silently wrong: seed, code, printed and given. */
  wrong: string[];
}

const empty = (): ScanTally => ({ documents: 0, pages: 0, printed: 0, confirmable: 0, read: 0, entered: 0, enteredConfirmable: 0, silent: 0, refused: 0, wrong: [] });
/**
 * The figures that stand where all is recognised as printed: what the rule of confirmation allows at most. No identity within one
 * report holds the figures of table 二, and none those of a sum that the report itself gets wrong.
 */
function confirmable(form: FormId, truth: ReadonlyMap<string, Truth>): Set<string> {
  const cells = [...truth].filter(([, fact]) => fact.raw !== null).map(([code, { state, value, raw }], i): Cell => ({
    code, state, value, raw, unit: '件', unitRaw: null, rowLabel: null, colLabel: null, alignment: 'exact', place: { table: 0, row: i, col: 0 },
  }));
  return new Set(confirmed(cells, forms[form].identities, []).filter(({ alignment }) => alignment === 'inferred').map(({ code }) => code));
}

/** Why scans cannot be forged and read on this machine; null if they can. */
export function scansMissing(): string | null {
  const missing = scanMissing();
  if (missing !== null) return missing;
  return installedOcr()?.words ? null : 'Tesseract is not installed (apt-get install tesseract-ocr tesseract-ocr-chi-sim)';
}

/** Forges, spoils, reads and judges one report. */
export async function readForgedScan(seed: string, options: ScanOptions, tally: ScanTally, deviations?: readonly string[]): Promise<void> {
  const engine = installedOcr();
  if (engine === null) throw new Error('readForgedScan: Tesseract is not installed');
  const report = forge(seed, { format: 'pdf-chromium', ...(deviations && { deviations }) });
  const scan = await renderScan(report, options);
  const extraction = await extract(scan.bytes, [], { name: scan.name }, engine);
  const judgement = judge(report, scan.truth, extraction);
  const cells = new Map((extraction as Partial<Report>).cells?.map((cell) => [cell.code, cell]));
  tally.documents++;
  tally.pages += scan.pages;
  tally.refused += extraction.status === 'report' ? 0 : 1;
  tally.silent += judgement.silent;
  for (const { verdict, code, printed, got } of judgement.findings) if (verdict === 'silent') tally.wrong.push(`${seed} ${options.wrapping} ${options.dpi} ${code}: ${printed} → ${got}`);
  const within = confirmable(report.form, scan.truth);
  for (const [code, fact] of scan.truth) {
    if (fact.raw === null) continue;
    const cell = cells.get(code);
    const right = cell !== undefined && cell.state === fact.state && cell.value === fact.value ? 1 : 0;
    tally.printed++;
    tally.entered += right;
    tally.read += right === 1 || isOnlyCandidate(cell, fact.value) ? 1 : 0;
    if (within.has(code)) {
      tally.confirmable++;
      tally.enteredConfirmable += right;
    }
  }
}

/** Null for a blank, a dash or a word for none. */
const isOnlyCandidate = (cell: Cell | undefined, value: number | null): boolean => cell?.candidates?.length === 1 && cell.candidates[0] === value;

export const emptyScanTally = empty;

/** Reads forged scans until so many pages were seen, all degradations and resolutions in turn. */
export async function scans({ pages, tell }: { pages: number; tell: (line: string) => void }): Promise<Row[]> {
  const missing = scansMissing();
  if (missing !== null) return [skipped('scans', missing)];
  const tallies = new Map<string, ScanTally>();
  const kinds = DEGRADATIONS.flatMap((degradation) => ([200, 300] as const).map((dpi) => ({ degradation, dpi })));
  let seen = 0;
  try {
    for (let i = 0; seen < pages; i++) {
      const { degradation, dpi } = kinds[i % kinds.length]!;
      const name = `${degradation} ${dpi} dpi`;
      const tally = tallies.get(name) ?? empty();
      tallies.set(name, tally);
      const before = tally.pages;
      const wrapping = WRAPPINGS[i % 4] ?? 'pdf';
      await readForgedScan(`scan/${i}`, { degradation, dpi, wrapping }, tally);
      seen += tally.pages - before;
      tell(`scans: ${seen} of ${pages} pages; ${name}: ${tally.read} of ${tally.printed} figures read, ${tally.entered} entered, ${tally.enteredConfirmable} of ${tally.confirmable} that identities confirm, ${tally.silent} silent errors`);
      for (const line of tally.wrong.splice(0)) tell(`  silent: ${line}`);
    }
  } finally {
    await closeChromium();
  }
  return kinds.flatMap(({ degradation, dpi }) => rowsOf(degradation, `${degradation} ${dpi} dpi`, tallies.get(`${degradation} ${dpi} dpi`)));
}

function rowsOf(degradation: Degradation, name: string, tally: ScanTally | undefined): Row[] {
  if (tally === undefined) return [];
  const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  const note = `${tally.documents} reports, ${tally.pages} pages`;
  const most = `${note}; identities confirm at most ${percent(tally.confirmable, tally.printed)}: none holds table 二, or a sum that the report gets wrong`;
  const asked = degradation === 'light';
  return [
    { what: `scans, ${name}: silent errors`, asked: '0', reached: `${tally.silent}`, met: tally.silent === 0, note },
    { what: `scans, ${name}: figures read`, asked: asked ? '≥ 95 %' : null, reached: percent(tally.read, tally.printed), met: asked ? tally.read >= 0.95 * tally.printed : null, note },
    { what: `scans, ${name}: figures entered`, asked: null, reached: percent(tally.entered, tally.printed), met: null, note: most },
    { what: `scans, ${name}: entered of those that identities confirm`, asked: null, reached: percent(tally.enteredConfirmable, tally.confirmable), met: null, note },
  ];
}
