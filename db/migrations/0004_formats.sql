-- Documents of any format: the list of formats grows with the readers and is theirs (extractors/document.ts). The constraint is taken
-- out of the schema as SQLite's documentation describes it (lang_altertable, 7): no row changes, and nothing that refers to the table.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'format TEXT CHECK (format IN (''html'', ''pdf'', ''docx'', ''text''))', 'format TEXT')
WHERE type = 'table' AND name = 'document';
PRAGMA writable_schema = RESET;
