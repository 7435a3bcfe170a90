/** The parts of the file that follow from the code alone (codebook, descriptions, words, views, examples, panel columns, chosen renditions, search index), made anew when they change. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EDITIONS } from '../extractors/forms/index.ts';
import { ABOUT } from './about.ts';
import { CODEBOOK, INDICATOR_ROWS } from './codebook.ts';
import { COMMON_COLUMNS, OWN_COLUMNS } from './column-descriptions.ts';
import { BREAKS, fillComparability } from './comparability.ts';
import { DERIVED, SMALL_N } from './derived.ts';
import { fillDescriptions, TABLE_DESCRIPTIONS } from './descriptions.ts';
import { EXAMPLE_QUERIES } from './examples.ts';
import { FINDING_VIEW_SQL } from './finding-view.ts';
import { Findings, FINDINGS_VERSION } from './findings.ts';
import type { Db } from './open.ts';
import { originOf, ORIGIN_TEXT } from './origin.ts';
import { fillPanel, PANEL_DROP_SQL, PANEL_SQL } from './panel.ts';
import { BEST_FIRST, RENDITION_VIEWS_SQL } from './renditions.ts';
import { chooseAll } from './represent.ts';
import { SEARCH_VERSION } from './search.ts';
import { SectionIndex } from './section-index.ts';
import { WORDS } from './words.ts';

const VIEWS_SQL = `${readFileSync(join(import.meta.dirname, 'views.sql'), 'utf8')}\n${RENDITION_VIEWS_SQL}\n${FINDING_VIEW_SQL}`;

const fingerprint = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const PARTS: Record<string, { of: string; make: (db: Db) => void }> = {
  words: { of: fingerprint([WORDS, CODEBOOK, INDICATOR_ROWS, ABOUT, ORIGIN_TEXT, EXAMPLE_QUERIES, EDITIONS.map((form) => form.identities), BREAKS]), make: makeTexts },
  views: { of: fingerprint(VIEWS_SQL), make: makeViews },
  panel: { of: fingerprint([PANEL_SQL, DERIVED, SMALL_N]), make: makePanel },
  descriptions: {
    of: fingerprint([TABLE_DESCRIPTIONS, [...COMMON_COLUMNS], [...OWN_COLUMNS], CODEBOOK, VIEWS_SQL, PANEL_SQL]), make: fillDescriptions,
  },
  report: { of: fingerprint(BEST_FIRST), make: chooseAll },
  findings: { of: fingerprint([FINDINGS_VERSION, BEST_FIRST, EDITIONS.map((form) => form.identities)]), make: (db) => new Findings(db).refreshAll() },
  search: { of: fingerprint(SEARCH_VERSION), make: makeSearch },
};

const known = (db: Db): Map<string, string> => new Map(db.prepare<[], [string, string]>('SELECT name, value FROM setting').raw().all());

/** Whether every derived part was made, by this program or one before it. */
export function isFinished(db: Db): boolean {
  if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'setting'`).get() === undefined) return false;
  const have = known(db);
  return Object.keys(PARTS).every((part) => have.has(part));
}

/** Brings the derived parts up to date, in one transaction; touches nothing when they are. */
export function refreshDerived(db: Db): void {
  refreshParts(db);
  const index = new SectionIndex(db);
  if (index.isBehind) db.transaction(() => index.catchUp()).immediate();
}

function refreshParts(db: Db): void {
  const stale = (have: Map<string, string>): string[] => Object.keys(PARTS).filter((part) => have.get(part) !== PARTS[part]!.of);
  if (stale(known(db)).length === 0) return;
  db.transaction(() => {
    for (const part of stale(known(db))) {
      PARTS[part]!.make(db);
      db.prepare('INSERT OR REPLACE INTO setting VALUES (?, ?)').run(part, PARTS[part]!.of);
    }
  }).immediate();
}

function makeTexts(db: Db): void {
  db.exec('DELETE FROM word; DELETE FROM about; DELETE FROM example_queries; DELETE FROM identity; UPDATE code SET position = NULL;');
  const word = db.prepare('INSERT INTO word VALUES (?, ?, ?, ?, ?)');
  for (const [kind, words] of Object.entries(WORDS)) words.forEach((w, id) => word.run(kind, id, w.name, w.printed, w.meaning));
  const about = db.prepare('INSERT INTO about VALUES (?, ?, ?)');
  const origin = ['origin', ORIGIN_TEXT[originOf(db) ?? 'live']] as const;
  ABOUT.toSpliced(1, 0, origin).forEach(([topic, text], i) => about.run(i + 1, topic, text));
  const example = db.prepare('INSERT INTO example_queries VALUES (?, ?, ?, ?, ?, ?, ?)');
  EXAMPLE_QUERIES.forEach((query, i) => example.run(i + 1, query.id, query.titleZh, query.titleEn, query.readZh, query.readEn, query.sql));
  const code = db.prepare(`
    INSERT INTO code (code, position, panel_column, name_zh, name_en, unit, type, role, editions, comparability, crosswalk, formula, note)
    VALUES (@code, @position, @column, @nameZh, @nameEn, @unit, @type, @role, @editions, @comparability, @crosswalk, @formula, @note)
    ON CONFLICT (code) DO UPDATE SET position = excluded.position, panel_column = excluded.panel_column, name_zh = excluded.name_zh, name_en = excluded.name_en,
      unit = excluded.unit, type = excluded.type, role = excluded.role, editions = excluded.editions, comparability = excluded.comparability,
      crosswalk = excluded.crosswalk, formula = excluded.formula, note = excluded.note`);
  [...CODEBOOK, ...INDICATOR_ROWS].forEach((row, position) => code.run({ ...row, position }));
  fillComparability(db);
  const identity = db.prepare('INSERT INTO identity (name, rule, editions, description_zh, description_en) VALUES (?, ?, ?, ?, ?)');
  const identities = EDITIONS.flatMap((form) => form.identities);
  for (const name of new Set(identities.map((i) => i.id))) {
    const latest = identities.findLast((i) => i.id === name)!;
    const editions = EDITIONS.filter((form) => form.identities.some((i) => i.id === name)).map((form) => form.id);
    identity.run(name, latest.rule, editions.join(' '), latest.descriptionZh, latest.descriptionEn);
  }
}

/** All views but `panel`, which belongs to its table. */
function makeViews(db: Db): void {
  const views = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'panel'`).pluck().all();
  for (const name of views) db.exec(`DROP VIEW "${name}"`);
  db.exec(VIEWS_SQL);
}

function makePanel(db: Db): void {
  db.exec(PANEL_DROP_SQL);
  db.exec(PANEL_SQL);
  fillPanel(db);
}

function makeSearch(db: Db): void {
  db.exec(`INSERT INTO search (search) VALUES ('delete-all')`);
  new SectionIndex(db).catchUp();
}
