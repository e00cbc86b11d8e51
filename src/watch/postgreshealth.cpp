// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/postgreshealth.h"

#include "diagnosis/thresholds.h"
#include "watch/health.h"

#include <algorithm>
#include <array>

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds kLongQuestion{5}; ///< the engine gives a sample 2 s

/// A question of this console or of another one; one that hangs is told like anybody's transaction.
bool isQuestionOfConsole(const Session &session, ServerTime now)
{
    return session.application == u"lockmaster" && *ageAt(now, session.transactionStart) < kLongQuestion;
}

} // namespace

HealthState connectionsHealth(const Headroom &headroom)
{
    const Thresholds thresholds;
    const double share = headroom.usable > 0 ? double(headroom.used) / headroom.usable : 0;
    return judged(share, thresholds.connectionsWarning, thresholds.connectionsCritical);
}

HealthState fullInHealth(std::chrono::microseconds left)
{
    return left < Thresholds().fullSoon ? HealthState::Warning : HealthState::Ok;
}

HealthState lockWaitHealth(std::chrono::microseconds waited)
{
    return waited >= Thresholds().blockedCritical ? HealthState::Critical : HealthState::Warning;
}

bool makesQueue(const LockWait &wait)
{
    static constexpr std::array kModes{"AccessExclusiveLock"_L1, "ExclusiveLock"_L1, "ShareRowExclusiveLock"_L1,
                                       "ShareLock"_L1};
    return wait.lockType == "relation"_L1 && std::ranges::contains(kModes, wait.mode);
}

HealthState transactionHealth(std::chrono::microseconds age)
{
    return age >= Thresholds().oldTransaction ? HealthState::Warning : HealthState::Ok;
}

HealthState idleCountHealth(int sessions)
{
    return sessions > Thresholds().idleMany ? HealthState::Warning : HealthState::Ok;
}

HealthState idleAgeHealth(std::chrono::microseconds oldest)
{
    return oldest > Thresholds().idleVeryLong ? HealthState::Warning : HealthState::Ok;
}

const Session *oldestInTransaction(const PostgresState &state)
{
    const Session *oldest = nullptr;
    for (const SessionPtr &session : state.sessions) {
        if (!session->transactionStart || !isClientBackend(*session) || isQuestionOfConsole(*session, state.serverNow))
            continue;
        if (!oldest || *session->transactionStart < *oldest->transactionStart)
            oldest = session.get();
    }
    return oldest;
}

} // namespace lockmaster
