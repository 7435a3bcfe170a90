/** Endings are only there to spare work: a pattern that fits a text must never be passed over. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canEndIn, endingsOf } from '../../../../extractors/narrative/facts/endings.ts';
import { INDICATORS } from '../../../../extractors/narrative/facts/indicators/index.ts';

const brief = (pattern: RegExp): string => {
  const { pairs, signs, any } = endingsOf(pattern);
  return [...[...pairs].sort(), ...[...signs].sort(), ...(any ? ['any'] : [])].join(' ');
};

describe('the endings of a pattern', () => {
  it.each<[RegExp, string]>([
    [/(?:政府)?信息[件条]$/, '息件 息条'],
    [/申请?$/, '申请 申'],
    [/(?<!ab)cd(?:ef|g)(?=h)?$/, 'dg ef'],
    [/xy(?:a|bc)*$/, 'aa bc ca xy ya'],
    [/xy(?:a|bc)*z?$/, 'aa az bc ca cz xy ya yz'],
    [/xyc{0,3}$/, 'cc xy yc'],
    [/xyc{0,1}$/, 'xy yc'],
    [/x[^,]y$/, 'y'],
    [/\(x\)$/, 'x)'],
    [/(?:^|[^信])(?:政|务)$/, '务 政'],
    [/ab|cd$/, 'cd any'],
    [/ab[^,]{0,4}$/, 'ab any'],
    [/a*$/, 'aa a any'],
    [/ab\b$/, 'any'],
    [/ab/, 'any'],
    [/ab$/i, 'any'],
  ])('%s', (pattern, expected) => {
    expect(brief(pattern)).toBe(expected);
  });

  it('leave no wording untried that fits: every start of every labelled sentence, every indicator', () => {
    const lines = ['wordings.txt', 'held-out.txt'].flatMap((file) => readFileSync(join(import.meta.dirname, file), 'utf8').split('\n')).map((line) => line.replace(/\{[^{}:]*:([^{}]*)\}/g, '$1'));
    const patterns = INDICATORS.flatMap((it) => it.wordings.map(({ phrase }) => phrase));
    const endings = patterns.map(endingsOf);
    expect(endings.filter((it) => it.any)).toEqual([]);
    let fitting = 0;
    for (const line of lines) {
      for (let end = 1; end <= line.length; end++) {
        const text = line.slice(Math.max(0, end - 40), end);
        patterns.forEach((pattern, i) => {
          if (!pattern.test(text)) return;
          fitting += 1;
          expect(canEndIn(text, endings[i]!), `${pattern.source} on ${text}`).toBe(true);
        });
      }
    }
    expect(fitting).toBeGreaterThan(500);
  });

  it('hold for patterns of any shape', () => {
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      part: fc.oneof({ maxDepth: 3 }, fc.constantFrom('a', 'b', 'c', '[ab]', '[^a]', '.', '\\d', '(?<!a)', '(?=b)', '^'), tie('pattern').map((it) => `(?:${it})`)),
      pattern: fc.array(fc.tuple(tie('part'), fc.constantFrom('', '', '', '?', '*', '+?', '{2}', '{0,2}')), { minLength: 1, maxLength: 3 }).chain((parts) =>
        fc.constantFrom('', '|b', '|').map((other) => parts.map(([part, often]) => (/^(?:\^|\(\?[<=])/.test(part) ? part : part + often)).join('') + other)),
    }));
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '1'), { maxLength: 4 }).map((signs) => signs.join(''));
    fc.assert(fc.property(pattern, text, (source, it) => {
      const whole = new RegExp(`(?:${source})$`);
      if (whole.test(it)) expect(canEndIn(it, endingsOf(whole))).toBe(true);
    }), { numRuns: 3000 });
  });
});
