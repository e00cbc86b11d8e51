-- The server's own check of a value: in effect until the end of this statement. 13+
SELECT pg_catalog.set_config($1, $2, true) AS taken
