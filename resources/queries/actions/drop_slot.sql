WITH target AS MATERIALIZED (
    SELECT s.slot_name
    FROM pg_catalog.pg_replication_slots s
    WHERE s.slot_name = $1::name
      AND NOT s.active
      AND s.restart_lsn IS NOT DISTINCT FROM $2::pg_lsn)
SELECT t.slot_name::text AS name, pg_catalog.pg_drop_replication_slot(t.slot_name)::text AS dropped
FROM target t
