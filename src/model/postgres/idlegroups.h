// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds connections and does nothing with them: what a view on the server would count, from the sessions seen.
#pragma once

#include "model/postgres/postgres.h"

namespace lockmaster {

/// Idle sessions of one application, user and client.
struct IdleGroup {
    QString application;
    QString user;
    QString client;
    int sessions = 0; ///< of this group, idle or not
    int idle = 0;
    int idleLong = 0;                    ///< idle for kLongIdle or more
    std::chrono::microseconds oldest{};  ///< idle for
    std::chrono::microseconds average{}; ///< of the idle ones

    bool operator==(const IdleGroup &) const = default;
};

inline constexpr std::chrono::minutes kLongIdle{5};

/// Groups with at least one idle session, most idle ones first.
std::vector<IdleGroup> idleGroups(const PostgresState &state);

} // namespace lockmaster
