// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What those who receive WAL from a server are to it. Pure; any thread.
#pragma once

#include "model/postgres/replication.h"

namespace lockmaster {

enum class SenderDuty {
    Standby,
    Receiver, ///< keeps WAL and never replays it: pg_receivewal, or the stream beside a base backup
    Logical,  ///< a subscriber, pg_recvlogical
    Backup,   ///< a base backup
    Hidden,   ///< from this login
};

/// Of a sender of `here`. One that has not told anything yet is taken for a standby.
SenderDuty dutyOf(const Replication &here, const WalSender &sender);

/// Has to keep up: a standby or a logical subscriber that is connected for good.
bool isFollower(const Replication &here, const WalSender &sender);

/// Commits wait for it.
bool isSynchronous(const WalSender &sender);

/// Names of synchronous_standby_names that nobody streams under, as they stand there; the server compares them without
/// regard to case. Empty when that is hidden.
std::vector<QString> missingSynchronous(const Replication &here);

} // namespace lockmaster
