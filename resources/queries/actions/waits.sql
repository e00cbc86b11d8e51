-- Who waits for which lock behind whom: the raw edges of the blocking forest. 13+
WITH waiting AS MATERIALIZED (
    SELECT l.pid, l.locktype, l.mode,
           pg_catalog.concat_ws(':', l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid,
                                l.transactionid, l.classid, l.objid, l.objsubid) AS object
    FROM pg_catalog.pg_locks l
    WHERE NOT l.granted)
SELECT w.pid, w.locktype, w.mode, w.object, pg_catalog.pg_blocking_pids(w.pid) AS blockers
FROM waiting w
