-- Names of databases and roles by oid, and their connection limits: sessions carry oids only.
SELECT 'database' AS kind, d.oid, d.datname::text AS name, d.datconnlimit AS connection_limit
FROM pg_catalog.pg_database AS d
UNION ALL
SELECT 'role', r.oid, r.rolname::text, r.rolconnlimit
FROM pg_catalog.pg_roles AS r
