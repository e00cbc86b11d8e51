// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Replication as JSON. Positions are as the server writes them; *_bytes and *_seconds are numbers; unknown is null.
//   in_recovery, timeline, lsn, synchronous_standby_names
//   clock_ahead_seconds: of a standby's clock before its upstream's, the time on the way in it; negative: behind
//   standby {replayed_lsn, lag_bytes, lag_seconds, replayed_commit, is_replay_paused, apply_delay}; null on a primary
//   senders [{pid, application, user, client, state, sync_state, sync_priority, slot, replied, reply_seen, sent,
//             written, flushed, replayed}], the last four {lsn, lag_bytes, lag_seconds}; reply_seen: when `replied` was
//             seen to have changed, by this server's clock
//   receiver {pid, status, sender_host, sender_port, slot, timeline, written_lsn, flushed_lsn, latest_end_lsn,
//             latest_end, last_message_sent, last_message_received} or null
//   slots [{name, is_logical, plugin, database, is_active, active_pid, is_temporary, restart_lsn, confirmed_lsn,
//           retained_bytes, safe_bytes, wal_status, invalidation, inactive_since, xmin_age, row_xmin_age, is_failover, is_synced}];
//           is_synced: a standby's copy of a slot of its primary
//   archiver {is_on, is_failing, archived, failed, last_archived, last_archived_at, last_failed, last_failed_at} or
//   null conflicts {cause: count}
#pragma once

#include <QJsonValue>

#include "model/postgres/postgres.h"

namespace lockmaster {

/// Null when it was not measured.
QJsonValue replicationJson(const PostgresState &state);

} // namespace lockmaster
