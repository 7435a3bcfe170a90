-- What the crawl needs: whose documents these are, when each address began to show them, and coverage that may be unknown.
-- Tables that change are made anew and not renamed: SQLite refuses a renaming while views speak of the table.

-- Whether the file holds documents of live portals or of the replica, whose figures are invented: one row, never changed.
CREATE TABLE origin (
  only INTEGER PRIMARY KEY CHECK (only = 1), origin TEXT NOT NULL CHECK (origin IN ('live', 'replica'))
) STRICT;

CREATE TEMP TABLE kept AS SELECT document, source FROM document_source;
DROP TABLE document_source;

-- URLs and file names at which the document was found. `first_seen`: the day, or the instant, at which that place began to show it;
-- a row for each time it did so (a place can go back to an earlier document). '' where that is not known.
CREATE TABLE document_source (
  document INTEGER NOT NULL REFERENCES document, source TEXT NOT NULL, first_seen TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (document, source, first_seen)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_documents ON document_source (source, first_seen);
INSERT INTO document_source (document, source) SELECT document, source FROM kept;
DROP TABLE kept;

-- Nothing wrote entries before.
DROP TABLE coverage_entry;

-- What the crawl found out about (agency, fiscal year) apart from the reports themselves. `published` follows from the reports.
CREATE TABLE coverage_entry (
  agency INTEGER NOT NULL REFERENCES agency, fiscal_year INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('removed', 'unreadable', 'blocked', 'unreachable', 'not_found', 'not_due', 'unknown')),
  evidence TEXT NOT NULL CHECK (evidence <> ''),
  observed_on TEXT NOT NULL,                     -- of a report that was removed: the last day on which a page still showed it
  PRIMARY KEY (agency, fiscal_year)
) STRICT, WITHOUT ROWID;
