// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot as `lockmaster snapshot --json` prints it. Stable: names are never changed, further ones may be added.
// Everything that a table of fields holds (src/model/*fields.cpp) is told under its name there, with its unit: codec/json.h.
// What is computed besides, or stands elsewhere than in the tables:
//
//   target, taken, data_taken, interval_ms, link {…} (linkjson.h), hidden [text]
//   probe_errors [{kind, text, server_words}]
//   events [{event (model/event.h), at, before, after}] noticed with this very snapshot
//   samples {series: value}, costs [{probe, round_trip_ms, bytes, rows}], findings [{…}] (diagnosis/diagnosis.h)
// and, once there is data, beside them for PgBouncer, Redis and Sentinel what pgbouncerjson.h, redisjson.h and
// sentineljson.h say, for PostgreSQL:
//   settings {name: text}
//   sessions [{…, transaction_seconds, query_seconds, state_seconds}]
//   locks {roots [{pid, backend_start, victims, freed, freed_at_once, lost_seconds, longest_wait_seconds, relation, lock_type, mode,
//                  in_cycle, state, application}] worst first,
//          waits [{pid, root, parent, place, depth, waits_seconds, relation, lock_type, mode}]}
//   prepared_transactions [{…, age_seconds, relations}]
//   headroom {maximum, reserved, usable, used, holders [{application, user, client, count, idle}]}
//   idle_groups [{application, user, client, sessions, idle, idle_long, oldest_seconds, average_seconds}]; long: 5 minutes
//   replication {…} or null: see replicationjson.h
// A root of pid 0 is a prepared transaction. Literals in queries and arguments of Redis' commands are masked or not as
// `texts` has it.
#pragma once

#include <QJsonObject>

#include "codec/texts.h"
#include "model/finding.h"
#include "model/snapshot.h"

namespace lockmaster {

QJsonObject toJson(const Snapshot &snapshot, const std::vector<Finding> &findings, Texts texts);

} // namespace lockmaster
