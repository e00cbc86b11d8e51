// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Notices what happened to a server between two samples: it was restarted, changed its role, is another one, its
// counters were put back, or we lost sight of it.
#pragma once

#include <optional>

#include "model/snapshot.h"

namespace lockmaster {

/// What tells one life of a server from the next. Empty fields are not known and never make an event.
struct ServerFacts {
    QString identity; ///< system identifier, run id: the same as long as it is the same server
    QString role;     ///< "primary", "standby", "replica"; PgBouncer has none
    std::optional<ServerTime> started;
    std::optional<ServerTime> countersReset;

    bool operator==(const ServerFacts &) const = default;
};

ServerFacts factsOf(const ServerData &data);

class EventWatch
{
public:
    /// Data has come: what happened since the last.
    std::vector<ServerEvent> seen(const ServerData &data, WallTime at);
    /// No data at `at`: one event at the first call after data, none at those that follow.
    std::vector<ServerEvent> notSeen(WallTime since);

private:
    std::optional<ServerFacts> m_last;
    std::optional<WallTime> m_blindSince;
};

} // namespace lockmaster
