// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The other servers of the same PostgreSQL system, as far as the fleet has them in the same group: what is done to one may
// stop another.
#pragma once

#include "actions/plan/actiontype.h"

namespace lockmaster {

struct Peer {
    QString target; ///< its name in the fleet
    bool isStandby = false;
    PgRows settings; ///< of queries/actions/peer_settings.sql: one row
};

/// Those that answer. They are asked one after the other.
QCoro::Task<std::vector<Peer>> lookAtPeers(PlanContext context, std::stop_token stop);

/// The one that takes writes; null: none of them is seen to.
const Peer *primaryAmong(const std::vector<Peer> &peers);

/// max_connections and the others that a standby must not have less of than its primary: where it has, it stops replaying.
const QStringList &standbyLimits();

} // namespace lockmaster
