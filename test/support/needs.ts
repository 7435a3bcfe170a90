/**
 * What a test may need beyond Node and npm. Such a test stands in `needs('Chromium', …)`: where the tool is missing it is
 * skipped, and its title says why, so that `npm test` can tell.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

/** The project's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** First of these programs on the PATH, or null. */
export function findProgram(...names: string[]): string | null {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const file = join(folder, name);
      if (folder && existsSync(file)) return file;
    }
  }
  return null;
}

/** Flags for a Chromium that prints a page or answers one question and never talks to the network by itself. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

export const chromium = findProgram('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
export const libreOffice = findProgram('soffice', 'libreoffice');
export const tesseract = findProgram('tesseract');
export const pdftotext = findProgram('pdftotext');
export const pandoc = findProgram('pandoc');

const corpusFolder = join(root, '..', 'shared', 'corpus');
/** Folder of the real documents beside the project, or null. */
export const corpus = existsSync(join(corpusFolder, 'gold')) ? corpusFolder : null;

/** Whether `python3 -c 'import MODULE'` works. */
export function hasPythonModule(module: string): boolean {
  return findProgram('python3') !== null && spawnSync('python3', ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
}

const found = { Chromium: chromium, LibreOffice: libreOffice, Tesseract: tesseract, 'the corpus': corpus } as const;
export type Need = keyof typeof found;

/** `describe`, skipped (with its reason in the title) where something that it needs is missing. */
export function needs(what: Need | readonly Need[], title: string, tests: () => void): void {
  const missing = [what].flat().filter((need) => found[need] === null);
  describe.skipIf(missing.length > 0)(missing.length > 0 ? `${title} [needs ${missing.join(' and ')}]` : title, tests);
}
