/**
 * `verify --second-opinion`: Word 97 documents read by us, and by LibreOffice's conversion to DOCX. The dataset holds our reading on every machine,
 * whatever is installed there; where the two differ, a person should look.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { AgencyProfile } from '../../extractors/attribution/profile.ts';
import { extract } from '../../extractors/extract.ts';
import { sniff } from '../../extractors/formats/index.ts';
import type { Cell, Extraction } from '../../extractors/report.ts';
import { print, printJson } from './command.ts';
import { EXIT, type Exit } from './exit.ts';
import { Failure } from './failure.ts';
import { filesOf } from './intake.ts';
import { findProgram } from './programs.ts';

/** Converted in one run: starting LibreOffice is what takes time. */
const BATCH = 40;

export interface Difference {
  /** A code, or `status`. */
  what: string;
  ours: string;
  theirs: string;
}

const shown = (cell: Cell | undefined): string => (cell === undefined ? 'absent' : cell.value === null ? cell.state : String(cell.value));

/** Where two readings of one document differ in status, or in the value or state of a figure. */
export function differences(ours: Extraction, theirs: Extraction): Difference[] {
  if (ours.status !== 'report' || theirs.status !== 'report') return ours.status === theirs.status ? [] : [{ what: 'status', ours: ours.status, theirs: theirs.status }];
  const [mine, other] = [ours, theirs].map(({ cells }) => new Map(cells.map((cell) => [cell.code, cell])));
  const codes = [...new Set([...mine!.keys(), ...other!.keys()])].sort();
  return codes.map((what) => ({ what, ours: shown(mine!.get(what)), theirs: shown(other!.get(what)) })).filter((each) => each.ours !== each.theirs);
}

/** Compares every Word 97 document under `folder`. Throws Failure `missing` where LibreOffice is not installed. */
export async function secondOpinion(folder: string, profiles: readonly AgencyProfile[], json: boolean): Promise<Exit> {
  const program = findProgram('soffice', 'libreoffice');
  if (program === null) throw new Failure(EXIT.missing, 'LibreOffice is not installed, so there is no second opinion; install it with: apt-get install libreoffice-writer');
  const documents = filesOf(folder).filter((file) => sniff(readFileSync(join(folder, file))).format === 'doc');
  const compared: { file: string; differences: Difference[] | null }[] = [];
  for (let from = 0; from < documents.length; from += BATCH) {
    const batch = documents.slice(from, from + BATCH);
    const converted = await convert(program, batch.map((file) => readFileSync(join(folder, file))));
    for (const [i, file] of batch.entries()) {
      const theirs = converted[i];
      const ours = await extract(new Uint8Array(readFileSync(join(folder, file))), profiles, { name: file });
      compared.push({ file, differences: theirs ? differences(ours, await extract(theirs, profiles, { name: file })) : null });
    }
  }
  return tell(compared, json);
}

/** Each document as DOCX; null where LibreOffice made none of it. */
async function convert(program: string, documents: readonly Uint8Array[]): Promise<(Uint8Array | null)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-word-'));
  try {
    const files = documents.map((bytes, i) => {
      const file = join(folder, `${i}.doc`);
      writeFileSync(file, bytes);
      return file;
    });
    await promisify(execFile)(program, [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--convert-to', 'docx', '--outdir', folder, ...files,
    ], { timeout: 60_000 + documents.length * 5_000, killSignal: 'SIGKILL' });
    return documents.map((_, i) => {
      const file = join(folder, `${i}.docx`);
      return existsSync(file) ? new Uint8Array(readFileSync(file)) : null;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function tell(compared: readonly { file: string; differences: Difference[] | null }[], json: boolean): Exit {
  const differing = compared.filter((each) => each.differences === null || each.differences.length > 0);
  if (json) printJson({ documents: compared.length, differing: differing.length, perDocument: differing });
  else {
    for (const { file, differences: found } of differing) {
      print(`${file}: ${found === null ? 'LibreOffice could not convert it' : `${found.length} figures differ`}`);
      for (const { what, ours, theirs } of found ?? []) print(`  ${what}: ours ${ours}, by LibreOffice ${theirs}`);
    }
    print(`${compared.length} Word 97 documents read twice, ${differing.length} with a difference`);
  }
  return differing.length > 0 ? EXIT.failed : EXIT.ok;
}
