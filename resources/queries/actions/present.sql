-- Which of these sessions are still there, and what they do now. 13+
SELECT a.pid, a.backend_start, a.state, a.query_start
FROM pg_catalog.pg_stat_activity a
JOIN ROWS FROM (pg_catalog.unnest($1::int4[]), pg_catalog.unnest($2::timestamptz[])) AS w(pid, backend_start)
  ON w.pid = a.pid AND w.backend_start = a.backend_start
