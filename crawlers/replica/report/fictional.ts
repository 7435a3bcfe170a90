/**
 * Figures of a province that does not exist (示例省) and two of its cities. They are invented, add up, and run on from
 * year to year: what is carried out of one year is carried into the next, documents in force follow from issued and repealed.
 */
import type { Figures } from './figures.ts';
import { Random } from './random.ts';
import { OUTCOMES, t2Code, t3Code, t4Code, TABLE_2, VENUES } from './template.ts';
import type { OgiForm } from './template.ts';

/** What one year leaves to the next, by applicant column or by row. */
export interface Stock {
  carried: Map<string, number>;
  inForce: Map<string, number>;
  items: Map<string, number>;
}

export const emptyStock = (): Stock => ({ carried: new Map(), inForce: new Map(), items: new Map() });

/** Share of the requests, in per cent, that each kind of applicant makes. */
const APPLICANT_SHARE: readonly (readonly [string, number])[] = [
  ['natural_person', 72], ['org.commercial', 14], ['org.research', 2], ['org.public_interest', 3], ['org.legal_service', 6], ['org.other', 3],
];

/** How often each way of ending a request occurs; what is not listed does not occur. */
const DISPOSITIONS: readonly (readonly [row: string, weight: number])[] = [
  ['result.open', 38], ['result.partial', 12], ['result.denied.security_stability', 2], ['result.denied.third_party', 3],
  ['result.denied.internal_affairs', 3], ['result.denied.deliberative', 2], ['result.denied.admin_query', 2],
  ['result.unable.not_held', 22], ['result.unable.needs_creation', 4], ['result.unable.unclear', 2],
  ['result.not_processed.petition', 5], ['result.not_processed.duplicate', 2], ['result.other', 3],
];

/** What the 2021 edition prints in place of its one row 其他处理. */
const OTHER_2021 = ['result.other.misc', 'result.other.uncorrected'] as const;

/**
 * Figures of one agency for one year, and what it leaves to the next. The same arguments give the same figures.
 * @param size about how many requests the agency receives a year
 */
export function figuresOf(form: OgiForm, agency: string, year: number, size: number, before: Stock): { figures: Figures; after: Stock } {
  const random = new Random(`${agency} ${year}`);
  const figures: Figures = new Map();
  const carried = requests(random.fork('requests'), form, size, before.carried, figures);
  const documents = published(random.fork('published'), form, size, before, figures);
  disputes(random.fork('disputes'), size, figures);
  return { figures, after: { carried, ...documents } };
}

function requests(random: Random, form: OgiForm, size: number, before: Stock['carried'], figures: Figures): Stock['carried'] {
  const carried: Stock['carried'] = new Map();
  const add = (row: string, applicant: string, count: number): void => {
    for (const code of [t3Code(row, applicant), t3Code(row, 'total')]) figures.set(code, (figures.get(code) ?? 0) + count);
  };
  for (const [applicant, share] of APPLICANT_SHARE) {
    const fresh = Math.floor((size * share * random.int(80, 120)) / 10_000);
    const carriedIn = before.get(applicant) ?? 0;
    const carriedOut = Math.min(fresh + carriedIn, random.int(0, Math.ceil((fresh + carriedIn) / 8)));
    const closed = fresh + carriedIn - carriedOut;
    add('new', applicant, fresh);
    add('carry_in', applicant, carriedIn);
    add('result.total', applicant, closed);
    add('carry_out', applicant, carriedOut);
    carried.set(applicant, carriedOut);
    for (let request = 0; request < closed; request += 1) {
      const row = random.weighted(DISPOSITIONS);
      add(row === 'result.other' && form === 'ogi-2021' ? random.pick(OTHER_2021) : row, applicant, 1);
    }
  }
  return carried;
}

function disputes(random: Random, size: number, figures: Figures): void {
  for (const venue of VENUES) {
    let sum = 0;
    for (const { id } of OUTCOMES) {
      const count = id === 'total' ? sum : random.int(0, Math.floor(size / 60) + (id === 'upheld' ? 1 : 0));
      sum += count;
      figures.set(t4Code(venue.id, id), count);
    }
  }
}

/** Table 二. */
function published(random: Random, form: OgiForm, size: number, before: Stock, figures: Figures): Omit<Stock, 'carried'> {
  const after = { inForce: new Map<string, number>(), items: new Map<string, number>() };
  for (const block of TABLE_2[form]) {
    for (const row of block.rows) {
      const isRule = row.id === 'rule';
      const stock = before.inForce.get(row.id) ?? (isRule ? 2 : Math.ceil(size / 4));
      const issued = random.int(0, isRule ? 1 : Math.ceil(size / 15) + 1);
      // The 2019 edition knows no repeal.
      const repealed = form === 'ogi-2019' || isRule ? 0 : Math.min(stock, random.int(0, 3));
      const items = before.items.get(row.id) ?? random.int(5, 45);
      const change = random.int(-3, 3);
      const values: Record<string, number> = {
        made: issued, newly_disclosed: issued, total_disclosed: stock + issued,
        issued, repealed, in_force: stock + issued - repealed,
        items_prev: items, items_change: change,
        decisions: size * 2 + random.int(0, size * 3),
        projects: random.int(3, size + 3),
        amount: (size * 100 + random.int(0, size * 20_000)) / 100,
      };
      for (const { id } of block.measures) figures.set(t2Code(block.id, row.id, id), values[id] ?? 0);
      after.inForce.set(row.id, stock + issued - repealed);
      after.items.set(row.id, items + change);
    }
  }
  return after;
}
