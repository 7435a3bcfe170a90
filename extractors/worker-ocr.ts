/** Tesseract, where it is installed, as a function for the readers: many pictures by one run, through files of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ocr, OcrKind } from './formats/scan/ocr.ts';
import type { Raster } from './formats/scan/raster.ts';

const TIMEOUT_MS = 120_000;
/** Pictures for one run: enough to share what loading a model costs, few enough to hold. */
const BATCH = 400;

const ARGUMENTS: Record<OcrKind, readonly string[]> = {
  digits: ['-l', 'eng', '--psm', '7', '-c', 'tessedit_char_whitelist=0123456789'],
  words: ['-l', 'chi_sim', '--psm', '6'],
};
/** What was not taken for a line, or for a block, is tried as a lone character, or as a line. */
const AGAIN: Record<OcrKind, readonly string[]> = {
  digits: ['-l', 'eng', '--psm', '10', '-c', 'tessedit_char_whitelist=0123456789'],
  words: ['-l', 'chi_sim', '--psm', '7'],
};

let known: Ocr | null | undefined;

/** The engine of this machine; null where there is none that reads figures. Asked once per thread. */
export function installedOcr(): Ocr | null {
  if (known !== undefined) return known;
  const version = /^tesseract v?(\S+)/m.exec(ask(['--version']))?.[1];
  const languages = ask(['--list-langs']).split('\n').map((line) => line.trim());
  if (version === undefined || !languages.includes('eng')) return (known = null);
  const words = languages.includes('chi_sim');
  return (known = { id: `tesseract-${version}-eng${words ? '-chi_sim' : ''}`, words, read });
}

function ask(args: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync('tesseract', args, { encoding: 'utf8', timeout: 10_000 });
  return error ? '' : `${stdout}${stderr}`;
}

function read(pictures: readonly Raster[], kind: OcrKind): string[] {
  const texts = run(pictures, ARGUMENTS[kind]);
  const empty = texts.flatMap((text, i) => (text === '' ? [i] : []));
  run(empty.map((i) => pictures[i]!), AGAIN[kind]).forEach((text, at) => (texts[empty[at]!] = text));
  return texts;
}

function run(pictures: readonly Raster[], args: readonly string[]): string[] {
  const texts: string[] = [];
  for (let from = 0; from < pictures.length; from += BATCH) texts.push(...runBatch(pictures.slice(from, from + BATCH), args));
  return texts;
}

function runBatch(pictures: readonly Raster[], args: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-ocr-'));
  try {
    const names = pictures.map((picture, i) => {
      const name = join(folder, `${i}.pgm`);
      writeFileSync(name, Buffer.concat([Buffer.from(`P5 ${picture.width} ${picture.height} 255\n`), picture.grey]));
      return name;
    });
    const list = join(folder, 'list.txt');
    writeFileSync(list, names.map((name) => `${name}\n`).join(''));
    const { stdout, status, error, stderr } = spawnSync('tesseract', [list, 'stdout', '--dpi', '300', ...args, 'tsv'], {
      encoding: 'utf8', timeout: TIMEOUT_MS, maxBuffer: 64 << 20, env: { ...process.env, OMP_THREAD_LIMIT: '1' },
    });
    if (error || status !== 0) throw new Error(`tesseract failed: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? `code ${status}`}`);
    // Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. A picture is a page.
    const texts = pictures.map(() => '');
    for (const line of stdout.split('\n')) {
      const [level, page, , , , , , , , , , text] = line.split('\t');
      const at = Number(page) - 1;
      if (level === '5' && texts[at] !== undefined) texts[at] += (text ?? '').trim();
    }
    return texts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
