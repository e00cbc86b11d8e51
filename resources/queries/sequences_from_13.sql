-- Sequences that may come to their end: those that do not cycle and have fewer than 2^53 numbers, or feed a column that
-- takes fewer. $1 int4: how many at most. What the type of the column takes counts too: a serial of a server before 10 may
-- have a sequence that goes further than its column. last: NULL when it was never used, or is hidden from us.
WITH q AS MATERIALIZED (
    SELECT s.seqrelid, n.nspname, c.relname, s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
           d.refobjid AS table_oid,
           a.attname,
           CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 END::int8 AS column_max
    FROM pg_catalog.pg_sequence AS s
         JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
         LEFT JOIN pg_catalog.pg_depend AS d
                ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.objsubid = 0
                   AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
         LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE NOT s.seqcycle
      AND c.relpersistence = 'p'
      AND s.seqincrement <> 0
), m AS MATERIALIZED (
    SELECT q.*, pg_catalog.has_sequence_privilege(q.seqrelid, 'SELECT,USAGE') AS can_read
    FROM q
    WHERE (q.seqincrement > 0 AND least(q.seqmax, q.column_max) < 9007199254740992)
       OR (q.seqincrement < 0 AND q.seqmin > -9007199254740992)
    ORDER BY (SELECT t.relpages FROM pg_catalog.pg_class AS t WHERE t.oid = q.table_oid) DESC NULLS LAST, q.seqrelid
    LIMIT $1::int4
)
SELECT m.seqrelid::int8 AS oid,
       m.nspname::text AS schema,
       m.relname::text AS name,
       t.relname::text AS table_name,
       m.attname::text AS column_name,
       m.seqstart AS first,
       m.seqincrement AS step,
       CASE WHEN m.seqincrement > 0 THEN least(m.seqmax, m.column_max) ELSE m.seqmin END AS limit_at,
       COALESCE(m.seqincrement > 0 AND m.column_max <= m.seqmax, false) AS column_limits,
       CASE WHEN m.can_read THEN pg_catalog.pg_sequence_last_value(m.seqrelid) END AS last,
       m.can_read,
       1000 * EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - pg_catalog.statement_timestamp())::float8 AS took
FROM m
     LEFT JOIN pg_catalog.pg_class AS t ON t.oid = m.table_oid
