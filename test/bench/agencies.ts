/** Memory of one night that visits thousands of agencies, in a process started as `npm run nightly` starts its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../support/needs.ts';
import type { Row } from './row.ts';

/** What the command `nightly` tells Node: limits of memory above all. */
function nightlyFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { nightly: string } };
  return scripts.nightly.split(' ').filter((word) => word.startsWith('--'));
}

/** Visits `count` generated agencies; `tell` hears how far the night is. */
export async function manyAgencies(count: number, tell: (line: string) => void): Promise<Row[]> {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const night = spawn(process.execPath, [tsx, ...nightlyFlags(), join(root, 'test', 'bench', 'agencies-night.ts'), String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rows: Row[] | null = null;
  for await (const line of createInterface({ input: night.stdout })) {
    if (line.startsWith('[')) rows = JSON.parse(line) as Row[];
    else tell(line);
  }
  const [code] = night.exitCode === null ? ((await once(night, 'exit')) as [number]) : [night.exitCode];
  if (code !== 0 || rows === null) throw new Error(`the night of ${count} agencies ended with code ${code}`);
  return rows;
}
