/** The forge itself: what it says is true of what it prints. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { EDITIONS, figure } from '../../extractors/forms/index.ts';
import type { Report } from '../../extractors/report.ts';
import { DEVIATIONS } from './deviations.ts';
import { breakArithmetic, randomFigures } from '../../crawlers/replica/report/figures.ts';
import type { Figures } from '../../crawlers/replica/report/figures.ts';
import { judgeCell } from './judge.ts';
import { allCells, FORMATS } from '../../crawlers/replica/report/model.ts';
import type { ForgeFormat, Truth } from '../../crawlers/replica/report/model.ts';
import { Random } from '../../crawlers/replica/report/random.ts';
import { render } from './render/index.ts';
import { forge, layout } from './report.ts';
import { ALL_CODES, codesOf } from '../../crawlers/replica/report/template.ts';

const OWN = FORMATS.filter((format) => !['pdf-chromium', 'pdf-libreoffice', 'doc', 'rtf'].includes(format));
const seeds = Array.from({ length: 60 }, (_, i) => String(i + 1));

/** How many of the form's identities within one report fail. */
function failures(form: 'ogi-2019' | 'ogi-2021', figures: Figures): string[] {
  const identities = EDITIONS.find((edition) => edition.id === form)?.identities ?? [];
  const sum = (codes: readonly string[]): number => codes.reduce((total, code) => total + (figures.get(code) ?? 0), 0);
  return identities.filter(({ rule }) => /^I[1-6]$/.test(rule)).filter(({ relation, left, right, either }) => {
    const rhs = sum([...right, ...(either?.[0] ?? [])]);
    return relation === '=' ? sum(left) !== rhs : sum(left) < rhs;
  }).map(({ id }) => id);
}

describe('template', () => {
  it('prints exactly the codes of the two recent editions', () => {
    for (const form of ['ogi-2019', 'ogi-2021'] as const) {
      expect(codesOf(form)).toEqual(EDITIONS.find((edition) => edition.id === form)?.codes);
    }
    expect(ALL_CODES).toHaveLength(226);
    expect(ALL_CODES.filter((code) => figure(code) === undefined)).toEqual([]);
  });
});

describe('figures', () => {
  it.each(['ogi-2019', 'ogi-2021'] as const)('obey the arithmetic of %s, and no longer once broken', (form) => {
    for (const seed of seeds) {
      const random = new Random(seed);
      const figures = randomFigures(random, form, random.pick(['zeros', 'small', 'medium', 'large']));
      expect(failures(form, figures)).toEqual([]);
      const codes = breakArithmetic(random, figures);
      if (codes.length === 1) expect(failures(form, figures), `${seed} ${codes[0] ?? ''}`).not.toEqual([]);
    }
  });
});

describe('forge', () => {
  it('breaks the arithmetic of one report in five', () => {
    const broken = Array.from({ length: 500 }, (_, i) => forge(i)).filter((report) => report.broken.length > 0).length;
    expect(broken).toBeGreaterThan(60);
    expect(broken).toBeLessThan(140);
  });

  it('knows the truth about every code, and prints what it says', () => {
    const wrong: string[] = [];
    for (const seed of seeds) {
      for (const format of FORMATS) {
        const report = forge(seed, { format });
        const printed = new Map(allCells(report).flatMap((cell) => (cell.code === null ? [] : [[cell.code, cell.text] as const])));
        expect([...report.truth.keys()].sort()).toEqual([...ALL_CODES].sort());
        for (const [code, fact] of report.truth) {
          const text = printed.get(code)?.replace('[bookmark: _GoBack]', '') ?? null;
          const figure = fact.state === 'number' || fact.state === 'zero';
          if (text !== fact.raw || (fact.value !== null) !== figure || (fact.value === 0) !== (fact.state === 'zero')) wrong.push(`${format} ${seed} ${code}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('switches every deviation on in some report', () => {
    const missing = new Set(DEVIATIONS.map(({ name }) => name));
    for (let seed = 0; seed < 1000 && missing.size > 0; seed += 1) {
      for (const format of FORMATS) for (const name of [...forge(seed, { format }).deviations, ...forge(seed, { format, form: 'stat-2014' }).deviations]) missing.delete(name);
    }
    expect([...missing]).toEqual([]);
  });

  it('takes deviations by name, and refuses a name it does not know', () => {
    const report = forge(5, { deviations: ['cells.full_width_digits'], form: 'ogi-2021', broken: false });
    expect([...report.deviations]).toEqual(['cells.full_width_digits']);
    expect(() => forge(5, { deviations: ['cells.nothing'] })).toThrow('no deviation is called cells.nothing');
  });

  it('lays tables out without gaps or overlaps', () => {
    for (const seed of seeds) {
      for (const block of layout(forge(seed))) {
        if (block.kind !== 'table') continue;
        const seen = new Map<string, number>();
        for (const cell of block.table.rows.flat()) {
          for (let r = cell.row; r < cell.row + cell.rowSpan; r += 1) {
            for (let c = cell.col; c < cell.col + cell.colSpan; c += 1) seen.set(`${r},${c}`, (seen.get(`${r},${c}`) ?? 0) + 1);
          }
        }
        expect(seen.size, `${seed} ${block.table.id}`).toBe(block.table.rows.length * block.table.widths.length);
        expect(Math.max(...seen.values())).toBe(1);
      }
    }
  });
});

describe('renderers', () => {
  it.each(OWN)('%s gives the same bytes for the same seed', async (format: ForgeFormat) => {
    const [first] = await render(format, [forge(11, { format })]);
    const [second] = await render(format, [forge(11, { format })]);
    const [other] = await render(format, [forge(12, { format })]);
    expect(Buffer.from(first!.bytes).equals(Buffer.from(second!.bytes))).toBe(true);
    expect(Buffer.from(first!.bytes).equals(Buffer.from(other!.bytes))).toBe(false);
  });

  it('puts every figure of the truth into the cells of an HTML table', async () => {
    for (const seed of seeds) {
      const report = forge(seed, { format: 'html-clean', deviations: ['cells.unit', 'cells.remark', 'html.spans_disagree'] });
      const [page] = await render('html-clean', [report]);
      const $ = load(Buffer.from(page!.bytes));
      const cells = new Map<string, number>();
      const count = (text: string): string => text.replace(/\s/g, '');
      $('.article-content td').each((_, cell) => {
        const text = count($(cell).text());
        cells.set(text, (cells.get(text) ?? 0) + 1);
      });
      const wanted = new Map<string, number>();
      for (const { raw } of page!.truth.values()) if (raw !== null) wanted.set(count(raw), (wanted.get(count(raw)) ?? 0) + 1);
      for (const [text, times] of wanted) expect(cells.get(text), `${seed} ${text}`).toBeGreaterThanOrEqual(times);
    }
  });
});

describe('judge', () => {
  const report = { unknown: [{ kind: 'row', label: '某行', cells: [{ text: '77', place: { table: 0, row: 0, col: 1 } }] }], problems: [] } as unknown as Report;
  const cell = (state: string, value: number | null, note?: string): never => ({ code: 't3.new@total', state, value, raw: '', note }) as never;
  const fact = (state: string, value: number | null, raw: string, more: Partial<Truth> = {}): Truth => ({ state: state as Truth['state'], value, raw, ...more });
  const verdict = (truth: Truth, got: never | undefined): string => judgeCell('t3.new@total', truth, got, report, false);

  it('takes only the printed value and state for exact', () => {
    expect(verdict(fact('number', 5, '5'), cell('number', 5))).toBe('exact');
    expect(verdict(fact('number', 5, '5'), cell('number', 6))).toBe('silent');
    expect(verdict(fact('blank', null, ''), cell('zero', 0))).toBe('silent');
    expect(verdict(fact('number', 5, '5'), cell('blank', null))).toBe('silent');
    expect(verdict(fact('none_word', null, '无'), cell('dash', null))).toBe('silent');
    expect(verdict(fact('number', 5, '5'), undefined)).toBe('silent');
  });

  it('takes a null that says why for flagged', () => {
    expect(verdict(fact('number', 5, '5'), cell('ambiguous', null))).toBe('flagged');
    expect(verdict(fact('number', 5, '5'), cell('absent', null, 'column lost'))).toBe('flagged');
    expect(verdict(fact('number', 77, '77'), cell('absent', null))).toBe('flagged');
  });

  it('takes a guess at what cannot be told for silent', () => {
    expect(verdict(fact('ambiguous', null, '3', { undecidable: true }), cell('number', 3))).toBe('silent');
    expect(verdict(fact('ambiguous', null, '3', { undecidable: true }), cell('ambiguous', null))).toBe('exact');
    expect(verdict(fact('number', 3, '3', { lenient: true }), cell('ambiguous', null))).toBe('exact');
    expect(verdict(fact('number', 3, '3', { lenient: true }), cell('number', 4))).toBe('silent');
  });
});
