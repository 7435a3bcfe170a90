/** The codebook: every code once, the same in the file as in the database. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codebookMarkdown } from '../../db/codebook-page.ts';
import { CODEBOOK, INDICATOR_ROWS } from '../../db/codebook.ts';
import { orderedFigures, positionOf } from '../../db/figure-order.ts';
import { EDITIONS, figures } from '../../extractors/forms/index.ts';
import { root } from '../support/needs.ts';
import { freshDatabase } from './support.ts';

describe('the codebook', () => {
  it('in data/codebook.md is the one that the form gives: else run `npm run -s codebook`', () => {
    expect(readFileSync(join(root, 'data', 'codebook.md'), 'utf8')).toBe(codebookMarkdown());
  });

  it('holds every figure of every edition once, in an order that each edition prints', () => {
    expect(orderedFigures.map((figure) => figure.code).toSorted()).toEqual(figures.map((figure) => figure.code).toSorted());
    for (const form of EDITIONS) {
      const positions = form.codes.map(positionOf);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    }
    expect(() => positionOf('t3.nothing')).toThrow('t3.nothing');
  });

  it('gives every code and every column of the panel its own name, in both languages', () => {
    for (const key of ['code', 'column'] as const) expect(new Set(CODEBOOK.map((row) => row[key])).size).toBe(CODEBOOK.length);
    expect([...CODEBOOK, ...INDICATOR_ROWS].filter((row) => !/\p{Script=Han}/u.test(row.nameZh) || !/^[\x20-\x7e]+$/.test(row.nameEn))).toEqual([]);
    const columns = new Set(freshDatabase().prepare('SELECT * FROM panel').columns().map((column) => column.name));
    expect(CODEBOOK.filter((row) => !columns.has(row.column))).toEqual([]);
  });

  it('is the same in the database', () => {
    const rows = freshDatabase().prepare('SELECT code, panel_column AS column, name_zh AS nameZh, name_en AS nameEn, unit, type, role, editions, comparability, crosswalk, formula, note FROM codebook').all();
    expect(rows).toEqual([...CODEBOOK, ...INDICATOR_ROWS]);
  });

  it.each([
    ['t3.new@total', 'identical'],
    ['t2.a20_5.license.decisions', 'near'], // counted otherwise in 2019
    ['t2.a20_1.normdoc.made', 'near'],
    ['t2.a20_1.normdoc.total_disclosed', 'none'],
    ['t3.result.other@total', 'derivable'],
    ['t2.a20_8.fee.amount', 'none'],
    ['t0.req.received', 'concept_break'],
    ['t0.complaints', 'none'],
  ])('says of %s: %s', (code, comparability) => {
    expect(CODEBOOK.find((row) => row.code === code)).toMatchObject({ comparability });
  });

  it('states the denominator of every rate', () => {
    const rates = CODEBOOK.filter((row) => row.type === 'rate');
    expect(rates.length).toBe(16);
    expect(rates.filter((row) => !/^\(.+\) \/ \(.+\)$/.test(row.formula ?? ''))).toEqual([]);
    expect(CODEBOOK.find((row) => row.code === 'd.review_correction_rate')?.formula).toBe('(t4.review.corrected) / (t4.review.upheld + t4.review.corrected + t4.review.other)');
  });

  it('says what it is in the file itself', () => {
    const db = freshDatabase();
    const about = new Map(db.prepare<[], [string, string]>('SELECT topic, text FROM about').raw().all());
    expect([...about.keys()]).toEqual(expect.arrayContaining(['title', 'licence', 'citation', 'nulls', 'search', 'editions']));
    for (const [topic, text] of about) expect(/\p{Script=Han}{3}.*[a-z]{3} [a-z]{2}/su.test(text), topic).toBe(true); // in both languages
    const states = db.prepare(`SELECT name FROM words WHERE kind = 'state'`).pluck().all();
    expect(states).toHaveLength(9);
    for (const name of about.get('start')!.match(/`([a-z_.]+)`/g)!.map((word) => word.slice(1, -1))) {
      expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = ?`).pluck().get(name.split('.')[0])).toBe(1);
    }
  });
});
