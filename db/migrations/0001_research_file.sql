-- Singular tables hold integers and are for storage; the plural views of views.sql give the names back and are for people.
-- The table `panel_row` is not here: its columns are the form's figures, so db/panel.ts makes it.

-- What the derived parts (codebook, panel, views …) were built from.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What this file is and how to read it.
CREATE TABLE about (ordinal INTEGER PRIMARY KEY, topic TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT;

CREATE TABLE example_queries (
  ordinal INTEGER PRIMARY KEY, title_zh TEXT NOT NULL, title_en TEXT NOT NULL, sql TEXT NOT NULL
) STRICT;

-- The words behind small integers: states, alignments, check statuses. `printed`: what a cell in this state usually shows.
CREATE TABLE word (
  kind TEXT NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, printed TEXT, meaning TEXT NOT NULL, PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Text that repeats: labels, units, path patterns, notes, code versions.
CREATE TABLE string (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

-- Every figure of every edition, and every derived column of the panel. `position` is null for a code that no edition has any more.
CREATE TABLE code (
  id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, position INTEGER UNIQUE, panel_column TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
  unit TEXT NOT NULL, type TEXT NOT NULL, role TEXT NOT NULL, editions TEXT NOT NULL, comparability TEXT NOT NULL, crosswalk TEXT NOT NULL,
  formula TEXT, note TEXT
) STRICT;

-- The arithmetic of the form, in words.
CREATE TABLE identity (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rule TEXT NOT NULL, editions TEXT NOT NULL, description_zh TEXT NOT NULL, description_en TEXT NOT NULL
) STRICT;

CREATE TABLE agency (
  id INTEGER PRIMARY KEY,
  agency_id TEXT UNIQUE,                         -- registry id; null for an organ outside the registry
  name_zh TEXT NOT NULL, name_en TEXT, level TEXT,
  parent_id TEXT,                                -- registry id of the parent
  province INTEGER REFERENCES agency,            -- the province-level agency above it, or itself
  in_registry INTEGER NOT NULL CHECK (in_registry IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX agency_outside ON agency (name_zh) WHERE agency_id IS NULL;
CREATE INDEX agency_name ON agency (name_zh);

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL,
  format TEXT CHECK (format IN ('html', 'pdf', 'docx', 'text'))
) STRICT;

-- URLs and file names at which the document was found.
CREATE TABLE document_source (
  document INTEGER NOT NULL REFERENCES document, source TEXT NOT NULL, PRIMARY KEY (document, source)
) STRICT, WITHOUT ROWID;

-- One reading of a document by one version of the code. A changed reading supersedes the current one and both stay.
CREATE TABLE reading (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  code_version INTEGER NOT NULL REFERENCES string, -- the last version that read it so
  status TEXT NOT NULL CHECK (status IN ('report', 'not_a_report', 'empty_form', 'unreadable')),
  refusal TEXT, reason TEXT,
  agency INTEGER REFERENCES agency,
  name_printed TEXT,
  agency_read TEXT,                              -- JSON: what is known of an agency without registry id
  fiscal_year INTEGER,
  form TEXT, title TEXT, published_on TEXT,
  values_read INTEGER, blanks INTEGER, words INTEGER, ambiguous INTEGER, absent INTEGER, inferred INTEGER, sections INTEGER,
  identities_assessed INTEGER, identities_failed INTEGER, narrative_failed INTEGER
) STRICT;
CREATE UNIQUE INDEX reading_current ON reading (document) WHERE current = 1;
CREATE INDEX reading_superseded ON reading (document) WHERE current = 0;
CREATE INDEX reading_rendition ON reading (agency, fiscal_year) WHERE current = 1;

-- (agency, fiscal year), represented by its best rendition.
CREATE TABLE report (
  agency INTEGER NOT NULL REFERENCES agency, fiscal_year INTEGER NOT NULL, reading INTEGER NOT NULL UNIQUE REFERENCES reading,
  PRIMARY KEY (agency, fiscal_year)
) STRICT, WITHOUT ROWID;

-- raw is null where it is what `word.printed` or a whole number says.
-- Place, by `place`: 0 page `at`, box p1 p2 p3 p4 in tenths of points; 1 path pattern `at` (string) with its last two indexes p1 p2;
-- 2 line `at` from p1 to p2. Null: no place, or one in cell_extra.
CREATE TABLE cell (
  reading INTEGER NOT NULL REFERENCES reading,
  code INTEGER NOT NULL REFERENCES code,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 8),
  alignment INTEGER CHECK (alignment BETWEEN 0 AND 3),
  value REAL,
  raw TEXT,
  unit_raw INTEGER REFERENCES string,
  row_label INTEGER REFERENCES string,
  col_label INTEGER REFERENCES string,
  table_no INTEGER, row_no INTEGER, col_no INTEGER,
  place INTEGER CHECK (place BETWEEN 0 AND 2),
  at INTEGER, p1 INTEGER, p2 INTEGER, p3 INTEGER, p4 INTEGER,
  PRIMARY KEY (reading, code)
) STRICT, WITHOUT ROWID;

-- What few cells have.
CREATE TABLE cell_extra (
  reading INTEGER NOT NULL, code INTEGER NOT NULL,
  remark TEXT, note INTEGER REFERENCES string, candidates TEXT, unit TEXT, raw_unknown INTEGER CHECK (raw_unknown = 1), place TEXT,
  PRIMARY KEY (reading, code),
  FOREIGN KEY (reading, code) REFERENCES cell (reading, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE section (
  id INTEGER PRIMARY KEY, reading INTEGER NOT NULL REFERENCES reading, ordinal INTEGER NOT NULL,
  number TEXT, heading TEXT, text TEXT NOT NULL, place TEXT NOT NULL,
  UNIQUE (reading, ordinal)
) STRICT;

-- What was evaluated: identity, mode and the codes involved (JSON), shared by all reports. Mode `both`: strict and lenient come to the same.
CREATE TABLE check_key (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, mode TEXT NOT NULL CHECK (mode IN ('strict', 'lenient', 'both')), cells TEXT NOT NULL, UNIQUE (name, mode, cells)
) STRICT;

-- Checks within one reading.
CREATE TABLE evaluation (
  reading INTEGER NOT NULL REFERENCES reading, ordinal INTEGER NOT NULL, check_key INTEGER NOT NULL REFERENCES check_key,
  status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4), lhs REAL, rhs REAL, delta REAL, note TEXT,
  PRIMARY KEY (reading, ordinal)
) STRICT, WITHOUT ROWID;

-- Checks of a report against the report of the year before.
CREATE TABLE evaluation_across (
  agency INTEGER NOT NULL, fiscal_year INTEGER NOT NULL, check_key INTEGER NOT NULL REFERENCES check_key,
  status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4), lhs REAL, rhs REAL, delta REAL,
  PRIMARY KEY (agency, fiscal_year, check_key),
  FOREIGN KEY (agency, fiscal_year) REFERENCES report (agency, fiscal_year) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Votes for the agency and for the fiscal year.
CREATE TABLE vote (
  reading INTEGER NOT NULL REFERENCES reading, about TEXT NOT NULL CHECK (about IN ('agency', 'fiscal_year')), ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL, text TEXT NOT NULL, speaks_for TEXT NOT NULL, weight REAL NOT NULL, place TEXT,
  PRIMARY KEY (reading, about, ordinal)
) STRICT, WITHOUT ROWID;

-- Rows, columns and tables that the form does not know; cells is JSON: [{text, place}].
CREATE TABLE unknown (
  reading INTEGER NOT NULL REFERENCES reading, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, cells TEXT NOT NULL,
  PRIMARY KEY (reading, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
  reading INTEGER NOT NULL REFERENCES reading, ordinal INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, place TEXT,
  PRIMARY KEY (reading, ordinal)
) STRICT, WITHOUT ROWID;

-- Numbers quoted from the prose, each with its sentence. Nothing reads them yet.
CREATE TABLE fact (
  reading INTEGER NOT NULL REFERENCES reading, ordinal INTEGER NOT NULL, code TEXT NOT NULL, value REAL, unit TEXT, approximate INTEGER,
  period TEXT, scope TEXT, sentence TEXT NOT NULL, place TEXT,
  PRIMARY KEY (reading, ordinal)
) STRICT, WITHOUT ROWID;

-- What is known of (agency, fiscal year) apart from the reports themselves.
CREATE TABLE coverage_entry (
  agency INTEGER NOT NULL REFERENCES agency, fiscal_year INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('not_found', 'not_due', 'blocked', 'unreachable', 'removed', 'unreadable')),
  evidence TEXT NOT NULL, observed_on TEXT NOT NULL,
  PRIMARY KEY (agency, fiscal_year)
) STRICT, WITHOUT ROWID;

-- Overlapping pairs of Chinese characters (db/search.ts); rowid is section.id. The text itself stands in `section`.
CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = 'unicode61 remove_diacritics 0');
