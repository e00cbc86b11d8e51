// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/poolhealth.h"

#include "diagnosis/thresholds.h"

#include <algorithm>

#include "watch/health.h"

namespace lockmaster {
namespace {

bool isPoolShort(const PgBouncerState &state, const PgBouncerSocket &socket)
{
    return std::ranges::any_of(state.pools, [&](const PgBouncerPool &pool) {
        return pool.database == socket.database && pool.user == socket.user && pool.clientsWaiting > 0;
    });
}

} // namespace
HealthState poolWaitHealth(std::chrono::microseconds longestWait)
{
    const Thresholds thresholds;
    return judged<std::chrono::microseconds>(longestWait, thresholds.poolWaitWarning, thresholds.poolWaitCritical);
}

HealthState poolFillHealth(double fill)
{
    return fill >= Thresholds().poolSaturated ? HealthState::Warning : HealthState::Ok;
}

HealthState poolClientsHealth(double share)
{
    const Thresholds thresholds;
    return judged(share, thresholds.poolClientsWarning, thresholds.poolClientsCritical);
}

HealthState poolHealth(const PgBouncerPool &pool, double fill, bool isPaused, bool isDisabled)
{
    const bool waits = pool.clientsWaiting > 0;
    if (isPaused)
        return waits ? HealthState::Critical : HealthState::Warning;
    const HealthState offered = isDisabled ? HealthState::Warning : HealthState::Ok;
    const HealthState waited = waits ? poolWaitHealth(pool.longestWait) : HealthState::Ok;
    return std::ranges::max({offered, waited, poolFillHealth(fill)}, {}, severityRank);
}

bool isHoldingUp(const PgBouncerState &state, const PgBouncerSocket &server, const PgBouncerSocket *client,
                 ServerTime now)
{
    const auto newest = client ? std::max(server.requested, client->requested) : server.requested;
    return server.state == u"active" && ageAt(now, newest) >= kLongSilent && isPoolShort(state, server);
}

} // namespace lockmaster
