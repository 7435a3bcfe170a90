/** What LibreOffice makes of our Word files, as PDF and in the older formats of Word: many in one run, since starting it is what takes time. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { ForgedReport } from '../../../crawlers/replica/report/model.ts';
import { renderDocx } from '../../../crawlers/replica/render/docx.ts';
import { findProgram, hasChineseFont } from './programs.ts';
import type { Rendered } from '../../../crawlers/replica/render/rendered.ts';

const PROGRAMS = ['soffice', 'libreoffice'] as const;

/** Why LibreOffice cannot convert here; null if it can. */
export function libreOfficeMissing(): string | null {
  if (findProgram(...PROGRAMS) === null) return 'LibreOffice is not installed (apt-get install libreoffice-writer)';
  return hasChineseFont() ? null : 'no Chinese font is installed (apt-get install fonts-noto-cjk)';
}

const MEDIA_TYPES = { pdf: 'application/pdf', doc: 'application/msword', rtf: 'application/rtf' } as const;

export async function renderWithLibreOffice(reports: readonly ForgedReport[], kind: keyof typeof MEDIA_TYPES): Promise<Rendered[]> {
  const program = findProgram(...PROGRAMS);
  if (program === null) throw new Error('renderWithLibreOffice: LibreOffice is not installed');
  if (reports.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'forge-office-'));
  try {
    const documents = reports.map((report) => renderDocx(report));
    const files = documents.map((document, i) => {
      const file = join(folder, `${i}.docx`);
      writeFileSync(file, document.bytes);
      return file;
    });
    await promisify(execFile)(program, [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--convert-to', kind, '--outdir', folder, ...files,
    ], { timeout: 60_000 + reports.length * 5_000, killSignal: 'SIGKILL' });
    return documents.map(({ truth }, i) => ({
      bytes: new Uint8Array(readFileSync(join(folder, `${i}.${kind}`))), name: `${reports[i]?.seed ?? i}.${kind}`, contentType: MEDIA_TYPES[kind], truth,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
