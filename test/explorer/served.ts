/** The explorer over the sample documents, and a browser to look at it with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { findChromium } from '../../crawlers/fetch/chromium.ts';
import { bannerOf, openDatabase, type Db } from '../../db/open.ts';
import type { Originals } from '../../explorer/context.ts';
import { serve } from '../../explorer/serve.ts';
import { originalsOf } from '../../scripts/cli/originals.ts';
import { runCommand } from '../support/command.ts';
import { root } from '../support/needs.ts';

export interface Explored {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  db: Db;
  dbPath: string;
  originals: Originals;
  /** What the server said of its own faults. */
  faults: string[];
  close(): Promise<void>;
}

/** Reads documents (the samples, unless another folder is named) into a database of its own and serves it. */
export async function explored(from = join(root, 'data', 'sample')): Promise<Explored> {
  const folder = mkdtempSync(join(tmpdir(), 'gongkai-explorer-'));
  const [dbPath, archive] = [join(folder, 'gongkai.sqlite'), join(folder, 'archive')];
  const { code, stderr } = await runCommand('extract', ['--from', from, '--db', dbPath, '--archive', archive]);
  if (code !== 0) throw new Error(`extract ended with ${code}: ${stderr}`);
  const db = openDatabase(dbPath, { readonly: true });
  const originals = originalsOf(archive);
  const faults: string[] = [];
  const served = await serve({ db, dbPath, originals, banner: bannerOf(db) }, { port: 0, host: '127.0.0.1', fault: (error) => faults.push(String(error)) });
  return {
    url: served.url.replace(/\/$/, ''), db, dbPath, originals, faults,
    async close() {
      await served.close();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function browser(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error('no Chromium');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}

/** Where a document's report stands, this document shown. */
export function reportAddress(db: Db, sha256: string): string {
  const { agency, fiscal_year } = db.prepare<[string], { agency: string; fiscal_year: number }>('SELECT coalesce(agency_id, agency) AS agency, fiscal_year FROM documents WHERE sha256 = ?').get(sha256)!;
  return `/report/${encodeURIComponent(agency)}/${fiscal_year}?document=${sha256}`;
}
