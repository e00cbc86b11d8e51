-- What is waited for and what the roots hold of it; asked only when somebody waits for a lock.
-- $1 int4[]: pids that wait; $2 int4[]: pids that block and do not wait; $3 oid: the database we are connected to
-- (names of relations of other databases are not visible from here).
-- Rows: the locks that are waited for (granted false); the row locks of waiters, which tell the relation of a wait for
-- a transaction; the locks of roots and of prepared transactions (pid null) on those relations; the own transaction locks
-- of prepared transactions, which tell their virtual transactions.
-- An object is told as a hash: it is only ever compared. Values that nobody reads stay at home.
WITH locks AS MATERIALIZED (
    SELECT l.*,
           CASE WHEN NOT l.granted OR l.pid = ANY ($2::int4[])
                THEN pg_catalog.to_hex(pg_catalog.hashtextextended(
                         ROW(l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid,
                             l.classid, l.objid, l.objsubid)::text, 0)) END AS object
    FROM pg_catalog.pg_lock_status() AS l
),
wanted AS (
    SELECT DISTINCT l.relation, l.database
    FROM locks AS l
    WHERE l.pid = ANY ($1::int4[]) AND l.relation IS NOT NULL AND (NOT l.granted OR l.locktype = 'tuple')
)
SELECT l.pid, l.granted, CASE WHEN n.is_told THEN l.locktype END AS locktype, CASE WHEN n.is_told THEN l.mode END AS mode,
       CASE WHEN NOT l.granted THEN l.object END AS object, l.relation, l.database,
       CASE WHEN l.pid IS NULL THEN l.virtualtransaction END AS virtualtransaction,
       CASE WHEN l.pid IS NULL THEN l.transactionid END AS transactionid,
       NULL::timestamptz AS waitstart,
       CASE WHEN s.nspname IN ('public', 'pg_catalog') THEN c.relname::text
            ELSE s.nspname::text || '.' || c.relname::text END AS relation_name
FROM locks AS l
CROSS JOIN LATERAL (SELECT NOT l.granted OR l.pid IS NULL OR l.pid = ANY ($2::int4[])) AS n (is_told)
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = l.relation AND l.database IN (0, $3::oid)
LEFT JOIN pg_catalog.pg_namespace AS s ON s.oid = c.relnamespace
WHERE (l.pid = ANY ($1::int4[]) AND (NOT l.granted OR l.locktype = 'tuple'))
   OR (l.granted AND (l.pid IS NULL OR l.pid = ANY ($2::int4[]))
       AND (l.relation, l.database) IN (SELECT w.relation, w.database FROM wanted AS w))
   OR (l.granted AND l.pid = ANY ($2::int4[]) AND l.object IN (SELECT w.object FROM locks AS w WHERE NOT w.granted))
   OR (l.granted AND l.pid IS NULL AND l.locktype = 'transactionid')
