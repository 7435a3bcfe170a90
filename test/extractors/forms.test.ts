import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EDITIONS, figure, figures, forms } from '../../extractors/forms/index.ts';

const REFERENCE = '../shared/reference/canonical_cells.json';

describe('the form as data', () => {
  it('has 198 figures in 2019, 200 in 2021, 226 in both together', () => {
    expect(forms['ogi-2019'].codes).toHaveLength(198);
    expect(forms['ogi-2021'].codes).toHaveLength(200);
    expect(figures.filter((f) => f.table !== 't0')).toHaveLength(226);
    expect(figures.filter((f) => f.editions.length === 2)).toHaveLength(172);
  });

  it('gives every code once, every column name once, every identity once per edition', () => {
    expect(new Set(figures.map((f) => f.code)).size).toBe(figures.length);
    expect(new Set(figures.map((f) => f.column)).size).toBe(figures.length);
    for (const form of EDITIONS) expect(new Set(form.identities.map((i) => i.id)).size).toBe(form.identities.length);
  });

  it('names only known codes in identities and crosswalks', () => {
    for (const form of EDITIONS) {
      for (const identity of form.identities) {
        const codes = [...identity.left, ...identity.right, ...(identity.minus ?? []), ...(identity.previous ?? []), ...(identity.either?.flat() ?? [])];
        expect(codes.filter((code) => !figure(code))).toEqual([]);
      }
    }
    expect(figures.flatMap((f) => f.crosswalk).filter((c) => !figure(c.code))).toEqual([]);
  });

  it('counts 7 + 7 + 3 identities of table 三 columns and blocks, and a row identity for each row either edition prints', () => {
    for (const id of ['ogi-2019', 'ogi-2021'] as const) {
      const rules = forms[id].identities.map((identity) => identity.rule);
      expect(rules.filter((rule) => rule === 'I1')).toHaveLength(7);
      expect(rules.filter((rule) => rule === 'I2')).toHaveLength(7);
      expect(rules.filter((rule) => rule === 'I3')).toHaveLength(26);
      expect(rules.filter((rule) => rule === 'I4')).toHaveLength(3);
    }
  });

  it.skipIf(!existsSync(REFERENCE))(`agrees with the reference list of codes, units and editions${existsSync(REFERENCE) ? '' : ' [skipped: no ../shared/reference beside the project]'}`, () => {
    const reference = JSON.parse(readFileSync(REFERENCE, 'utf8')) as { cells: { code: string; unit: string; type: string; versions: string[]; role: string }[] };
    for (const cell of reference.cells) {
      expect(figure(cell.code), cell.code).toMatchObject({ unit: cell.unit, type: cell.type, editions: cell.versions });
    }
    expect(reference.cells).toHaveLength(226);
  });
});
