// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/postgres/sessiontally.h"

#include <algorithm>

#include "model/hidden.h"

namespace lockmaster {

SessionTally::SessionTally(const Reading &reading)
{
    const PostgresState &state = reading.postgres();
    isHidden = hidesSessions(state);
    if (isHidden)
        return;
    for (const SessionPtr &session : state.sessions) {
        if (!isClientBackend(*session))
            continue;
        if (const auto at = std::ranges::find(kCountedStates, session->state); at != kCountedStates.end())
            ++states[std::size_t(at - kCountedStates.begin())];
        if (session->state == SessionState::Active) {
            const auto wait = std::ranges::find_if(
                kWaitClasses, [&](const char *name) { return session->waitEventType == QLatin1StringView(name); });
            if (session->waitEventType.isEmpty())
                ++waits.front();
            else if (wait != kWaitClasses.end())
                ++waits[std::size_t(wait - kWaitClasses.begin())];
        }
        oldestTransaction =
            std::max(oldestTransaction,
                     ageAt(state.serverNow, session->transactionStart).value_or(std::chrono::microseconds::zero()));
    }
}

SessionGroups::SessionGroups(const Reading &reading)
{
    const PostgresState &state = reading.postgres();
    for (const SessionPtr &session : state.sessions) {
        if (session->state == SessionState::None) // a server process
            continue;
        Group &group = groups[{session->database, sessionStateName(session->state), session->user, session->application,
                               session->backendType, session->waitEventType, session->waitEvent}];
        ++group.count;
        group.oldestTransaction =
            std::max(group.oldestTransaction,
                     ageAt(state.serverNow, session->transactionStart).value_or(std::chrono::microseconds::zero()));
    }
}

} // namespace lockmaster
