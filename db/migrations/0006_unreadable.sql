-- What was found and cannot be read is a finding of its agency and year. As in 0004, the constraint is changed in the schema alone.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''late'', ''missing'')', '''late'', ''missing'', ''unreadable'')')
WHERE type = 'table' AND name = 'finding';
PRAGMA writable_schema = RESET;
