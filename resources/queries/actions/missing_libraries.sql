-- Of these libraries, one a line, those that are not in the server's folder of them. For superusers alone. 13+
SELECT l.name
FROM pg_catalog.unnest(pg_catalog.string_to_array($1, E'\n')) AS l (name)
JOIN pg_catalog.pg_config() c ON c.name = 'PKGLIBDIR'
WHERE pg_catalog.pg_stat_file(CASE WHEN l.name LIKE '/%' THEN l.name ELSE c.setting || '/' || l.name END
                              || CASE WHEN l.name LIKE '%.so' THEN '' ELSE '.so' END, true) IS NULL
