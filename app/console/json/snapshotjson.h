// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot as JSON. Stable; times are ISO 8601 in UTC, *_seconds are numbers, what is not known is null.
//
//   target, taken, data_taken, interval_ms, link {…} (linkjson.h), hidden [text]
//   probe_errors [{kind, text, server_words}]
//   events [{event (model/event.h), at, before, after}] noticed with this very snapshot
//   samples {series: value}, costs [{probe, round_trip_ms, bytes, rows}], findings [{…}] (diagnosis/diagnosis.h)
// and, once there is data, for PgBouncer, Redis and Sentinel what pgbouncerjson.h,
// redisjson.h and sentineljson.h say, for PostgreSQL:
//   server_now
//   identity {system_identifier (text), version, version_number, cluster_name, server_address, server_port, started,
//             configuration_loaded, in_recovery, timeline, database, user, is_superuser, can_see_all, can_signal}
//   settings {name: text}
//   sessions [{pid, backend_start, backend_type, leader_pid, database, user, application, client, state,
//              wait_event_type, wait_event, transaction_start, query_start, state_change, transaction_seconds,
//              query_seconds, state_seconds, backend_xid, backend_xmin, query_id (text), encrypted, query}]
//   locks {roots [{pid, backend_start, victims, freed, lost_seconds, longest_wait_seconds, relation, lock_type, mode,
//                  in_cycle, state, application}] worst first,
//          waits [{pid, root, parent, place, depth, waits_seconds, relation, lock_type, mode}]}
//   prepared_transactions [{gid, owner, database, prepared, age_seconds, transaction_id, relations}]
//   databases [{name, oid, backends, connection_limit, commits, rollbacks, blocks_read, blocks_hit, rows_returned,
//               rows_fetched, rows_inserted, rows_updated, rows_deleted, conflicts, temp_files,
//               temp_bytes, deadlocks, stats_reset}]
//   headroom {maximum, reserved, usable, used, holders [{application, user, client, count, idle}]}
//   idle_groups [{application, user, client, sessions, idle, idle_long, oldest_seconds, average_seconds}]; long: 5 minutes
//   replication {…} or null: see replicationjson.h
// A root of pid 0 is a prepared transaction. In queries literals are masked unless `fullText`.
#pragma once

#include <QJsonObject>

#include "model/finding.h"
#include "model/snapshot.h"

namespace lockmaster {

QJsonObject toJson(const Snapshot &snapshot, const std::vector<Finding> &findings, bool fullText);

} // namespace lockmaster
