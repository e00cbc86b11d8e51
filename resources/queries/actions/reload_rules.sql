-- Lines of pg_hba.conf that the server does not understand: with one of them it keeps its old rules. 13+
SELECT h.line_number::int8 AS line, h.error
FROM pg_catalog.pg_hba_file_rules h
WHERE h.error IS NOT NULL
ORDER BY h.line_number
