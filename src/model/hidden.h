// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a login without pg_monitor is not told of other roles' sessions: their state, times, waits and statement. A count
// of those is not known then, which is not 0. That they wait for a lock is known all the same.
#pragma once

#include <algorithm>

#include "model/postgres/postgres.h"

namespace lockmaster {

inline bool hidesSessions(const PostgresState &state)
{
    return !state.identity.canSeeAll
           && std::ranges::contains(state.sessions, SessionState::Hidden,
                                    [](const SessionPtr &session) { return session->state; });
}

/// When the session began; nothing when that is hidden.
inline std::optional<ServerTime> startOf(const Session &session)
{
    return session.key.backendStart == ServerTime{} ? std::nullopt : std::optional(session.key.backendStart);
}

} // namespace lockmaster
