/** Pages that we draw: whatever the file says, what comes out is text, rules, and links to the report. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../../explorer/originals/marks.ts';
import { outlinedSheets } from '../../explorer/originals/outlined-sheets.ts';
import type { Sheet } from '../../explorer/originals/sheet.ts';
import type { Box } from '../../extractors/document.ts';
import type { Glyph } from '../../extractors/formats/pdf/canvas.ts';

const glyph = (text: string, box: Box, turn: Glyph['turn'] = 0, run = 1): Glyph => ({ text, box, base: turn % 2 === 0 ? box[3] - 1 : box[0] + 1, size: 10, turn, run });
const written = (text: string, left: number, top: number): Glyph[] => [...text].map((char, i) => glyph(char, [left + 10 * i, top, left + 10 * i + 10, top + 10]));
const sheet = (glyphs: Glyph[], width = 595, height = 842): Sheet => ({ width, height, drawing: { kind: 'print', glyphs, bars: [{ box: [50, 60, 545, 60.2], stroked: true }] } });
const mark = (page: number, box: Box | undefined, chooses = 't3.new@total'): Mark => ({ anchor: `gk-t0r${page}c0`, place: { page, ...(box && { box }) }, chooses: { name: 'cell', value: chooses }, outline: null });
const linkOf = (): string => '/report/x/2020?a=1&b="2"';

describe('drawn pages', () => {
  it('stand in their order, each with its own places, as shares of its sides', () => {
    const page = load(outlinedSheets([sheet([]), sheet([], 842, 595)], [mark(2, [84.2, 59.5, 168.4, 119]), mark(1, undefined)], linkOf));
    expect(page('.gk-sheet').length).toBe(2);
    expect(page('.gk-sheet').eq(1).attr('style')).toBe('aspect-ratio:842/595');
    expect(page('.gk-sheet').eq(1).find('#gk-t0r2c0').attr('style')).toBe('left:10%;top:10%;width:10%;height:10%');
    expect(page('.gk-sheet').eq(0).find('#gk-t0r1c0').attr('style')).toBe('left:0%;top:0%;width:100%;height:100%');
    expect(page('svg').eq(1).attr('viewBox')).toBe('0 0 842 595');
    expect(page('rect').eq(0).attr()).toEqual({ x: '50', y: '60', width: '495', height: '0.4' });
  });

  it('show characters where they stand: a line as one, turned ones and those of two units by themselves', () => {
    const page = load(outlinedSheets([sheet([...written('应急 12', 100, 20), glyph('\u{20000}', [10, 40, 20, 50]), glyph('纵', [30, 60, 40, 70], 1), glyph('fi', [10, 80, 20, 90])])], [], linkOf));
    expect(page('text').toArray().map((each) => [page(each).text(), page(each).attr('x') ?? page(each).attr('transform')])).toEqual([
      ['应急12', '100 110 130 140'], ['\u{20000}', '10'], ['纵', 'translate(31 60) rotate(90)'], ['fi', '10'],
    ]);
  });

  it('take markup for text, in characters and in codes', () => {
    const attack = '</text></svg><script>alert(1)</script><img src=x onerror=alert(2)>&amp;"';
    const html = outlinedSheets([sheet([...written(attack, 0, 0), glyph(attack, [0, 20, 10, 30], 1)])], [mark(1, [0, 0, 1, 1], '"><script>alert(3)</script>')], linkOf);
    const page = load(html);
    expect(page('script, img, foreignObject, use, image, style:not(head style)').length).toBe(0);
    expect(page('text').eq(0).text()).toBe(attack.replaceAll(' ', ''));
    expect(page('text').eq(1).text()).toBe(attack);
    expect(page('a').attr('href')).toBe(linkOf());
    expect(page('a').attr('aria-label')).toBe('"><script>alert(3)</script>');
    expect(page('*').toArray().flatMap((each) => Object.keys('attribs' in each ? each.attribs : {})).filter((name) => name.startsWith('on'))).toEqual([]);
  });

  it('of a size beyond paper are cut down to what is printed on them', () => {
    const page = load(outlinedSheets([sheet(written('12', 100, 700), 3e9, 3e9), sheet(written('1', 2e8, 100), 3e9, 842), sheet([], 1e300, Number.POSITIVE_INFINITY)], [mark(1, [95, 695, 125, 715])], linkOf));
    expect(page('.gk-sheet').eq(0).attr('style')).toBe('aspect-ratio:581/746');
    expect(page('#gk-t0r1c0').attr('style')).toBe('left:16.35%;top:93.16%;width:5.16%;height:2.68%');
    expect(page('.gk-sheet').eq(1).attr('style')).toBe('aspect-ratio:100000/842');
    expect(page('.gk-sheet').eq(2).attr('style')).toBe('aspect-ratio:581/96.2');
  });
});
