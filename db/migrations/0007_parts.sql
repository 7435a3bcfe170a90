-- A report that stands on a page and in files, frames or pictures of it: which of them its figures and words come from. Places in a part
-- name it; its own row in `document` may come later, or, for a file in an archive, never.
CREATE TABLE IF NOT EXISTS part (
  reading INTEGER NOT NULL REFERENCES reading, ordinal INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), source TEXT NOT NULL,
  gives TEXT NOT NULL,                   -- JSON: of prose, published, requests, disputes, statistics
  PRIMARY KEY (reading, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS part_document ON part (sha256);
