/** The rows of agencies: those of the registry, and organs outside it that a report names. */
import type { Statement } from 'better-sqlite3';
import type { AgencyRef } from '../extractors/report.ts';
import type { Db } from './open.ts';
import { wellFormed } from './well-formed.ts';

/** What the store keeps of an agency of the registry. */
export interface AgencyRecord {
  id: string;
  nameZh: string;
  nameEn: string | null;
  level: string | null;
  /** Id of the agency above; null at the top. */
  parent: string | null;
}

/** Levels at which an agency speaks for a province. */
const PROVINCIAL = new Set(['province', 'xpcc']);

export class Agencies {
  readonly #put: Statement<[string, string, string | null, string | null, string | null]>;
  readonly #known: Statement<[], string>;
  readonly #province: Statement<[string | null, string, string | null]>;
  readonly #drop: Statement<[string]>;
  readonly #retire: Statement<[string]>;
  readonly #byId: Statement<[string], number>;
  readonly #byName: Statement<[string], number>;
  readonly #addRef: Statement<[string, string | null, string | null, string | null]>;
  readonly #level: Statement<[number, number]>;

  constructor(db: Db) {
    this.#put = db.prepare(`
      INSERT INTO agency (agency_id, name_zh, name_en, level, parent_id, in_registry) VALUES (?, ?, ?, ?, ?, 1)
      ON CONFLICT (agency_id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, level = excluded.level, parent_id = excluded.parent_id,
        in_registry = 1
      WHERE (name_zh, name_en, level, parent_id, in_registry) IS NOT (excluded.name_zh, excluded.name_en, excluded.level, excluded.parent_id, 1)`);
    this.#known = db.prepare<[], string>('SELECT agency_id FROM agency WHERE in_registry = 1').pluck();
    this.#province = db.prepare(`
      UPDATE agency SET province = (SELECT id FROM agency WHERE agency_id = ?) WHERE agency_id = ? AND province IS NOT (SELECT id FROM agency WHERE agency_id = ?)`);
    this.#drop = db.prepare(`
      DELETE FROM agency WHERE agency_id = ? AND NOT EXISTS (SELECT 1 FROM reading n WHERE n.agency = agency.id)
        AND NOT EXISTS (SELECT 1 FROM agency other WHERE other.province = agency.id AND other.id <> agency.id)
        AND NOT EXISTS (SELECT 1 FROM coverage_entry e WHERE e.agency = agency.id)`);
    this.#retire = db.prepare('UPDATE agency SET in_registry = 0 WHERE agency_id = ?');
    this.#byId = db.prepare<[string], number>('SELECT id FROM agency WHERE agency_id = ?').pluck();
    this.#byName = db.prepare<[string], number>('SELECT id FROM agency WHERE agency_id IS NULL AND name_zh = ?').pluck();
    this.#addRef = db.prepare('INSERT INTO agency (name_zh, agency_id, name_en, level, in_registry) VALUES (?, ?, ?, ?, 0)');
    this.#level = db.prepare(`
      UPDATE agency SET level = (SELECT max(n.agency_read ->> '$.level') FROM reading n WHERE n.agency = agency.id AND n.current = 1)
      WHERE id = ? AND agency_id IS NULL
        AND level IS NOT (SELECT max(n.agency_read ->> '$.level') FROM reading n WHERE n.agency = ? AND n.current = 1)`);
  }

  /** Makes the registry's rows equal to `records`. Agencies that left the registry go, unless readings still name them. */
  sync(records: readonly AgencyRecord[]): void {
    const ids = new Map(records.map((record) => [record.id, record]));
    for (const r of records) this.#put.run(r.id, r.nameZh, r.nameEn, r.level, r.parent);
    for (const r of records) {
      const province = provinceOf(r, ids);
      this.#province.run(province, r.id, province);
    }
    for (const id of this.#known.all()) {
      if (!ids.has(id) && this.#drop.run(id).changes === 0) this.#retire.run(id);
    }
  }

  /** The row of the agency with this id; undefined where it has none. */
  find(id: string): number | undefined {
    return this.#byId.get(id);
  }

  /** The row of the agency whose report it is, made if need be; null where the agency cannot be told. */
  rowOf({ agency: ref }: { agency: AgencyRef }): number | null {
    const { id } = ref;
    const nameZh = ref.nameZh === null ? null : wellFormed(ref.nameZh);
    if (id !== null) return this.#byId.get(id) ?? Number(this.#addRef.run(nameZh ?? id, id, ref.nameEn, ref.level).lastInsertRowid);
    if (nameZh === null) return null;
    return this.#byName.get(nameZh) ?? Number(this.#addRef.run(nameZh, null, ref.nameEn, ref.level).lastInsertRowid);
  }

  /** The level of an organ outside the registry is what its current readings say, whatever their order. */
  refreshLevel(agency: number): void {
    this.#level.run(agency, agency);
  }
}

/** The province-level agency above `record`, or itself; null outside provinces (the ministry) or above a gap. */
function provinceOf(record: AgencyRecord, all: ReadonlyMap<string, AgencyRecord>): string | null {
  const seen = new Set<string>();
  for (let a: AgencyRecord | undefined = record; a && !seen.has(a.id); a = a.parent === null ? undefined : all.get(a.parent)) {
    if (a.level !== null && PROVINCIAL.has(a.level)) return a.id;
    seen.add(a.id);
  }
  return null;
}
