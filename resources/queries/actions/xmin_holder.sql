-- What keeps a vacuum from removing dead rows, the oldest first. 13+
SELECT x.holder, x.id, x.detail, x.xid_age::int8 AS xid_age, x.since
FROM (SELECT 'session' AS holder, a.pid::text AS id, a.state AS detail,
             greatest(pg_catalog.age(a.backend_xmin), pg_catalog.age(a.backend_xid)) AS xid_age, a.xact_start AS since
      FROM pg_catalog.pg_stat_activity a
      WHERE (a.backend_xmin IS NOT NULL OR a.backend_xid IS NOT NULL)
        AND a.backend_type <> 'walsender'
        AND a.pid <> pg_catalog.pg_backend_pid()
      UNION ALL
      SELECT 'prepared', p.gid, p.owner::text, pg_catalog.age(p.transaction), p.prepared
      FROM pg_catalog.pg_prepared_xacts p
      UNION ALL
      SELECT 'slot', s.slot_name::text, CASE WHEN s.active THEN 'active' ELSE 'inactive' END,
             greatest(pg_catalog.age(s.xmin), pg_catalog.age(s.catalog_xmin)), NULL
      FROM pg_catalog.pg_replication_slots s
      WHERE s.xmin IS NOT NULL OR s.catalog_xmin IS NOT NULL
      UNION ALL
      SELECT 'standby', r.application_name, pg_catalog.host(r.client_addr), pg_catalog.age(r.backend_xmin), NULL
      FROM pg_catalog.pg_stat_replication r
      WHERE r.backend_xmin IS NOT NULL) x
ORDER BY x.xid_age DESC NULLS LAST
LIMIT 1
