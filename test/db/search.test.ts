/** Full text: Chinese words of any length, from SQL alone. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import type { Db } from '../../db/open.ts';
import { matchPhrase, searchable } from '../../db/search.ts';
import { Store } from '../../db/store.ts';
import { hasPythonModule } from '../support/needs.ts';
import { freshDatabase, freshPath, freshStore, put, series } from './support.ts';
import { syntheticAgencies } from './synthetic.ts';
import type { SyntheticReport } from './synthetic.ts';

const agencies = syntheticAgencies(1);

function searching(...texts: string[]) {
  const { db, store } = freshStore(agencies);
  const [each] = series(agencies, [2021]);
  put(store, { ...each!, extraction: { ...each!.extraction, sections: texts.map((text, i) => ({ number: null, heading: i === 0 ? '总体情况' : null, text, place: {} })) } });
  store.finish();
  const statement = db.prepare<[string], number>('SELECT s.ordinal FROM search JOIN sections s ON s.id = search.rowid WHERE search MATCH ? ORDER BY s.ordinal').pluck();
  return { db, find: (match: string) => statement.all(match), findWord: (word: string) => statement.all(matchPhrase(word)!) };
}

it.each([
  ['信息公开', '信息 息公 公开 开'],
  ['共3件，a1b', '共 3 件 a 1 b'],
  ['〇一1〇二', '〇一 一 1〇 二'],
  ['𠮷野家 𠮷', '𠮷野 野家 家 𠮷'],
  ['①２ ﬁne', '12 fine'],
  [' ，', ''],
])('%j goes into the index as %j', (text, words) => {
  expect(searchable(text)).toBe(words);
});

describe('search', () => {
  const { db, find, findWord } = searching('全年主动公开政府信息3947条。', '未收到信息公开申请，公众满意。', 'COVID-19 疫情防控，第３号文。');

  it('finds a word of two characters as it is', () => {
    expect(find('公开')).toEqual([0, 1]);
    expect(find('政府')).toEqual([0]);
    expect(find('开政')).toEqual([0]);
    expect(find('煤矿')).toEqual([]);
    expect(find('总体')).toEqual([0]); // in the heading
  });

  it('finds longer words, single characters, numbers and letters', () => {
    expect(findWord('信息公开')).toEqual([1]);
    expect(findWord('公开信息')).toEqual([]);
    expect(findWord('公')).toEqual([0, 1]);
    expect(findWord('条')).toEqual([0]); // the last character of its run
    expect(findWord('3947条')).toEqual([0]);
    expect(findWord('covid-19')).toEqual([2]);
    expect(findWord('第3号文')).toEqual([2]);
    expect(find('主动 AND 信息')).toEqual([0]);
  });

  it('has nothing to look for in blanks and signs', () => {
    expect([matchPhrase(''), matchPhrase(' ，。'), matchPhrase('"')]).toEqual([null, null, null]);
    expect(matchPhrase('"信息" OR 公开')).toBe('"信息 息 OR 公开"');
  });

  it('finds every run of characters of a text', () => {
    const words = fc.string({ unit: fc.constantFrom('公', '开', '信', '息', '局', '2', 'a', '，', ' ', '𠮷'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (text, from, length) => {
        const characters = [...text];
        const start = from % characters.length;
        const part = characters.slice(start, start + 1 + (length % 5)).join('');
        const phrase = matchPhrase(part);
        if (phrase === null || /^[2a]|[2a]$/.test(part)) return; // half a number or a Latin word is no word
        db.exec('BEGIN');
        db.prepare('INSERT INTO search (rowid, words) VALUES (1000000, ?)').run(searchable(text));
        const found = db.prepare('SELECT count(*) FROM search WHERE search MATCH ? AND rowid = 1000000').pluck().get(phrase);
        db.exec('ROLLBACK');
        expect([text, part, found]).toEqual([text, part, 1]);
      }),
      { numRuns: 500 },
    );
  });

  it('catches up after a hundred reports, and after a run that was killed', () => {
    const path = freshPath();
    const first = openDatabase(path);
    const store = new Store(first);
    const count = (db: Db) => db.prepare(`SELECT count(*) FROM search WHERE search MATCH '年'`).pluck().get();
    const many = syntheticAgencies(101);
    store.syncAgencies(many);
    const say = (each: SyntheticReport) => ({ ...each, extraction: { ...each.extraction, sections: [{ number: null, heading: null, text: '2021年', place: {} }] } });
    const [last, ...hundred] = series(many, [2021]).map(say);
    for (const each of hundred) put(store, each);
    expect(count(first)).toBe(100);
    put(store, last!);
    expect(count(first)).toBe(100);
    first.close(); // no `finish`: as if it had been killed
    const again = freshDatabase(path);
    expect(count(again)).toBe(101);
    again.exec(`INSERT INTO search (search) VALUES ('integrity-check')`);
  });

  const python = hasPythonModule('sqlite3');
  it.skipIf(!python)(`works in the SQLite of other programs${python ? '' : ' [skipped: no python3 with sqlite3]'}`, () => {
    const program = 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall())';
    const ask = (sql: string) => execFileSync('python3', ['-c', program, db.name, sql], { encoding: 'utf8' }).trim();
    const sections = 'SELECT s.fiscal_year, s.ordinal FROM search JOIN sections s ON s.id = search.rowid WHERE search MATCH';
    expect(ask(`${sections} '公开' ORDER BY 2`)).toBe('[(2021, 0), (2021, 1)]');
    expect(ask(`${sections} '"信息 息公 公开"'`)).toBe('[(2021, 1)]');
    expect(ask('SELECT value FROM cells LIMIT 1')).toMatch(/^\[\(\d+,\)\]$/);
  });
});
