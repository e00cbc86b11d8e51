-- Whether this role may vacuum a table that it does not own. 17+
SELECT pg_catalog.has_table_privilege($1::oid, 'MAINTAIN') AS may_maintain
