import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Query, Refused } from '../../explorer/frame/query.ts';
import { addressOf, linkTo, MOST, ORDERS, readChoice, TOPS, VIEWS, WAYS, YEARS, type Choice } from '../../explorer/queries/compare/choice.ts';
import { apart } from '../../explorer/charts/lines.ts';
import { wrapped } from '../../explorer/charts/picture.ts';
import { asking, comparable } from './compare-data.ts';

const read = (text: string): Choice => readChoice(new Query(new URLSearchParams(text)));

const code = fc.stringMatching(/^[a-z][\w.@]{1,30}$/);
const agency = fc.oneof(fc.stringMatching(/^\d{6}$/), fc.stringMatching(/^[一-龥]{2,12}$/), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((s) => s.replaceAll(',', '').trim()).filter((s) => s !== '' && s.length <= 100));
const group = fc.oneof(fc.constantFrom('country', 'provinces', 'level:city', 'level:county'), fc.stringMatching(/^(cities|within):\d{6}$/));
const years = fc.tuple(fc.option(fc.integer({ min: YEARS.first, max: YEARS.last })), fc.option(fc.nat(MOST.years - 1))).map(([from, more]) =>
  ({ from, to: more === null ? null : Math.min(YEARS.last, (from ?? 2010) + more) }));
const choices: fc.Arbitrary<Choice> = fc
  .record({
    figures: fc.uniqueArray(code, { minLength: 1, maxLength: MOST.figures }), agencies: fc.uniqueArray(agency, { maxLength: MOST.agencies }), groups: fc.uniqueArray(group, { maxLength: MOST.groups }),
    as: fc.constantFrom(...WAYS), years, view: fc.option(fc.constantFrom(...VIEWS)), order: fc.constantFrom(...ORDERS), top: fc.integer({ min: TOPS.least, max: TOPS.most }), page: fc.integer({ min: 1, max: MOST.pages }),
  })
  .filter(({ agencies, groups }) => agencies.length + groups.length > 0)
  .map(({ years: { from, to }, ...rest }) => ({ ...rest, from, to }));

describe('an address', () => {
  it('holds the whole choice', () => {
    fc.assert(fc.property(choices, (choice) => {
      expect(read(addressOf(choice).toString())).toEqual(choice);
      expect(read(linkTo(choice).split('?')[1]!)).toEqual(choice);
    }), { numRuns: 500 });
  });

  it('without a choice is the disclosure rate of all provinces', () => {
    expect(read('')).toMatchObject({ figures: ['d.disclosure_rate'], groups: ['provinces'], agencies: [], as: 'both', from: null, to: null });
  });

  it.each([
    'from=2025&to=2020', 'from=1', 'to=99999999999', 'from=20x', 'view=pie', 'as=average', 'order=up', 'top=0', 'top=101', 'page=0', 'page=-1', 'page=1e3', 'group=everything', 'group=level:',
    "group=level:x'--", 'group=cities:%27%20OR%201=1', 'figure=%3Cscript%3E', 'figure=A', `agency=${'x'.repeat(121)}`, 'figure=a.a&figure=a.b&figure=a.c&figure=a.d&figure=a.e', 'from=2000&to=2060',
    `group=${Array.from({ length: 7 }, (_, i) => `cities:${i}`).join(',')}`,
  ])('that is none is refused: %s', (text) => {
    expect(() => read(text)).toThrow(Refused);
  });
});

describe('the page', () => {
  const ask = asking(comparable());

  it.each(['figure=t9.none', 'agency=999999', "agency=110000'%20OR%201=1--", 'agency=%3Cimg%20src=x%20onerror=alert(1)%3E', 'group=cities:999999', 'group=level:planet', 'from=2101', 'view=%00', 'from=2000&to=2039&from=2001&page=99999', `agency=${'%F0%9F%98%80'.repeat(60)}`])(
    'refuses what is not in the data: %s', async (text) => {
      for (const path of ['/compare', '/compare.json', '/compare.csv', '/compare.svg', '/compare.xlsx']) {
        const { status, text: body } = await ask(`${path}?${text}`);
        expect(status).toBe(400);
        if (path === '/compare') expect(body).not.toMatch(/<script>|<img src=x/);
      }
    });

  it('adds what is typed, asks where that could be several, and says where it is nothing', async () => {
    expect((await ask('/compare?agency=110000&add_agency=子市&lang=en')).text).toMatch(/data-address="[^"]*agency=110000&amp;agency=110100"/);
    const several = (await ask('/compare?agency=110000&add_agency=市&lang=en')).text;
    expect(several).toContain('Which one?');
    expect(several.match(/class="which"[\s\S]*?<\/section>/)![0].match(/agency=110[123]00"/g)).toHaveLength(3);
    const hostile = (await ask('/compare?add_agency=%3Cscript%3Ealert(1)%3C/script%3E&add_figure=%3Cb%3E&lang=en')).text;
    expect(hostile).toContain('&lt;script&gt;alert(1)');
    expect(hostile).not.toContain('<script>alert');
    expect((await ask('/compare?agency=110000&add_figure=不予公开率&lang=en')).text).toContain('figure=d.disclosure_rate&amp;figure=d.denial_rate&amp;agency=110000"');
  });
});

it('moves labels apart as little as is needed', () => {
  fc.assert(fc.property(fc.array(fc.float({ min: 0, max: 400, noNaN: true }), { maxLength: 20 }), (places) => {
    const sorted = [...places].sort((a, b) => a - b);
    const moved = apart(sorted, 15, 0, 400);
    expect(moved).toHaveLength(sorted.length);
    moved.forEach((at, i) => expect(i === 0 ? at >= -1e-6 : at - moved[i - 1]! >= 15 - 1e-6).toBe(true));
    expect(moved.every((at) => at <= 400 + 1e-6)).toBe(true);
  }));
  expect(apart([10, 100, 200], 15, 0, 400)).toEqual([10, 100, 200]);
  expect(apart([100, 100], 20, 0, 400)).toEqual([90, 110]);
});

it('breaks lines without losing a word', () => {
  const words = '组的计数为各机关之和，比率为分子之和除以分母之和。 A rate is a sum over a sum.';
  const lines = wrapped(words, 120, 12);
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
});
