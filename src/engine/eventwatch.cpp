// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/eventwatch.h"

#include <algorithm>

#include "base/format.h"
#include "model/pgbouncer.h"

namespace lockmaster {
namespace {

// A start time that is reckoned from an uptime in seconds wavers by one.
bool isLater(const std::optional<ServerTime> &after, const std::optional<ServerTime> &before)
{
    return after && before && *after > *before + std::chrono::seconds(2);
}

std::optional<ServerTime> lastReset(const PostgresState &state)
{
    std::optional<ServerTime> last;
    for (const DatabaseCounters &database : state.databases)
        last = std::max(last, database.statsReset);
    return last;
}

} // namespace

std::vector<ServerEvent> EventWatch::seen(const ServerData &data, WallTime at)
{
    std::vector<ServerEvent> events;
    if (m_blindSince && m_last)
        events.push_back({EventKind::SightRegained, at, formatIso(*m_blindSince), {}});
    m_blindSince.reset();
    const ServerGlance now = glanceAt(data);
    const ServerGlance before = m_last.value_or(now);
    const auto reset = data.postgres ? lastReset(*data.postgres) : std::nullopt;
    const auto differ = [](const QString &left, const QString &right) {
        return !left.isEmpty() && !right.isEmpty() && left != right;
    };
    const bool isAnother = differ(before.identity, now.identity);
    if (isAnother)
        events.push_back({EventKind::Replaced, at, before.identity, now.identity});
    else if (isLater(now.started, before.started))
        events.push_back({EventKind::Restarted, at, formatIso(*before.started), formatIso(*now.started)});
    else if (m_lastPools && data.pgbouncer && isAnotherLife(*m_lastPools, *data.pgbouncer))
        events.push_back({EventKind::Restarted, at, {}, {}});
    else if (isLater(reset, m_lastReset))
        events.push_back({EventKind::CountersReset, at, formatIso(*m_lastReset), formatIso(*reset)});
    if (differ(before.role, now.role))
        events.push_back({EventKind::RoleChanged, at, before.role, now.role});
    m_last = now;
    m_lastReset = reset;
    m_lastPools = data.pgbouncer;
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
