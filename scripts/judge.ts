/** `judge TITLE`: what discovery makes of a title, without network, archive or database. */
import { judgeTitle } from '../crawlers/discovery/title.ts';
import { loadRegistry, type AgencyRecord } from '../data/registry.ts';
import { command, printJson, run } from './cli/command.ts';
import { EXIT, type Exit } from './cli/exit.ts';
import { findAgency, knownAgencies } from './cli/find-agency.ts';

const program = command('judge', 'Judges a title as the crawl does and prints one JSON object: {verdict, rule, year, relation}.')
  .argument('<title>', 'as a list prints it, in quotes')
  .option('--agency <id>', 'whose report it should be, by id or name; without it, only what kind of paper it is')
  .addHelpText('after', `
verdict   accepted, rejected, or doubtful: only the body can tell
rule      name of the rule that decided
year      fiscal year, null where the title names none
relation  own, relative (by its rank alone: 市应急管理局), none (no organ named), foreign;
          without --agency, own is any emergency organ of a named place`);

function main(): Exit {
  const [title] = program.processedArgs as [string];
  const { agency: wanted } = program.opts<{ agency?: string }>();
  const agency = wanted === undefined ? null : registered(wanted);
  const { verdict, rule, year, relation } = judgeTitle(title, { agency, portal: agency && portalOf(agency) });
  printJson({ verdict, rule, year, relation });
  return EXIT.ok;
}

function registered(wanted: string): AgencyRecord {
  const agencies = loadRegistry();
  const { id } = findAgency(wanted, knownAgencies(agencies));
  return agencies.find((it) => it.id === id)!;
}

/** As if the title stood in a column of the agency's own portal, where it has one. */
const portalOf = ({ sources }: AgencyRecord): 'own' | 'parent' => (sources.some(({ portal }) => portal === 'own') ? 'own' : 'parent');

await run(program, main);
