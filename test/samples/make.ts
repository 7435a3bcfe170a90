/**
 * Writes `data/sample/` anew: `npx tsx test/samples/make.ts`. All files but the PDFs come out the same on every machine; a PDF
 * depends on the LibreOffice and the fonts that make it, and comes out the same on the same machine. (Chromium embeds Chinese
 * fonts whole glyph by glyph: half a megabyte a report.)
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeRenderers, render, unavailable } from '../forge/render/index.ts';
import { root } from '../support/needs.ts';
import { samples, suffix } from './samples.ts';
import type { Sample } from './samples.ts';

const folder = join(root, 'data', 'sample');

/** LibreOffice writes the second of printing into a PDF, in clear and in two checksums; a sample must not change with it. */
function withoutClock(pdf: Uint8Array): Uint8Array {
  const zeros = (hex: string): string => '0'.repeat(hex.length);
  const text = Buffer.from(pdf)
    .toString('latin1')
    .replace(/(\/CreationDate\(D:)\d{14}/g, '$120260101000000')
    .replace(/(\/DocChecksum \/)([0-9A-F]{32})/g, (_, key: string, hex: string) => key + zeros(hex))
    .replace(/\/ID \[[^\]]*\]/g, (ids) => ids.replace(/[0-9A-F]{32}/g, zeros));
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** The file that a sample becomes. */
export async function made({ file, format, report }: Sample): Promise<{ name: string; bytes: Uint8Array }> {
  const [rendered] = await render(format, [report]);
  return { name: `${file}.${suffix(format)}`, bytes: format.startsWith('pdf') ? withoutClock(rendered!.bytes) : rendered!.bytes };
}

async function main(): Promise<void> {
  const problem = unavailable('pdf-libreoffice');
  if (problem) {
    console.error(`The PDF samples cannot be printed: ${problem}. Nothing was written.`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(folder, { recursive: true });
  const names = new Set<string>();
  try {
    for (const sample of samples()) {
      const { name, bytes } = await made(sample);
      writeFileSync(join(folder, name), bytes);
      names.add(name);
    }
  } finally {
    await closeRenderers();
  }
  for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(join(folder, name));
  console.log(`${names.size} samples in data/sample/`);
}

if (process.argv[1] === import.meta.filename) await main();
