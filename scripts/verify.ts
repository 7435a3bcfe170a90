/** `verify`: are the figures that are read from the gold's documents exactly those of the gold? With --facts: the numbers of the prose; with --second-opinion: Word 97. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegistry } from '../data/registry.ts';
import { ExtractionPool } from '../extractors/pool.ts';
import type { Extraction } from '../extractors/report.ts';
import { command, print, printJson, run, type CommonOptions } from './cli/command.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { Failure } from './cli/failure.ts';
import { compareWithGold, readGold, type Comparison, type Deviation } from './cli/gold.ts';
import { filesOf } from './cli/intake.ts';
import { progress } from './cli/progress.ts';
import { secondOpinion } from './cli/second-opinion.ts';
import { verifyFacts } from './cli/verify-facts.ts';

interface Options extends CommonOptions {
  gold?: string;
  corpus?: string;
  facts?: boolean;
  secondOpinion?: string;
}

const program = command('verify', 'Compares what is read from documents with gold, cell by cell. Exit code 1 if anything is silently wrong.')
  .option('--gold <dir>', 'folder of gold: one JSON file per document')
  .option('--corpus <dir>', 'folder of the documents, searched with its subfolders; those under negative/ must be refused')
  .option('--facts', 'measure the numbers quoted from the prose instead, on labelled sentences')
  .option('--second-opinion <dir>', 'instead, read the Word 97 documents of a folder (data/archive/objects is one) a second time by LibreOffice, and compare');

/** Read as the report of nobody: a document that must be refused. */
interface Negative {
  file: string;
  status: Extraction['status'];
  reason: string | null;
}

async function main(): Promise<Exit> {
  const { gold: goldDir, corpus, facts = false, secondOpinion: folder, json = false } = program.opts<Options>();
  if (folder !== undefined) return secondOpinion(folder, loadRegistry(), json);
  if (facts) return verifyFacts(corpus, json);
  if (goldDir === undefined || corpus === undefined) throw new Failure(EXIT.usage, 'verify needs --gold DIR and --corpus DIR, or --facts, or --second-opinion DIR');
  const gold = readGold(goldDir);
  const files = filesOf(corpus, [goldDir]);
  const pairs = gold.map((expected) => ({ expected, file: only(files, expected.file, corpus) }));
  const negatives = files.filter((file) => /(^|\/)negative\//.test(file));
  const pool = new ExtractionPool({ profiles: loadRegistry() });
  const shown = progress('documents compared', pairs.length + negatives.length);
  const read = async (file: string): Promise<Extraction> => {
    const path = join(corpus, file);
    const extraction = await pool.extract({ byteLength: statSync(path).size, read: () => readFileSync(path) }, { name: file.slice(file.lastIndexOf('/') + 1) });
    shown.step();
    return extraction;
  };
  try {
    const reports = await Promise.all(pairs.map(async ({ expected, file }) => compareWithGold(expected, await read(file))));
    const refusals = await Promise.all(negatives.map(async (file): Promise<Negative> => {
      const extraction = await read(file);
      return { file, status: extraction.status, reason: extraction.status === 'report' ? null : extraction.reason };
    }));
    shown.done();
    return tell(reports, refusals, json);
  } finally {
    shown.done();
    await pool.close();
  }
}

function only(files: readonly string[], name: string, corpus: string): string {
  const found = files.filter((file) => file === name || file.endsWith(`/${name}`));
  if (found[0] === undefined) throw new Failure(EXIT.missing, `${name}: gold speaks of it, but it is nowhere under ${corpus}`);
  if (found.length > 1) throw new Failure(EXIT.badData, `${name}: there are ${found.length} of this name under ${corpus} (${found.join(', ')}); gold must mean one`);
  return found[0];
}

function tell(reports: readonly Comparison[], negatives: readonly Negative[], json: boolean): Exit {
  const sum = (of: (report: Comparison) => number): number => reports.reduce((total, report) => total + of(report), 0);
  const accepted = negatives.filter(({ status }) => status === 'report');
  const totals = {
    reports: reports.length,
    cells: sum(({ cells }) => cells),
    exact: sum(({ exact }) => exact),
    flagged: sum(({ flagged }) => flagged.length),
    silent: sum(({ silent }) => silent.length) + accepted.length,
    negatives: negatives.length,
    negativesRefused: negatives.length - accepted.length,
  };
  if (json) printJson({ ...totals, perReport: reports, perNegative: negatives });
  else {
    for (const { file, cells, exact, flagged, silent, notes } of reports) {
      print(`${file}: ${exact} of ${cells} cells exact, ${flagged.length} flagged, ${silent.length} silently wrong`);
      print(...silent.map((deviation) => `  SILENT  ${inWords(deviation)}`));
      print(...flagged.map((deviation) => `  flagged ${inWords(deviation)}`));
      print(...notes.map((deviation) => `  note    ${inWords(deviation)}`));
    }
    for (const { file, status, reason } of negatives) print(status === 'report' ? `${file}: SILENT  read as a report` : `${file}: refused: ${status}: ${reason}`);
    print(`${totals.exact} of ${totals.cells} cells exact, ${totals.flagged} flagged, ${totals.silent} silently wrong; ${totals.negativesRefused} of ${totals.negatives} negatives refused`);
  }
  return totals.silent > 0 ? EXIT.failed : EXIT.ok;
}

const inWords = ({ what, expected, got, state, expectedState }: Deviation): string =>
  `${what}: gold ${expected ?? 'null'}${expectedState === undefined ? '' : ` (${expectedState})`}, read ${got ?? 'null'}${state === undefined ? '' : ` (${state})`}`;

await run(program, main);
