import { describe, expect, it } from 'vitest';
import { headerUnit, readFigure, type FigureContext } from '../../../extractors/tables/figure-text.ts';

const count: FigureContext = { unit: '件', type: 'count', headerUnit: null, unitPrinted: false };
const signed: FigureContext = { ...count, unit: '项', type: 'signed_count' };
const money: FigureContext = { unit: '万元', type: 'money', headerUnit: null, unitPrinted: false };

const read = (text: string, context: FigureContext): [string, number | null] => {
  const { state, value } = readFigure(text, context);
  return [state, value];
};

describe('the text of a figure', () => {
  it.each([
    ['0', 'zero', 0], ['０', 'zero', 0], ['0件', 'zero', 0], ['0类', 'zero', 0], ['0.00', 'zero', 0], ['零', 'zero', 0],
    ['7', 'number', 7], ['　4件', 'number', 4], ['32 项', 'number', 32], ['１２，３４５', 'number', 12345], ['1,234', 'number', 1234],
    ['1，234', 'number', 1234], ['1 234', 'number', 1234], ['109\n6', 'number', 1096], ['22（其中修订 16 件）', 'number', 22],
    ['3①', 'number', 3], ['-7', 'number', -7], ['5。', 'number', 5], ['1.2万', 'number', 12000], ['10⼈', 'number', 10],
    ['无', 'none_word', null], ['没有', 'none_word', null], ['未发⽣', 'none_word', null],
    ['/', 'dash', null], ['--', 'dash', null], ['——', 'dash', null], ['⸺', 'dash', null], ['∕', 'dash', null], ['－', 'dash', null], ['﹣', 'dash', null],
    ['', 'blank', null], ['\u00a0', 'blank', null], ['　 \u200b', 'blank', null],
    ['四类', 'text', null], ['约30', 'text', null], ['30余', 'text', null], ['12、3', 'text', null], ['3/5', 'text', null], ['1,23', 'text', null],
    ['救助 13781户31696人次，发放1040万元', 'text', null],
    ['000', 'ambiguous', null], ['1***', 'ambiguous', null], ['1\n\n2', 'ambiguous', null], ['1\t3', 'ambiguous', null],
    ['7　　3', 'ambiguous', null], ['12  40', 'ambiguous', null], ['12 40', 'number', 1240], ['12\n40', 'number', 1240], ['12 345 678', 'number', 12345678], ['22 件（1  2）', 'number', 22],
    ['777（历年累计）', 'ambiguous', null], ['50（截至2022年底）', 'number', 50], ['77（上年）', 'ambiguous', null], ['22（含上年结转3件）', 'number', 22], ['22（历年累计300）', 'number', 22],
  ] as const)('count %j is %s %s', (text, state, value) => {
    expect(read(text, count)).toEqual([state, value]);
  });

  it.each([
    ['减 7125', -7125], ['增 94', 94], ['-51', -51], ['−3', -3], ['＋5', 5], ['减少3项', -3], ['增加 2', 2], ['－８', -8],
  ] as const)('change %j is %s', (text, value) => {
    expect(read(text, signed)).toEqual(['number', value]);
  });
  it('keeps no sign on a zero', () => {
    expect(Object.is(readFigure('减0', signed).value, 0)).toBe(true);
  });

  it.each([
    ['31268.04万元', 31268.04], ['6423.03 万', 6423.03], ['251000元', 25.1], ['3.2亿元', 32000], ['1,234.5万元', 1234.5], ['2277820元', 227.782], ['２３（万元）', 23], ['5(元)', 0.0005],
  ] as const)('money %j is %s 万元', (text, value) => {
    expect(read(text, money)).toEqual(['number', value]);
  });
  it('does not guess the unit of money', () => {
    expect(read('521.0592', money)).toEqual(['ambiguous', null]);
    expect(read('0', money)).toEqual(['zero', 0]);
    expect(read('521.0592', { ...money, headerUnit: '万元' })).toEqual(['number', 521.0592]);
    expect(read('5000', { ...money, headerUnit: '元' })).toEqual(['number', 0.5]);
    expect(read('5', { ...money, unitPrinted: true })).toEqual(['number', 5]);
    expect(read('12件', money)).toEqual(['text', null]);
  });

  it('keeps the printed unit and the remark', () => {
    expect(readFigure('22 件（其中修订 16 件）', count)).toMatchObject({ value: 22, unitRaw: '件', remark: '（其中修订 16 件）' });
    expect(headerUnit('采购总金额（单位：万元，保留4位小数）')).toBe('万元');
    expect(headerUnit('本年收费金额\n（单位：元）')).toBe('元');
    expect(headerUnit('采购总金额')).toBeNull();
  });
});
