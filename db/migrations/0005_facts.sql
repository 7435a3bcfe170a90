-- Numbers quoted from the prose, each with its sentence. Nothing wrote the table of migration 1; it is made anew and not altered, so that
-- doing this twice changes nothing. Codes are those of the prose's indicators (`code`, role fact).
DROP TABLE IF EXISTS fact;

CREATE TABLE fact (
  reading INTEGER NOT NULL REFERENCES reading, ordinal INTEGER NOT NULL, code INTEGER NOT NULL REFERENCES code,
  value REAL,                          -- null where words alone say how many: 几十个
  unit INTEGER NOT NULL REFERENCES string, raw TEXT NOT NULL,
  approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)), bound TEXT CHECK (bound IN ('lower', 'upper')),
  period TEXT NOT NULL CHECK (period IN ('year', 'cumulative')), scope TEXT NOT NULL CHECK (scope IN ('own', 'system', 'subordinate')),
  label TEXT, section INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, matcher INTEGER NOT NULL REFERENCES string,
  sentence TEXT, place TEXT,           -- both null where they are those of the fact before
  CHECK ((sentence IS NULL) = (place IS NULL)),
  PRIMARY KEY (reading, ordinal)
) STRICT, WITHOUT ROWID;
