// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/eventwatch.h"

#include <algorithm>

#include "base/format.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"

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

// CONFIG RESETSTAT leaves no date.
std::vector<std::int64_t> countersOf(const ServerData &data)
{
    std::vector<std::int64_t> counters;
    if (!data.redis || data.redis->info.isEmpty())
        return counters;
    for (const char *field : {"total_connections_received", "total_commands_processed", "total_net_input_bytes"})
        counters.push_back(data.redis->integer(QString::fromLatin1(field)).value_or(0));
    return counters;
}

bool wentDown(const std::vector<std::int64_t> &before, const std::vector<std::int64_t> &now)
{
    return before.size() == now.size()
           && !std::ranges::equal(before, now, [](std::int64_t was, std::int64_t is) { return was <= is; });
}

QString isoOrNothing(const std::optional<ServerTime> &time)
{
    return time ? formatIso(*time) : QString();
}

} // namespace

std::vector<ServerEvent> EventWatch::seen(const ServerData &data, WallTime at)
{
    std::vector<ServerEvent> events;
    if (m_blindSince && m_last)
        events.push_back({EventKind::SightRegained, at, formatIso(*m_blindSince), {}});
    m_blindSince.reset();
    const ServerSummary now = serverSummary(data);
    const ServerSummary before = m_last.value_or(now);
    const auto reset = data.postgres ? lastReset(*data.postgres) : std::nullopt;
    const auto counters = countersOf(data);
    const auto differ = [](const QString &left, const QString &right) {
        return !left.isEmpty() && !right.isEmpty() && left != right;
    };
    const bool isAnother = differ(before.identity, now.identity);
    if (isAnother)
        events.push_back({EventKind::Replaced, at, before.identity, now.identity});
    else if (isLater(now.started, before.started) || differ(before.run, now.run))
        events.push_back({EventKind::Restarted, at, isoOrNothing(before.started), isoOrNothing(now.started)});
    else if (m_lastPools && data.pgbouncer && isAnotherLife(*m_lastPools, *data.pgbouncer))
        events.push_back({EventKind::Restarted, at, {}, {}});
    else if (isLater(reset, m_lastReset))
        events.push_back({EventKind::CountersReset, at, formatIso(*m_lastReset), formatIso(*reset)});
    else if (wentDown(m_lastCounters, counters))
        events.push_back({EventKind::CountersReset, at, {}, {}});
    if (differ(before.role, now.role))
        events.push_back({EventKind::RoleChanged, at, before.role, now.role});
    m_last = now;
    if (now.run.isEmpty())
        m_last->run = before.run;
    m_lastReset = reset;
    m_lastPools = data.pgbouncer;
    if (!counters.empty())
        m_lastCounters = counters;
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
