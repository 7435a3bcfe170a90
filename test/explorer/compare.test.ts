import { read, utils } from 'xlsx';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../explorer/app.tsx';
import { NO_ORIGINALS } from '../../explorer/context.ts';
import { segmentsOf, breaksOf } from '../../explorer/charts/segments.ts';
import { Query } from '../../explorer/frame/query.ts';
import { compare, type Comparison } from '../../explorer/queries/compare/comparison.ts';
import { Measures } from '../../explorer/queries/compare/measures.ts';
import { asking, comparable } from './compare-data.ts';

const db = comparable();
const ask = asking(db);
const compared = (text: string): Comparison => compare(db, new Query(new URLSearchParams(text)));
/** Year → value of the first series, or of the one with this id. */
const values = (text: string, id?: string): Record<number, number | null> => {
  const { series } = compared(text).blocks[0]!;
  return Object.fromEntries((id === undefined ? series[0]! : series.find((one) => one.id === id)!).points.map(({ year, value }) => [year, value]));
};
const point = (text: string, year: number, id?: string) => {
  const { series } = compared(text).blocks[0]!;
  return (id === undefined ? series[0]! : series.find((one) => one.id === id)!).points.find((one) => one.year === year)!;
};

interface PanelRow { agency_id: string; fiscal_year: number; [column: string]: number | string | null }

describe('values', () => {
  it('are those of the panel, for every figure', () => {
    const panel = db.prepare<[], PanelRow>('SELECT * FROM panel').all();
    for (const { code } of new Measures(db).list().filter((_, i) => i % 7 === 0)) {
      const { measure, series } = compared(`figure=${code}&agency=110000&agency=110100&agency=120000`).blocks[0]!;
      for (const { id, points } of series) {
        for (const { year, value, form, reason } of points) {
          const row = panel.find((one) => one.agency_id === id && one.fiscal_year === year);
          expect(value === null).toBe(reason !== null);
          if (measure.counterparts.some(({ edition, codes }) => edition === form && codes.length > 0)) continue;
          expect(value, `${code} ${id} ${year}`).toBe(row?.[measure.column] ?? null);
        }
      }
    }
  });

  it('that are missing are gaps with their reason, never zeros', () => {
    expect(values('agency=110000&from=2018')).toEqual({ 2018: null, 2019: 0.5, 2020: 0.6, 2021: 0.75, 2022: null, 2023: 0.9 });
    expect(point('agency=110000', 2022).reason).toBe('blocked');
    expect(point('agency=110000&from=2018', 2018).reason).toBe('no_report');
    expect(point('agency=110100', 2023)).toMatchObject({ value: null, reason: 'denominator_zero' });
    expect(point('agency=110200', 2023)).toMatchObject({ value: null, reason: 'numerator_missing' });
    expect(point('agency=110200&figure=t3.result.open@total', 2023)).toMatchObject({ value: null, reason: 'blank' });
    expect(point('agency=110000&figure=t2.a20_1.normdoc.repealed&from=2018', 2019)).toMatchObject({ value: null, reason: 'not_in_template' });
    expect(point('agency=110300', 2023).reason).toBe('not_found');
  });

  it('begin, where no year is asked for, with the first in which a form prints the figure', () => {
    expect(Object.keys(values('agency=110000'))[0]).toBe('2019');
    expect(Object.keys(values('agency=110000&figure=t2.a20_1.normdoc.repealed'))[0]).toBe('2021');
  });

  it('of rates on fewer than ten cases are marked', () => {
    expect(point('agency=110100', 2021)).toMatchObject({ value: 0.75, numerator: 3, denominator: 4, small: true });
    expect(point('agency=110200', 2021)).toMatchObject({ value: 0.5, small: false });
  });
});

describe('groups', () => {
  it('have the rate of their sums, and say how many agencies reported', () => {
    // 3 of 4 and 30 of 60: 33 of 64, not the mean of the rates (0.625); one city never reported.
    expect(point('group=cities:110000&as=sum', 2021)).toMatchObject({ value: 33 / 64, numerator: 33, denominator: 64, reported: 2, members: 3, small: false });
    // One handled nothing and one left the cell blank: that is no rate, not 0.
    expect(point('group=cities:110000&as=sum', 2023)).toMatchObject({ value: null, reason: 'denominator_zero', reported: 1, members: 3 });
    expect(point('group=cities:110000&as=sum', 2022)).toMatchObject({ value: null, reason: 'none_reported', reported: 0, members: 3 });
  });

  it('have the sum of counts over those who print them', () => {
    expect(point('group=cities:110000&as=sum&figure=t3.result.open@total', 2023)).toMatchObject({ value: 0, reported: 1, members: 3 });
    expect(point('group=within:110000&as=sum&figure=t3.new@total', 2021)).toMatchObject({ value: 64, reported: 2, members: 3 });
    expect(point('group=country&as=sum&figure=t3.new@total', 2021)).toMatchObject({ value: 104, reported: 4, members: 5 });
    expect(point('group=provinces&as=sum&figure=t3.new@total', 2021)).toMatchObject({ value: 40, reported: 2, members: 2 });
  });

  it('show members, the sum, or both, and say what is missing', async () => {
    const ids = (as: string): string[] => compared(`group=cities:110000&as=${as}`).blocks[0]!.series.map(({ id }) => id);
    expect(ids('each')).toEqual(['110100', '110200', '110300']);
    expect(ids('sum')).toEqual(['cities:110000']);
    expect(ids('both')).toEqual(['cities:110000', '110100', '110200', '110300']);
    expect((await ask('/compare?group=cities:110000&as=sum&lang=en&from=2021')).text).toContain('2021 2/3, 2022 0/3, 2023 1/3');
  });
});

describe('editions', () => {
  const segments = (text: string) => {
    const { measure, series } = compared(text).blocks[0]!;
    return segmentsOf(measure, series[0]!.points).map(({ dashed, points }) => ({ dashed, years: points.map(({ year }) => year) }));
  };

  it('join what compares, and nothing across a year without a value', () => {
    expect(segments('agency=110000')).toEqual([{ dashed: false, years: [2019, 2020, 2021] }]);
  });

  it('join by dashes what is only near', () => {
    const text = 'agency=110000&figure=t2.a20_1.normdoc.made';
    expect(values(text)).toEqual({ 2018: null, 2019: 5, 2020: 7, 2021: 6, 2022: null, 2023: 8 });
    expect(segments(text)).toEqual([{ dashed: false, years: [2019, 2020] }, { dashed: true, years: [2020, 2021] }]);
  });

  it('do not join what changed its concept', () => {
    const none = 'agency=110000&figure=t2.a20_1.normdoc.total_disclosed';
    expect(values(none)).toMatchObject({ 2020: 90, 2021: 40 });
    expect(segments(none)).toEqual([{ dashed: false, years: [2019, 2020] }]);
    const changed = 'agency=120000&figure=t3.new@total&to=2019';
    expect(values(changed)).toEqual({ 2018: 11, 2019: 20 });
    expect(segments(changed)).toEqual([]);
    expect(breaksOf(compared(changed).blocks[0]!.measure, [2018, 2019, 2020, 2021]).map(({ year, comparability }) => [year, comparability])).toEqual([[2019, 'concept_break'], [2021, 'identical']]);
  });

  it('add the rows that make up one of the other edition, and never take a part for the whole', () => {
    const other = 'agency=120000&figure=t3.result.other@total';
    expect(values(other)).toMatchObject({ 2019: 9, 2020: null, 2021: 7 });
    expect(values('agency=120000&figure=t3.result.other.misc@total&from=2019')).toMatchObject({ 2019: null, 2021: 4 });
    expect(point('agency=120000&figure=t3.result.other.misc@total&from=2019', 2019).reason).toBe('not_in_template');
  });

  it('are explained in words under the chart', async () => {
    const { text } = await ask('/compare?agency=110000&figure=t2.a20_1.normdoc.total_disclosed&lang=en');
    expect(text).toContain('From 2021: edition of 2021: there is no comparable counterpart; the series is not joined. (t2.a20_1.normdoc.total_disclosed → t2.a20_1.normdoc.in_force)');
  });
});

describe('ranked bars', () => {
  const ranking = (text: string) => compared(`view=bars&${text}`).blocks[0]!.ranking!;

  it('share ranks where values are equal, and keep those without a value apart', () => {
    const { bars, unknown, reasons, year } = ranking('group=country&as=each&to=2021');
    expect(year).toBe(2021);
    expect(bars.map(({ rank, tied, series }) => [rank, tied, series.id])).toEqual([[1, true, '110000'], [1, true, '120000'], [1, true, '110100'], [4, false, '110200']]);
    expect(unknown.map(({ id }) => id)).toEqual(['110300']);
    expect(reasons).toEqual([{ reason: 'no_report', count: 1 }]);
  });

  it('go from page to page, lowest first where asked', () => {
    const { bars, pages, all } = ranking('group=country&as=both&to=2021&order=asc&top=5');
    expect([bars.length, pages, all]).toEqual([5, 1, 5]);
    // The country as a whole (63 of 104) stands among its agencies and takes no rank.
    expect(bars.map(({ rank }) => rank)).toEqual([1, null, 2, 2, 2]);
  });
});

describe('the chart', () => {
  const svg = async (text: string): Promise<string> => (await ask(`/compare.svg?lang=en&${text}`)).text;
  const paths = (text: string, className: string): string[] =>
    [...text.matchAll(new RegExp(`<g[^>]*class="${className}[^"]*"[^>]*>(.*?)</g>`, 'g'))].flatMap(([, inner]) => [...inner!.matchAll(/<path[^>]* d="([^"]+)"|<path d="([^"]+)"/g)].map(([, a, b]) => a ?? b!));

  it('draws no line across a gap and none across a break', async () => {
    const identical = await svg('agency=110000&view=lines');
    expect(paths(identical, 'joined').map((d) => d.split('L').length)).toEqual([3]);
    expect(paths(identical, 'near')).toEqual([]);
    const broken = await svg('agency=110000&view=lines&figure=t2.a20_1.normdoc.total_disclosed');
    expect(paths(broken, 'joined').map((d) => d.split('L').length)).toEqual([2]);
    expect(broken).toMatch(/class="break none"/);
    const near = await svg('agency=110000&view=lines&figure=t2.a20_1.normdoc.made');
    expect(paths(near, 'near').map((d) => d.split('L').length)).toEqual([2]);
    expect(near).toMatch(/stroke-dasharray="5,3"/);
  });

  it('says what is missing and marks what is small', async () => {
    const text = await svg('agency=110000&agency=110100&view=lines');
    expect(text).toContain('Bureau 110000 2022: blocked');
    expect(text).toContain('Bureau 110100 2021: 75.0 % (3 / 4)');
    expect(text.match(/<path[^>]*fill="#ffffff"/g)).toHaveLength(1);
    expect(await svg('group=country&view=panels')).toContain('Bureau 110300 2023: not found');
  });

  it('is an image with a name, a description and nothing that the policy forbids', async () => {
    for (const view of ['lines', 'panels', 'bars']) {
      const { text } = await ask(`/compare?group=country&view=${view}&lang=en`);
      expect(text.match(/<svg xmlns[^>]*role="img"[^>]*aria-labelledby="wide-0-title wide-0-desc"/)).not.toBeNull();
      expect(text).not.toMatch(/ style="|<style|<script(?![^>]*src=)| on\w+="/);
    }
    const file = await ask('/compare.svg?group=country&lang=en');
    expect(file.type).toContain('image/svg+xml');
    expect(file.text).toMatch(/^<svg [\s\S]*<\/svg>$/);
  });
});

describe('what is taken away', () => {
  const csv = (text: string): string[][] => text.replace(/^\ufeff/, '').trimEnd().split('\r\n').map((line) => line.split(','));

  it('as CSV holds every series, with the reason in place of a value', async () => {
    const [head, ...rows] = csv((await ask('/compare.csv?group=country&figure=t3.new@total&page=9')).text);
    const at = (name: string): number => head!.indexOf(name);
    expect(rows).toHaveLength(6 * 6);
    const row = rows.find((one) => one[at('series')] === '110000' && one[at('fiscal_year')] === '2022')!;
    expect([row[at('value')], row[at('reason')], row[at('origin')]]).toEqual(['', 'blocked', 'live']);
    const sum = rows.find((one) => one[at('series')] === 'country' && one[at('fiscal_year')] === '2021')!;
    expect([sum[at('value')], sum[at('reported')], sum[at('members')]]).toEqual(['104', '4', '5']);
  });

  it('as Excel holds the same rows', async () => {
    const app = createApp({ db, dbPath: db.name, banner: 'replica', originals: NO_ORIGINALS }, { listening: '127.0.0.1' });
    const response = await app.request('http://127.0.0.1/compare.xlsx?group=cities:110000&from=2021&to=2021', { headers: { host: '127.0.0.1' } });
    const book = read(new Uint8Array(await response.arrayBuffer()), { type: 'array' });
    const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['compare']!);
    expect(rows.map((row) => [row['series'], row['value'], row['reported'], row['origin']])).toEqual([
      ['cities:110000', 33 / 64, 2, 'replica'], ['110100', 0.75, undefined, 'replica'], ['110200', 0.5, undefined, 'replica'], ['110300', undefined, undefined, 'replica'],
    ]);
    expect(JSON.stringify(utils.sheet_to_json(book.Sheets['notes']!))).toContain('replica');
  });

  it('as SQL gives the table, in any SQLite program', async () => {
    for (const text of [
      'group=country', 'group=cities:110000&as=sum&figure=t3.new@total&figure=d.denial_rate', 'agency=110000&figure=t2.a20_1.normdoc.made&group=provinces&as=both', 'figure=t3.result.other@total&group=within:110000&agency=120000',
      'view=bars&group=country&to=2021', 'figure=t2.a20_1.normdoc.issued&group=country&as=sum',
    ]) {
      const { sql, figures } = JSON.parse((await ask(`/compare.json?${text}`)).text) as { sql: string; figures: { code: string; series: { id: string; points: Record<string, number | null>[] }[] }[] };
      const rows = db.prepare<[], Record<string, string | number | null>>(sql.replace(/;$/, '')).all();
      const shown = figures.flatMap(({ code, series }) => series.flatMap(({ id, points }) => points.map(({ year, value, numerator, denominator, reported, members }) => [code, id, year, value, numerator, denominator, reported, members])));
      const given = rows.map((row) => [row['figure'], row['series'], row['fiscal_year'], row['value'], row['numerator'], row['denominator'], row['reported'], row['members']]);
      const sorted = (list: unknown[][]): string[] => list.map((row) => JSON.stringify(row)).sort();
      expect(shown.length).toBeGreaterThan(0);
      expect(sorted(given), text).toEqual(sorted(shown));
    }
  });

  it('says of invented figures that they are, in each', async () => {
    const invented = asking(db, 'replica: invented');
    const words = 'INVENTED FIGURES, not to be cited';
    expect((await invented('/compare.svg?lang=en')).text.split(words).length).toBeGreaterThan(2);
    const page = (await invented('/compare?lang=en')).text;
    expect(page).toMatch(new RegExp(`<p id="citation">${words}`));
    expect((await invented('/compare.csv')).text).toContain(',replica');
    expect((await ask('/compare.svg?lang=en')).text).not.toContain(words);
  });
});
