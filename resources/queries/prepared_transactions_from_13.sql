-- Prepared transactions: they hold locks and no session shows them.
SELECT p.gid, p.transaction, p.prepared, p.ownerid, p.dbid
FROM pg_catalog.pg_prepared_xact() AS p
ORDER BY p.prepared
