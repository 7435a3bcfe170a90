/** Addresses of every page of the explorer over a database, in one place: the tests of the frame, of hostile visitors and of browsers walk them. */
import type { Db } from '../../db/open.ts';
import { address, agencyAddress, agencyKey, reportAddress } from '../../explorer/frame/addresses.ts';
import { PAGES } from '../../explorer/pages/index.ts';

interface Report {
  agency_id: string | null;
  agency: string;
  fiscal_year: number;
}

/** By route. A page without a line here fails the test of the frame. */
const EXAMPLES: Readonly<Record<string, (key: string, year: number) => string[]>> = {
  '/': () => ['/', '/?level=city', '/?status=not_found', '/?status=inconsistent'],
  '/agency/:agency': (key) => [agencyAddress(key)],
  '/findings': (key, year) => ['/findings', '/findings?kind=arithmetic', address('/findings', { agency: key }), address('/findings', { year })],
  '/search': () => ['/search', address('/search', { q: '公开' }), address('/search', { q: '查无此词查无此词' })],
  '/report/:agency/:year': (key, year) => [reportAddress(key, year), reportAddress(key, year, { cell: 't3.new@total' })],
  '/compare': (key) => ['/compare', address('/compare', { agency: key, view: 'table' })],
  '/codebook': () => ['/codebook', address('/codebook', { q: 't3.new' })],
  '/sql': () => ['/sql', address('/sql', { q: 'SELECT agency, fiscal_year FROM panel LIMIT 5' })],
};

/** Addresses with what they show, for one report of the database. */
export function addresses(db: Db): string[] {
  const report = db.prepare<[], Report>('SELECT agency_id, agency, fiscal_year FROM reports ORDER BY identities_failed DESC, fiscal_year DESC LIMIT 1').get()!;
  return PAGES.flatMap(({ path }) => {
    const examples = EXAMPLES[path];
    if (examples === undefined) throw new Error(`no address of ${path} is tested; give one in test/explorer/addresses.ts`);
    return examples(agencyKey(report.agency_id, report.agency), report.fiscal_year);
  });
}
