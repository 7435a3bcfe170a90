/**
 * What a test may need beyond Node and npm. Such a test stands in `needs('Chromium', …)`: where the tool is missing it is
 * skipped, and its title says why, so that `npm test` can tell.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { findProgram } from '../forge/render/programs.ts';
import { unavailable } from '../forge/render/index.ts';

/** The project's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const pdftotext = findProgram('pdftotext');
export const pandoc = findProgram('pandoc');

const corpusFolder = join(root, '..', 'shared', 'corpus');
/** Folder of the real documents beside the project, or null. */
export const corpus = existsSync(join(corpusFolder, 'gold')) ? corpusFolder : null;

/** Whether `python3 -c 'import MODULE'` works. */
export function hasPythonModule(module: string): boolean {
  return findProgram('python3') !== null && spawnSync('python3', ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
}

/** Why something is not here; null if it is. */
const MISSING = {
  Chromium: () => unavailable('pdf-chromium'),
  LibreOffice: () => unavailable('pdf-libreoffice'),
  'the corpus': () => (corpus === null ? 'no ../shared/corpus beside the project' : null),
} as const;
export type Need = keyof typeof MISSING;

/** `describe`, skipped (with its reason in the title) where something that it needs is missing. */
export function needs(what: Need | readonly Need[], title: string, tests: () => void): void {
  const missing = [what].flat().flatMap((need) => MISSING[need]() ?? []);
  describe.skipIf(missing.length > 0)(missing.length > 0 ? `${title} [skipped: ${missing.join('; ')}]` : title, tests);
}
