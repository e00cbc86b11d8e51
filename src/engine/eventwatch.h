// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Notices what happened to a server between two samples: it was restarted, changed its role, is another one, its
// counters were put back, or we lost sight of it.
#pragma once

#include <optional>

#include "model/fleet/serversummary.h"

#include "model/servertime.h"

namespace lockmaster {

class EventWatch
{
public:
    /// Data has come: what happened since the last.
    std::vector<ServerEvent> seen(const ServerData &data, WallTime at);
    /// No data at `at`: one event at the first call after data, none at those that follow.
    std::vector<ServerEvent> notSeen(WallTime since);

private:
    std::optional<ServerSummary> m_last;
    std::optional<ServerTime> m_lastReset;
    std::shared_ptr<const PgBouncerState> m_lastPools; ///< of PgBouncer, which does not tell when it started
    std::vector<std::int64_t> m_lastCounters;          ///< where a reset has no date
    std::optional<WallTime> m_blindSince;
};

} // namespace lockmaster
