/** What a visitor compares: read from an address and written to one. The address holds the whole choice. */
import { Refused, type Query } from '../../frame/query.ts';

export const VIEWS = ['lines', 'panels', 'bars', 'table'] as const;
export type View = (typeof VIEWS)[number];

/** How groups are shown: their members one by one, all together as one series, or both. */
export const WAYS = ['each', 'sum', 'both'] as const;
export type Way = (typeof WAYS)[number];

export const ORDERS = ['desc', 'asc'] as const;
export type Order = (typeof ORDERS)[number];

export interface Choice {
  /** Codes of the codebook, in the order chosen; never empty. */
  figures: string[];
  /** Ids of agencies; the name of one that has none. */
  agencies: string[];
  /** `country`, `provinces`, `level:city`, `cities:640000`, `within:640000`. */
  groups: string[];
  as: Way;
  /** First and last fiscal year; null: as far as there are reports. Ranked bars show the last. */
  from: number | null;
  to: number | null;
  /** Null: lines for few series, small multiples for many. */
  view: View | null;
  /** Of ranked bars. */
  order: Order;
  /** Ranked bars on a page. */
  top: number;
  page: number;
}

export const MOST = { figures: 4, agencies: 40, groups: 6, years: 40, pages: 10_000 } as const;
export const YEARS = { first: 2000, last: 2100 } as const;
export const TOPS = { least: 5, usual: 30, most: 100 } as const;
export const DEFAULT = { figure: 'd.disclosure_rate', group: 'provinces', as: 'both', order: 'desc' } as const;

const GROUP = /^(?:country|provinces|level:[a-z_]{1,20}|(?:cities|within):[\w-]{1,20})$/;
const CODE = /^[a-z][\w.@]{1,79}$/;
const LONGEST_NAME = 120;

/** The choice that an address makes. Throws Refused 400 for what is no choice; whether its codes, agencies and groups exist is not asked. */
export function readChoice(query: Query): Choice {
  const figures = query.list('figure', MOST.figures);
  const agencies = query.list('agency', MOST.agencies);
  const groups = query.list('group', MOST.groups);
  for (const code of figures) demand(CODE.test(code), 'figure', code, 'a code of the codebook');
  for (const id of agencies) demand(id.length <= LONGEST_NAME, 'agency', id, 'the id or the name of an agency');
  for (const group of groups) demand(GROUP.test(group), 'group', group, 'country, provinces, level:LEVEL, cities:ID or within:ID');
  const from = query.whole('from', YEARS.first, YEARS.last) ?? null;
  const to = query.whole('to', YEARS.first, YEARS.last) ?? null;
  if (from !== null && to !== null && from > to) throw new Refused(400, `from is not after to: ${from} is after ${to}`);
  if (from !== null && to !== null && to - from >= MOST.years) throw new Refused(400, `at most ${MOST.years} years are compared`);
  return {
    figures: figures.length > 0 ? figures : [DEFAULT.figure],
    agencies,
    groups: groups.length > 0 || agencies.length > 0 ? groups : [DEFAULT.group],
    as: query.oneOf('as', WAYS) ?? DEFAULT.as,
    from, to,
    view: query.oneOf('view', VIEWS) ?? null,
    order: query.oneOf('order', ORDERS) ?? DEFAULT.order,
    top: query.whole('top', TOPS.least, TOPS.most) ?? TOPS.usual,
    page: query.whole('page', 1, MOST.pages) ?? 1,
  };
}

function demand(holds: boolean, name: string, value: string, what: string): void {
  if (!holds) throw new Refused(400, `${name} is ${what}, not ${JSON.stringify(value.slice(0, 40))}`);
}

/** The parameters that make this choice: `readChoice` gives it back. What is usual is left out, but for figures and subjects. */
export function addressOf(choice: Choice): URLSearchParams {
  const params = new URLSearchParams();
  for (const code of choice.figures) params.append('figure', code);
  for (const id of choice.agencies) params.append('agency', id);
  for (const group of choice.groups) params.append('group', group);
  if (choice.as !== DEFAULT.as) params.set('as', choice.as);
  if (choice.from !== null) params.set('from', String(choice.from));
  if (choice.to !== null) params.set('to', String(choice.to));
  if (choice.view !== null) params.set('view', choice.view);
  if (choice.order !== DEFAULT.order) params.set('order', choice.order);
  if (choice.top !== TOPS.usual) params.set('top', String(choice.top));
  if (choice.page !== 1) params.set('page', String(choice.page));
  return params;
}

/** The address of a choice on a path: `/compare`, `/compare.svg` … */
export const linkTo = (choice: Choice, changes: Partial<Choice> = {}, path = '/compare', more: Readonly<Record<string, string>> = {}): string => {
  const params = addressOf({ ...choice, ...changes });
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  return `${path}?${params.toString()}`;
};
