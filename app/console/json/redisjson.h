// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a snapshot of Redis or Valkey tells, as JSON; stable, what is not known is null.
//
//   server_now, clock_ahead_seconds (of ours), condition ("ready", "loading", "busy", "master_down"), condition_since,
//   condition_words, script {name, command, seconds}, while busy
//   identity {product, version, version_number, mode, role, run_id, os, port, process_id, user, started}
//   info {field: text}, settings {name: text} (empty: hidden), memory {name: text}, memory_doctor
//   keyspaces [{database, keys, expiring, average_ttl_seconds}], errors {code: count}
//   commands [{command, calls, seconds, rejected, failed, p50_us, p99_us, p999_us}]
//   replication {offset, primary, link_up, link_down_seconds, last_io_seconds, syncing, sync_bytes_left, backlog_size,
//                backlog_used, replicas [{address, state, offset, lag_bytes, lag_seconds}]}
//   cluster {ok, slots_assigned, slots_ok, slots_suspect, slots_failing, known_nodes, size, nodes [{id, address, role,
//            primary_id, myself, failing, suspect, linked, epoch, slots [[first, last]]}]}
//   clients [{id, address, name, user, age_seconds, idle_seconds, flags, database, subscriptions, query_buffer,
//             output_memory, total_memory, command, library}], clients_taken
//   slow_log {length, taken, entries [{id, at, seconds, command, client, client_name}]}
//   large_logs {"large-request", "large-reply": [{id, at, bytes, command, client, client_name}]}
// Arguments of logged commands are told as `texts` has it. Further fields are those of the tables (codec/json.h).
#pragma once

#include <QJsonObject>

#include "codec/texts.h"
#include "model/redis/redis.h"

namespace lockmaster {

QJsonObject redisJson(const RedisState &state, Texts texts);

} // namespace lockmaster
