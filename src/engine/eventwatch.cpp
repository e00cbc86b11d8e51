// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/eventwatch.h"

#include <algorithm>

#include "base/format.h"
#include "model/pgbouncer.h"
#include "model/redis.h"
#include "model/sentinel.h"

namespace lockmaster {
namespace {

ServerFacts factsOf(const PostgresState &state)
{
    ServerFacts facts;
    if (state.identity.systemIdentifier != 0)
        facts.identity = QString::number(state.identity.systemIdentifier);
    facts.role = state.identity.inRecovery ? QStringLiteral("standby") : QStringLiteral("primary");
    facts.started = state.identity.started;
    for (const DatabaseCounters &database : state.databases)
        facts.countersReset = std::max(facts.countersReset, database.statsReset);
    return facts;
}

// A start time that is reckoned from an uptime in seconds wavers by one.
bool isLater(const std::optional<ServerTime> &after, const std::optional<ServerTime> &before)
{
    return after && before && *after > *before + std::chrono::seconds(2);
}

} // namespace

ServerFacts factsOf(const ServerData &data)
{
    if (data.postgres)
        return factsOf(*data.postgres);
    ServerFacts facts;
    if (data.redis) {
        facts.role = redisRoleName(data.redis->identity.role);
        facts.started = data.redis->identity.started;
    } else if (data.pgbouncer) {
        facts.started = data.pgbouncer->identity.started;
    } else if (data.sentinel) {
        facts.started = data.sentinel->started;
    }
    return facts;
}

std::vector<ServerEvent> EventWatch::seen(const ServerData &data, WallTime at)
{
    std::vector<ServerEvent> events;
    if (m_blindSince && m_last)
        events.push_back({EventKind::SightRegained, at, formatIso(*m_blindSince), {}});
    m_blindSince.reset();
    const ServerFacts now = factsOf(data);
    const ServerFacts before = m_last.value_or(now);
    const auto differ = [](const QString &left, const QString &right) {
        return !left.isEmpty() && !right.isEmpty() && left != right;
    };
    const bool isAnother = differ(before.identity, now.identity);
    if (isAnother)
        events.push_back({EventKind::Replaced, at, before.identity, now.identity});
    else if (isLater(now.started, before.started))
        events.push_back({EventKind::Restarted, at, formatIso(*before.started), formatIso(*now.started)});
    else if (isLater(now.countersReset, before.countersReset))
        events.push_back({EventKind::CountersReset, at, formatIso(*before.countersReset), formatIso(*now.countersReset)});
    if (differ(before.role, now.role))
        events.push_back({EventKind::RoleChanged, at, before.role, now.role});
    m_last = now;
    return events;
}

std::vector<ServerEvent> EventWatch::notSeen(WallTime since)
{
    if (m_blindSince || !m_last)
        return {};
    m_blindSince = since;
    return {{EventKind::SightLost, since, {}, {}}};
}

} // namespace lockmaster
