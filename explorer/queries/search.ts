/** Search over the prose: newest year first, with bounded work however common a word is. */
import type { Db } from '../../db/open.ts';
import { matchPhrase } from '../../db/search.ts';
import { remembered } from './remembered.ts';

export interface Hit {
  agency_id: string | null;
  agency: string;
  agency_en: string | null;
  fiscal_year: number;
  ordinal: number;
  number: string | null;
  heading: string | null;
  /** The sentence that holds the word, cut in three; `hit` is empty where the word stands only in the normalised text. */
  before: string;
  hit: string;
  after: string;
}

export interface Found {
  hits: Hit[];
  /** How many sections hold the word; null where it is too common to be counted. */
  total: number | null;
  /** Where the next page begins; null at the end. */
  next: string | null;
}

export interface SearchChoice {
  word: string;
  year?: number | undefined;
  /** Row of the store. */
  agency?: number | undefined;
}

/** Sections are sorted up to this number; a more common word is looked for report by report, from the newest year down. */
const COUNTED = 3000;
/** Reports that one request looks through. */
const LOOKED_THROUGH = 500;

interface Section {
  reading: number;
  ordinal: number;
  number: string | null;
  heading: string | null;
  text: string;
}

/** A place in the order of the answer: `2024.17` is agency row 17 of 2024. */
interface Cursor {
  year: number;
  agency: number;
  /** Sections of that report already shown. */
  past: number;
}

const readCursor = (text: string | undefined): Cursor | null => {
  const parts = /^(\d{4})\.(\d{1,9})\.(-?\d{1,4})$/.exec(text ?? '');
  return parts === null ? null : { year: Number(parts[1]), agency: Number(parts[2]), past: Number(parts[3]) };
};

/** Finds the word as it stands, whatever signs or blanks part its runs of characters. Null where there is nothing to look for. */
export function patternOf(word: string): { pattern: RegExp; longest: string } | null {
  const runs = word.normalize('NFKC').match(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu);
  if (runs === null) return null;
  return { pattern: new RegExp(runs.join('[^\\p{L}\\p{N}]*'), 'iu'), longest: runs.toSorted((a, b) => b.length - a.length)[0]!.toLowerCase() };
}

const END = /[。！？!?\n]/;
/** Longer sentences are cut around the word. */
const AROUND = 120;

/** The sentence around the first hit of `pattern`; null where there is none. */
export function sentenceAround(text: string, pattern: RegExp): { before: string; hit: string; after: string } | null {
  const found = pattern.exec(text);
  if (found === null) return null;
  const [start, end] = [found.index, found.index + found[0].length];
  let from = start;
  while (from > 0 && !END.test(text[from - 1]!) && start - from < AROUND) from--;
  let to = end;
  while (to < text.length && !END.test(text[to]!) && to - end < AROUND) to++;
  if (to < text.length && END.test(text[to]!) && text[to] !== '\n') to++;
  const cut = { left: from > 0 && !END.test(text[from - 1]!), right: to < text.length && !END.test(text[to - 1]!) && text[to] !== '\n' };
  return { before: `${cut.left ? '…' : ''}${text.slice(from, start).trimStart()}`, hit: found[0], after: `${text.slice(end, to).trimEnd()}${cut.right ? '…' : ''}` };
}

function shown(section: Section, pattern: RegExp): Pick<Hit, 'before' | 'hit' | 'after'> {
  const whole = section.text;
  return sentenceAround(whole, pattern) ?? sentenceAround(section.heading ?? '', pattern) ?? sentenceAround(whole.normalize('NFKC'), pattern) ?? { before: whole.slice(0, AROUND), hit: '', after: '' };
}

interface Located extends Section, Pick<Hit, 'agency_id' | 'agency' | 'agency_en' | 'fiscal_year'> {}

/** Sections that hold the word, from the newest year down; `from` is where an earlier answer left off. */
export function search(db: Db, choice: SearchChoice, limit: number, from?: string): Found {
  const phrase = matchPhrase(choice.word);
  const what = patternOf(choice.word);
  if (phrase === null || what === null) return { hits: [], total: 0, next: null };
  const ids = remembered(db, `search ${phrase}`, () => db.prepare<[string], number>(`SELECT rowid FROM search WHERE search MATCH ? LIMIT ${COUNTED + 1}`).pluck().all(phrase));
  if (ids.length > COUNTED) return walk(db, choice, what, limit, readCursor(from));
  const order = remembered(db, `search order ${phrase}`, () =>
    db
      .prepare<[string], [id: number, year: number, agency: number]>(`
        SELECT s.id, r.fiscal_year, r.agency FROM json_each(?) j CROSS JOIN section s ON s.id = j.value CROSS JOIN report r ON r.reading = s.reading
        ORDER BY r.fiscal_year DESC, r.agency, s.ordinal`)
      .raw()
      .all(JSON.stringify(ids)));
  const fitting = order.filter(([, year, agency]) => (choice.year === undefined || year === choice.year) && (choice.agency === undefined || agency === choice.agency));
  const offset = Math.min(Number(/^\d{1,6}$/.exec(from ?? '')?.[0] ?? 0), fitting.length);
  const read = db.prepare<[number], Located>(`
    SELECT s.reading, s.ordinal, s.number, s.heading, s.text, a.agency_id, a.name_zh AS agency, a.name_en AS agency_en, r.fiscal_year
    FROM section s JOIN report r ON r.reading = s.reading JOIN agency a ON a.id = r.agency WHERE s.id = ?`);
  const hits = fitting.slice(offset, offset + limit).flatMap(([id]) => hitOf(read.get(id), what.pattern));
  return { hits, total: fitting.length, next: offset + limit < fitting.length ? String(offset + limit) : null };
}

function hitOf(section: Located | undefined, pattern: RegExp): Hit[] {
  if (section === undefined) return [];
  const { agency_id, agency, agency_en, fiscal_year, ordinal, number, heading } = section;
  return [{ agency_id, agency, agency_en, fiscal_year, ordinal, number, heading, ...shown(section, pattern) }];
}

/** A common word: reports are read one after the other until the page is full, or enough were read for one request. */
function walk(db: Db, { year, agency }: SearchChoice, { pattern, longest }: { pattern: RegExp; longest: string }, limit: number, from: Cursor | null): Found {
  const reports = db.prepare<[object], { fiscal_year: number; agency: number; reading: number }>(`
    SELECT w.fiscal_year, w.agency, r.reading FROM panel_row w CROSS JOIN report r ON r.agency = w.agency AND r.fiscal_year = w.fiscal_year
    WHERE w.fiscal_year = @year AND w.agency >= @from AND (@agency IS NULL OR w.agency = @agency) ORDER BY w.agency LIMIT @limit`);
  const sections = db.prepare<[object], Located>(`
    SELECT s.reading, s.ordinal, s.number, s.heading, s.text, a.agency_id, a.name_zh AS agency, a.name_en AS agency_en, @year AS fiscal_year
    FROM section s CROSS JOIN agency a ON a.id = @agency
    WHERE s.reading = @reading AND s.ordinal > @past AND (instr(lower(s.text), @word) OR instr(lower(s.heading), @word)) ORDER BY s.ordinal`);
  const newest = db.prepare<[], number | null>('SELECT max(fiscal_year) FROM panel_row').pluck().get() ?? 0;
  const oldest = db.prepare<[], number | null>('SELECT min(fiscal_year) FROM panel_row').pluck().get() ?? 0;
  const hits: Hit[] = [];
  let looked = 0;
  const leftOff = ({ year: y, agency: a, past }: Cursor): Found => ({ hits, total: null, next: `${y}.${a}.${past}` });
  for (let at = Math.min(from?.year ?? newest, year ?? newest); at >= Math.max(oldest, year ?? oldest); at--) {
    const start = from?.year === at ? from.agency : 0;
    for (const report of reports.all({ year: at, from: start, agency: agency ?? null, limit: LOOKED_THROUGH + 1 - looked })) {
      let past = from?.year === at && from.agency === report.agency ? from.past : -1;
      if (looked++ >= LOOKED_THROUGH) return leftOff({ year: at, agency: report.agency, past });
      for (const section of sections.all({ year: at, agency: report.agency, reading: report.reading, past, word: longest })) {
        if (!pattern.test(section.text) && !pattern.test(section.heading ?? '')) continue;
        if (hits.length === limit) return leftOff({ year: at, agency: report.agency, past });
        hits.push(...hitOf(section, pattern));
        past = section.ordinal;
      }
    }
  }
  return { hits, total: null, next: null };
}
