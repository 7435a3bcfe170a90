/** Figures that obey the form's arithmetic, at random; and the breaking of it. */
import type { Random } from './random.ts';
import { APPLICANTS, figureRows, OUTCOMES, t2Code, t3Code, t4Code, table3Rows, TABLE_2, VENUES } from './template.ts';
import type { OgiForm, TemplateMeasure } from './template.ts';

export type Profile = 'zeros' | 'small' | 'medium' | 'large';
export type Figures = Map<string, number>;

const REQUESTS: Record<Profile, readonly [number, number]> = { zeros: [0, 0], small: [1, 12], medium: [13, 300], large: [301, 9000] };

const PEOPLE = APPLICANTS.filter((a) => a.id !== 'total').map((a) => a.id);
/** Most requests come from people, then from companies; research institutions hardly ask. */
const SHARES: readonly (readonly [string, number])[] = [
  ['natural_person', 70], ['org.commercial', 14], ['org.research', 1], ['org.public_interest', 2], ['org.legal_service', 8], ['org.other', 5],
];

/** Figures in the codebook's units (money in 万元) that satisfy I1–I4 and I6. */
export function randomFigures(random: Random, form: OgiForm, profile: Profile): Figures {
  const figures: Figures = new Map();
  requests(random, form, profile, figures);
  disputes(random, profile, figures);
  for (const block of TABLE_2[form]) {
    for (const row of block.rows) {
      for (const measure of block.measures) {
        figures.set(t2Code(block.id, row.id, measure.id), published(random, measure, profile, row.id));
      }
      const [prev, change] = ['items_prev', 'items_change'].map((id) => t2Code(block.id, row.id, id)) as [string, string];
      if (figures.has(change)) figures.set(change, Math.max(figures.get(change) ?? 0, 0 - (figures.get(prev) ?? 0)));
    }
  }
  return figures;
}

function published(random: Random, measure: TemplateMeasure, profile: Profile, row: string): number {
  const zero = { zeros: 0.8, small: 0.5, medium: 0.25, large: 0.1 }[profile];
  if (random.chance(row === 'rule' ? 0.8 : zero)) return 0;
  if (measure.kind === 'money') {
    const decimals = random.pick([0, 1, 2, 2, 4]);
    return Number((random.magnitude(1, profile === 'large' ? 300_000 : 20_000) * (0.1 + random.next())).toFixed(decimals));
  }
  const top = profile === 'large' && measure.id === 'decisions' ? 4_000_000 : profile === 'small' || profile === 'zeros' ? 60 : 3000;
  const value = random.magnitude(1, top);
  return measure.kind === 'signed' && random.chance(0.6) ? -value : value;
}

function requests(random: Random, form: OgiForm, profile: Profile, figures: Figures): void {
  const rows = figureRows(table3Rows(form)).map((row) => row.id);
  const leaves = rows.filter((id) => id.startsWith('result.') && id !== 'result.total');
  const weights = leaves.map((id) => [id, id === 'result.open' ? 12 : id === 'result.unable.not_held' ? 8 : random.int(0, 3)] as const);
  for (const row of rows) for (const applicant of PEOPLE) figures.set(t3Code(row, applicant), 0);
  const add = (row: string, applicant: string): void => {
    const code = t3Code(row, applicant);
    figures.set(code, (figures.get(code) ?? 0) + 1);
  };
  const [low, high] = REQUESTS[profile];
  const all = low === 0 ? 0 : random.magnitude(low, high);
  const carriedOut = random.chance(0.5) ? Math.floor(all * random.next() * 0.2 + random.next()) : 0;
  const carriedIn = random.chance(0.5) ? Math.floor(all * random.next() * 0.2 + random.next()) : 0;
  for (let i = 0; i < all; i += 1) {
    const applicant = random.weighted(SHARES);
    add(i < carriedIn ? 'carry_in' : 'new', applicant);
    if (i >= all - carriedOut) add('carry_out', applicant);
    else {
      add(random.weighted(weights), applicant);
      add('result.total', applicant);
    }
  }
  for (const row of rows) {
    figures.set(t3Code(row, 'total'), PEOPLE.reduce((sum, applicant) => sum + (figures.get(t3Code(row, applicant)) ?? 0), 0));
  }
}

function disputes(random: Random, profile: Profile, figures: Figures): void {
  const top = { zeros: 0, small: 2, medium: 12, large: 150 }[profile];
  for (const venue of VENUES) {
    const quiet = random.chance(0.5);
    let total = 0;
    for (const outcome of OUTCOMES) {
      const value = outcome.id === 'total' ? total : quiet ? 0 : random.int(0, top);
      figures.set(t4Code(venue.id, outcome.id), value);
      total += value;
    }
  }
}

/** Alters one to three figures of tables 三 and 四 so that at least one identity fails. Returns their codes. */
export function breakArithmetic(random: Random, figures: Figures): string[] {
  const codes = [...figures.keys()].filter((code) => code.startsWith('t3.') || code.startsWith('t4.'));
  const busy = codes.filter((code) => (figures.get(code) ?? 0) > 0);
  const chosen = random.sample(busy.length > 0 && random.chance(0.7) ? busy : codes, random.weighted([[1, 6], [2, 2], [3, 1]]));
  for (const code of chosen) {
    const value = figures.get(code) ?? 0;
    const reversed = Number([...String(value)].reverse().join(''));
    const options = [value + 1, value + random.int(2, 9), value * 10, 0, value - 1, reversed].filter((v) => v >= 0 && v !== value);
    figures.set(code, random.pick(options));
  }
  return chosen;
}
