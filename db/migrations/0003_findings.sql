-- Every inconsistency of a report, kept with it in the same transaction (db/findings.ts); the view `findings` puts it into words.
-- key tells findings of one kind apart within a report; subject: an identity, a narrative check, a code, or a status of coverage.
CREATE TABLE finding (
  agency INTEGER NOT NULL REFERENCES agency, fiscal_year INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('arithmetic', 'across_years', 'prose', 'prose_explained', 'renditions', 'changed', 'late', 'missing')),
  key TEXT NOT NULL, subject TEXT NOT NULL, lhs REAL, rhs REAL, delta REAL,
  sha256 TEXT,                                   -- the document that represents the report, or prints the newer figure
  evidence TEXT NOT NULL,                        -- JSON
  PRIMARY KEY (agency, fiscal_year, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_kind ON finding (kind, fiscal_year);
CREATE INDEX finding_year ON finding (fiscal_year, kind);
CREATE INDEX agency_level ON agency (level);
CREATE INDEX agency_province ON agency (province);

-- Nothing but this program writes it, and it is filled anew.
DROP TABLE example_queries;
CREATE TABLE example_queries (
  ordinal INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  read_zh TEXT NOT NULL, read_en TEXT NOT NULL,  -- how to read the result
  sql TEXT NOT NULL
) STRICT;

-- What stands in the file, and the columns of each: filled from db/descriptions.ts.
CREATE TABLE tables (
  ordinal INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('table', 'view')), description_zh TEXT NOT NULL, description_en TEXT NOT NULL
) STRICT;
CREATE TABLE columns (
  table_name TEXT NOT NULL REFERENCES tables (name), ordinal INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, unit TEXT,
  description_zh TEXT NOT NULL, description_en TEXT NOT NULL,
  PRIMARY KEY (table_name, ordinal), UNIQUE (table_name, name)
) STRICT, WITHOUT ROWID;

-- Figures whose series breaks where the edition changes: filled from the form's crosswalk (db/comparability.ts).
CREATE TABLE comparability (
  code TEXT NOT NULL, from_edition TEXT NOT NULL, to_edition TEXT NOT NULL, kind TEXT NOT NULL, counterparts TEXT NOT NULL,
  explanation_zh TEXT NOT NULL, explanation_en TEXT NOT NULL,
  PRIMARY KEY (code, from_edition, to_edition)
) STRICT, WITHOUT ROWID;
