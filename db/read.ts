/** Gives a stored reading back as the extraction that it was, in its canonical form. */
import type { Statement } from 'better-sqlite3';
import type { CellPlace, Place, Problem } from '../extractors/document.ts';
import { figure } from '../extractors/forms/index.ts';
import type { AgencyRef, Cell, Evidence, Extraction, Fact, FormId, Refused, ReportPart, Section, Unit, Unknown } from '../extractors/report.ts';
import { pullApart } from './check-keys.ts';
import type { StoredCheck } from './check-keys.ts';
import type { Db } from './open.ts';
import { unpackPlace } from './place.ts';
import type { PackedPlace } from './place.ts';
import { ALIGNMENTS, CHECK_STATUSES, STATES } from './words.ts';

interface Head {
  status: 'report' | Refused['status'];
  refusal: string | null;
  reason: string | null;
  name_printed: string | null;
  agency_read: string | null;
  agency_id: string | null;
  name_zh: string | null;
  name_en: string | null;
  level: string | null;
  fiscal_year: number | null;
  form: FormId;
  title: string | null;
  published_on: string | null;
}

interface CellRow {
  code: string;
  state: number;
  alignment: number | null;
  value: number | null;
  raw: string | null;
  unit_raw: string | null;
  row_label: string | null;
  col_label: string | null;
  table_no: number | null;
  row_no: number;
  col_no: number;
  place: 0 | 1 | 2 | null;
  at: number;
  pattern: string | null;
  p1: number | null;
  p2: number | null;
  p3: number | null;
  p4: number | null;
  remark: string | null;
  note: string | null;
  candidates: string | null;
  unit: string | null;
  raw_unknown: number | null;
  odd_place: string | null;
}

type CheckRow = Omit<StoredCheck, 'status' | 'cells' | 'note'> & { status: number; cells: string; note: string | null };

type FactRow = Omit<Fact, 'approximate' | 'sentence' | 'place'> & { approximate: 0 | 1; sentence: string | null; place: string | null };

type VoteRow = Omit<Evidence, 'place'> & { place: string | null };

export class ReadingReader {
  readonly #head: Statement<[number], Head>;
  readonly #cells: Statement<[number], CellRow>;
  readonly #sections: Statement<[number], Omit<Section, 'place'> & { place: string }>;
  readonly #checks: Statement<[number], CheckRow>;
  readonly #votes: Statement<[number, string], VoteRow>;
  readonly #unknown: Statement<[number], { kind: Unknown['kind']; label: string; cells: string }>;
  readonly #facts: Statement<[number], FactRow>;
  readonly #parts: Statement<[number], Omit<ReportPart, 'gives'> & { gives: string }>;
  readonly #problems: Statement<[number], { code: string; message: string; place: string | null }>;

  constructor(db: Db) {
    this.#head = db.prepare(`
      SELECT n.status, n.refusal, n.reason, n.name_printed, n.agency_read, a.agency_id, a.name_zh, a.name_en, a.level, n.fiscal_year, n.form, n.title, n.published_on
      FROM reading n LEFT JOIN agency a ON a.id = n.agency WHERE n.id = ?`);
    this.#cells = db.prepare(`
      SELECT k.code, c.state, c.alignment, c.value, c.raw, u.text AS unit_raw, rl.text AS row_label, cl.text AS col_label, c.table_no, c.row_no, c.col_no,
        c.place, c.at, pp.text AS pattern, c.p1, c.p2, c.p3, c.p4, x.remark, nt.text AS note, x.candidates, x.unit, x.raw_unknown, x.place AS odd_place
      FROM cell c JOIN code k ON k.id = c.code LEFT JOIN cell_extra x ON x.reading = c.reading AND x.code = c.code
      LEFT JOIN string u ON u.id = c.unit_raw LEFT JOIN string rl ON rl.id = c.row_label LEFT JOIN string cl ON cl.id = c.col_label
      LEFT JOIN string nt ON nt.id = x.note LEFT JOIN string pp ON c.place = 1 AND pp.id = c.at
      WHERE c.reading = ? ORDER BY k.position`);
    this.#sections = db.prepare('SELECT number, heading, text, place FROM section WHERE reading = ? ORDER BY ordinal');
    this.#checks = db.prepare(`
      SELECT k.name AS id, k.mode, e.status, e.lhs, e.rhs, e.delta, k.cells, e.note
      FROM evaluation e JOIN check_key k ON k.id = e.check_key WHERE e.reading = ? ORDER BY e.ordinal`);
    this.#votes = db.prepare('SELECT kind, text, speaks_for AS speaksFor, weight, place FROM vote WHERE reading = ? AND about = ? ORDER BY ordinal');
    this.#unknown = db.prepare('SELECT kind, label, cells FROM unknown WHERE reading = ? ORDER BY ordinal');
    this.#facts = db.prepare(`
      SELECT k.code, f.value, u.text AS unit, f.raw, f.approximate, f.bound, f.period, f.scope, f.label, f.section, f.start, f."end", m.text AS matcher, f.sentence, f.place
      FROM fact f JOIN code k ON k.id = f.code JOIN string u ON u.id = f.unit JOIN string m ON m.id = f.matcher WHERE f.reading = ? ORDER BY f.ordinal`);
    this.#parts = db.prepare('SELECT sha256, source, gives FROM part WHERE reading = ? ORDER BY ordinal');
    this.#problems = db.prepare('SELECT code, message, place FROM problem WHERE reading = ? ORDER BY ordinal');
  }

  /** The extraction of a reading. Names of a registered agency are those of the registry today. */
  read(reading: number): Extraction {
    const head = this.#head.get(reading);
    if (!head) throw new Error(`there is no reading ${reading}`);
    if (head.status !== 'report') return { status: head.status, code: head.refusal ?? '', reason: head.reason ?? '' };
    const parts = this.#parts.all(reading).map((part): ReportPart => ({ ...part, gives: JSON.parse(part.gives) as ReportPart['gives'] }));
    return {
      status: 'report',
      agency: agencyOf(head),
      agencyEvidence: this.#votes.all(reading, 'agency').map(vote),
      fiscalYear: head.fiscal_year,
      fiscalYearEvidence: this.#votes.all(reading, 'fiscal_year').map(vote),
      form: head.form,
      title: head.title,
      publishedOn: head.published_on,
      cells: this.#cells.all(reading).map(cell),
      unknown: this.#unknown.all(reading).map((u): Unknown => ({ label: u.label, cells: JSON.parse(u.cells) as Unknown['cells'], kind: u.kind })),
      sections: this.#sections.all(reading).map((s): Section => ({ ...s, place: JSON.parse(s.place) as Place })),
      facts: factsOf(this.#facts.all(reading)),
      checks: pullApart(this.#checks.all(reading).map(check)),
      problems: this.#problems.all(reading).map((p): Problem => withPlace({ code: p.code, message: p.message }, p.place)),
      ...(parts.length > 0 && { parts }),
    };
  }
}

function agencyOf(head: Head): AgencyRef {
  const read = head.agency_read === null ? null : (JSON.parse(head.agency_read) as Pick<AgencyRef, 'nameZh' | 'nameEn' | 'level'>);
  const { nameZh, nameEn, level } = read ?? { nameZh: head.name_zh, nameEn: head.name_en, level: head.level };
  return { id: read ? null : head.agency_id, nameZh, nameEn, level, namePrinted: head.name_printed };
}

const withPlace = <T extends object>(thing: T, place: string | null): T & { place?: Place } =>
  place === null ? thing : { ...thing, place: JSON.parse(place) as Place };

const vote = ({ place, ...rest }: VoteRow): Evidence => withPlace(rest, place);

function rawOf(row: CellRow): string | null {
  if (row.raw !== null) return row.raw;
  if (row.raw_unknown === 1) return null;
  return row.value !== null ? String(row.value) : (STATES[row.state]?.printed ?? null);
}

function placeOf(row: CellRow): CellPlace | null {
  if (row.table_no === null) return null;
  const grid = { table: row.table_no, row: row.row_no, col: row.col_no };
  if (row.odd_place !== null) return JSON.parse(row.odd_place) as CellPlace;
  if (row.place === null) return grid;
  const packed: PackedPlace = [row.place, row.pattern ?? row.at, row.p1, row.p2, row.p3, row.p4];
  return { ...unpackPlace(packed), ...grid };
}

function cell(row: CellRow): Cell {
  const out: Cell = {
    code: row.code,
    state: STATES[row.state]!.name,
    value: row.value,
    unit: (row.unit as Unit | null) ?? figure(row.code)!.unit,
    raw: rawOf(row),
    unitRaw: row.unit_raw,
    rowLabel: row.row_label,
    colLabel: row.col_label,
    alignment: row.alignment === null ? null : ALIGNMENTS[row.alignment]!.name,
    place: placeOf(row),
  };
  if (row.remark !== null) out.remark = row.remark;
  if (row.candidates !== null) out.candidates = JSON.parse(row.candidates) as (number | null)[];
  if (row.note !== null) out.note = row.note;
  return out;
}

/** A sentence and its place stand with the first of its facts. */
function factsOf(rows: readonly FactRow[]): Fact[] {
  let sentence = '';
  let place = '{}';
  return rows.map((row) => {
    sentence = row.sentence ?? sentence;
    place = row.place ?? place;
    return { ...row, approximate: row.approximate === 1, sentence, place: JSON.parse(place) as Place };
  });
}

function check(row: CheckRow): StoredCheck {
  const out: StoredCheck = {
    id: row.id, mode: row.mode, status: CHECK_STATUSES[row.status]!.name, lhs: row.lhs, rhs: row.rhs, delta: row.delta, cells: JSON.parse(row.cells) as string[],
  };
  if (row.note !== null) out.note = row.note;
  return out;
}
