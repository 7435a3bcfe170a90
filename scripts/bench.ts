/** `bench`: measures what the project promises in numbers, and what other programs on this machine reach. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { manyAgencies } from '../test/bench/agencies.ts';
import { crawlSpeed } from '../test/bench/crawl-speed.ts';
import { benchExamples } from '../test/bench/examples.ts';
import { benchExplorer } from '../test/bench/explorer.ts';
import { exactness } from '../test/bench/exactness.ts';
import { ownCost } from '../test/bench/own-cost.ts';
import { peers } from '../test/bench/peers.ts';
import { places } from '../test/bench/places.ts';
import { table } from '../test/bench/row.ts';
import type { Row } from '../test/bench/row.ts';
import { killedNights, rebuilt } from '../test/bench/night.ts';
import { scans } from '../test/bench/scans.ts';
import { benchStore } from '../test/bench/store.ts';
import { memory, twoWorkers } from '../test/bench/workers.ts';

const whole = (text: string): number => {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('expected a whole number above 0');
  return Number(text);
};

const program = new Command('bench')
  .description('Measures figures that have something asked of them, and the peers found on this machine. Ratios are taken in turns within one run.')
  .option('--documents <n>', 'documents re-extracted for the memory figures', whole, 10_000)
  .option('--reports <n>', 'synthetic reports for the database figures (100,000 take some 2 GB in the folder for temporary files)', whole, 100_000)
  .option('--large <file>', 'the database of 54,000 reports for the example queries; made there where there is none (npx tsx test/bench/large.ts FILE)')
  .option('--agencies <n>', 'generated agencies that one night visits', whole, 3000)
  .option('--kills <n>', 'moments at which nights are killed', whole, 50)
  .option('--kills-a-night <n>', 'of these, what one night takes at most; 1: each in a night of its own (an hour for 50)', whole, 5)
  .option('--pages <n>', 'pages of forged scans', whole, 200)
  .option('--seed <n>', 'draws the moments', whole, 1)
  .option('--json', 'print one JSON object on stdout, and nothing else there')
  .option('--list', 'name the measurements');

const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const options = (): { only?: string; large?: string; documents: number; reports: number; agencies: number; kills: number; killsANight: number; pages: number; seed: number; json?: true; list?: true } => program.opts();

const MEASUREMENTS: Record<string, { about: string; run: () => Promise<Row[]> | Row[] }> = {
  exactness: { about: 'the corpus against its gold', run: exactness },
  'own-cost': { about: 'our time over that of the library underneath', run: ownCost },
  workers: { about: 'two worker threads against one', run: twoWorkers },
  memory: { about: 'resident memory over many documents', run: () => memory(options().documents, tell) },
  store: { about: 'the database under synthetic reports', run: () => benchStore({ reports: options().reports, tell }) },
  examples: { about: 'the example queries on 54,000 reports', run: () => benchExamples(options().large, tell) },
  'crawl-speed': { about: 'fetching plain pages on loopback, against Scrapy', run: crawlSpeed },
  night: { about: 'nights against the replica, killed at random moments, and rebuilt from the archive', run: async () => [...(await killedNights({ ...options(), tell })), ...(await rebuilt({ tell }))] },
  explorer: { about: 'every page of the explorer on 54,000 reports', run: () => benchExplorer(options().large, tell) },
  agencies: { about: 'memory over a night of thousands of agencies', run: () => manyAgencies(options().agencies, tell) },
  places: { about: 'every number of the samples, clicked in a browser, in its original', run: places },
  scans: { about: 'forged scans by degradation and resolution', run: () => scans({ pages: options().pages, tell }) },
  peers: { about: 'other programs on the same documents', run: peers },
};

program.addOption(new Option('--only <name>', 'this measurement alone').choices(Object.keys(MEASUREMENTS))).parse();

const { only, json, list } = options();
if (list) {
  for (const [name, { about }] of Object.entries(MEASUREMENTS)) process.stdout.write(`${name.padEnd(12)} ${about}\n`);
} else {
  const rows: Row[] = [];
  for (const [name, { run }] of Object.entries(MEASUREMENTS)) {
    if (only !== undefined && only !== name) continue;
    tell(`measuring ${name} …`);
    rows.push(...(await run()));
  }
  process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${table(rows).join('\n')}\n`);
  process.exitCode = rows.some(({ met }) => met === false) ? 1 : 0;
}
