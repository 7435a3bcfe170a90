/** `probe URL`: walks an unknown portal and writes a proposed agency file for review. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { proposal } from '../crawlers/discovery/proposal.ts';
import { walk, type Recognition, type Walk } from '../crawlers/discovery/walk.ts';
import { createFetcher } from '../crawlers/fetch/fetcher.ts';
import { platforms, recognise } from '../crawlers/platforms/index.ts';
import type { Page } from '../crawlers/platforms/platform.ts';
import { command, print, printJson, run, type CommonOptions } from './cli/command.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { Failure } from './cli/failure.ts';

const FOLDER = join(import.meta.dirname, '..', 'data', 'proposed');

const program = command('probe', 'Looks at an unknown portal (its own host alone, at most 40 pages) and writes a proposed agency file to data/proposed/, for review.')
  .argument('<url>', 'the portal, or a page of it', parseAddress);

function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw new InvalidArgumentError('give an address with http:// or https://.');
  url.hash = '';
  return url;
}

async function main(): Promise<Exit> {
  const { json = false } = program.opts<CommonOptions>();
  const [url] = program.processedArgs as [URL];
  const fetcher = createFetcher();
  let found: Walk;
  try {
    found = await walk(url.href, fetcher, { recognise: look, alternatives });
  } finally {
    await fetcher.close();
  }
  if (!found.visited.some(({ verdict }) => verdict === 'ok')) {
    const [first] = found.visited;
    throw new Failure(EXIT.notStored, `${url.host} answered no page: ${first?.verdict ?? 'nothing asked'}${first?.reason ? ` (${first.reason})` : ''}; nothing was written`);
  }
  const file = write(found.host, proposal(found, new Date().toISOString().slice(0, 10)));
  if (json) printJson({ file: relative(process.cwd(), file), ...found });
  else tell(found, relative(process.cwd(), file));
  return EXIT.ok;
}

/** A platform must be this sure of a page to be named. */
const SURE = 0.4;

function look(page: Page): Recognition {
  const [best] = recognise(page);
  if (!best) return { family: null, certainty: 0, links: [], heading: '' };
  const { links, heading } = best.platform.list(page, { url: page.url, parameters: {}, pagesRead: 0, years: [] });
  return { family: best.score >= SURE && best.platform.id !== 'generic' ? best.platform.id : null, certainty: best.score, links, heading };
}

const alternatives = (url: string): string[] => [...new Set(platforms.flatMap((it) => it.alternatives?.(url) ?? []))];

/** Never over an earlier proposal: somebody may be at work on it. */
function write(host: string, text: string): string {
  mkdirSync(FOLDER, { recursive: true });
  for (let number = 1; ; number++) {
    const file = join(FOLDER, `${host}${number === 1 ? '' : `-${number}`}.yaml`);
    try {
      writeFileSync(file, text, { flag: 'wx' });
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function tell({ visited, columns, platform, elsewhere }: Walk, file: string): void {
  print(`visited     ${visited.length} pages`, `platform    ${platform ? `${platform.family} (${platform.certainty.toFixed(2)})` : 'unknown'}`);
  for (const { url, heading, reports, rows } of columns) print(`column      ${url}`, `            ${heading || 'no heading'}; ${rows} rows, ${reports.length} read like reports`);
  if (columns.length === 0) print('column      none found');
  for (const { url, text } of elsewhere) print(`elsewhere   ${url} (${text}), not contacted`);
  print(`proposed    ${file}`, '            review it, fill in what is null, move it to data/agencies/');
}

await run(program, main);
