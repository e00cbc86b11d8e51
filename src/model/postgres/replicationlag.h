// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far standbys are behind, told truthfully. Bytes decide; the server's own times stand still while nothing comes
// back, are absent when nothing is written, and now() - pg_last_xact_replay_timestamp() grows on an idle system, is
// NULL on a primary and of long ago on a promoted one. Pure; any thread.
#pragma once

#include "model/postgres/replication.h"

namespace lockmaster {

struct Lag {
    std::optional<std::int64_t> bytes;
    std::optional<std::chrono::microseconds> time; ///< 0 when bytes are 0

    bool operator==(const Lag &) const = default;
};

enum class LagStage { Sent, Written, Flushed, Replayed };

/// Of a sender, against the position of the server it streams from. Of a stage that tells no time ("sent") only 0 is
/// known.
/// What a standby has replayed it tells with its next message only, up to wal_receiver_status_interval (10 s) later:
/// until then it counts as late only as far as what it has flushed says.
Lag senderLag(const Replication &here, const WalSender &sender, LagStage stage, ServerTime now);

/// Of a standby as it sees itself: what it has received and not replayed. Nothing on a primary, promoted or not. Time
/// is not known when it streams from no server: what it has not received may be much; nor before it was watched, while
/// it is not known how far its clock is from the primary's, which dates the commits.
Lag standbyLag(const Replication &here, ServerTime now);

/// Streams from another server now.
bool isReceiving(const Replication &here);

/// Names of synchronous_standby_names: "FIRST 2 (a, \"b c\")" gives a and b c; "*" is left out.
std::vector<QString> namesIn(const QString &synchronousStandbys);

/// "0/3000148", as the server writes it.
QString lsnText(Lsn position);

} // namespace lockmaster
