// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewtiles.h"

#include "base/format.h"
#include "base/text.h"
#include "model/hidden.h"
#include "ui/overview/overviewtext.h"
#include "watch/postgreshealth.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lockmaster {

namespace {

TileText unknown(const char *id, const QString &title, const QString &why)
{
    return {QString::fromLatin1(id), title, unknownValue(), why, HealthState::Unknown};
}

TileText connections(const PostgresState &state)
{
    const QString title = OverviewText::tr("Connections");
    const Headroom &room = state.headroom;
    if (room.usable <= 0)
        return unknown("connections", title, OverviewText::tr("max_connections is not known yet"));
    const double share = double(room.used) / room.usable;
    return {QStringLiteral("connections"), title,
            QStringLiteral("%1 / %2").arg(formatCount(room.used), formatCount(room.usable)),
            OverviewText::tr("%1 taken, %2 reserved").arg(formatPercent(share)).arg(room.reserved),
            connectionsHealth(room)};
}

TileText blocked(const PostgresState &state)
{
    const auto &nodes = state.forest.nodes;
    const auto waiting = std::ranges::count_if(nodes, [](const LockNode &node) { return node.parent >= 0; });
    TileText tile{QStringLiteral("blocked"), OverviewText::tr("Blocked sessions"), formatCount(waiting),
                  OverviewText::tr("nobody waits for a lock"), HealthState::Ok};
    if (waiting == 0)
        return tile;
    const auto longest = std::ranges::max(nodes, {}, &LockNode::waited).waited;
    const int roots = int(state.forest.roots.size());
    tile.note =
        roots == 1
            ? OverviewText::tr("longest %1, behind 1 session").arg(formatDuration(longest))
            : OverviewText::tr("longest %1, behind %2 sessions").arg(formatDuration(longest), formatCount(roots));
    tile.state = lockWaitHealth(longest);
    return tile;
}

QString pidAndName(const Session &session)
{
    const QString &name = session.application.isEmpty() ? session.user : session.application;
    return OverviewText::tr("pid %1 · %2").arg(QString::number(session.key.pid), plainLine(name));
}

TileText oldestTransaction(const PostgresState &state)
{
    if (hidesSessions(state))
        return unknown("transaction", OverviewText::tr("Oldest transaction"),
                       OverviewText::tr("hidden from this login"));
    const Session *oldest = oldestInTransaction(state);
    TileText tile{QStringLiteral("transaction"), OverviewText::tr("Oldest transaction"), QStringLiteral("0 s"),
                  OverviewText::tr("no transaction is open"), HealthState::Ok};
    if (!oldest)
        return tile;
    const auto age = *ageAt(state.serverNow, oldest->transactionStart);
    tile.value = formatDuration(age);
    tile.note = pidAndName(*oldest);
    tile.state = transactionHealth(age);
    return tile;
}

TileText transactions(const Snapshot &snapshot)
{
    const QString title = OverviewText::tr("Transactions");
    const double commits = sampleValue(snapshot, u"sum(rate(pg_stat_database_xact_commit))");
    const double rollbacks = sampleValue(snapshot, u"sum(rate(pg_stat_database_xact_rollback))");
    if (std::isnan(commits) || std::isnan(rollbacks))
        return unknown("tps", title, OverviewText::tr("a rate needs two samples"));
    const double sum = commits + rollbacks;
    const QString note = sum > 0 ? OverviewText::tr("%1 rolled back").arg(formatPercent(rollbacks / sum))
                                 : OverviewText::tr("none between two samples");
    return {QStringLiteral("tps"), title, formatRate(sum), note, HealthState::Ok};
}

TileText cacheHit(const Snapshot &snapshot)
{
    const double ratio = sampleValue(snapshot, u"lockmaster_cache_hit_ratio");
    if (std::isnan(ratio))
        return unknown("cachehit", OverviewText::tr("Cache hit"),
                       OverviewText::tr("no block was asked for since the last sample"));
    return {QStringLiteral("cachehit"), OverviewText::tr("Cache hit"), formatPercent(ratio),
            OverviewText::tr("between two samples"), HealthState::Ok};
}

TileText deadlocks(const Snapshot &snapshot)
{
    const auto &databases = snapshot.postgres->databases;
    if (databases.empty())
        return unknown("deadlocks", OverviewText::tr("Deadlocks"),
                       OverviewText::tr("database statistics have not been read yet"));
    const auto total = std::accumulate(databases.begin(), databases.end(), std::int64_t(0),
                                       [](auto sum, const DatabaseCounters &one) { return sum + one.deadlocks; });
    const bool now = sampleValue(snapshot, u"sum(rate(pg_stat_database_deadlocks))") > 0;
    return {QStringLiteral("deadlocks"), OverviewText::tr("Deadlocks"), formatCount(total),
            now ? OverviewText::tr("one was broken just now") : OverviewText::tr("since the statistics were reset"),
            now ? HealthState::Warning : HealthState::Ok};
}

std::vector<TileText> nothingYet()
{
    const QString why = OverviewText::tr("no data yet");
    return {unknown("connections", OverviewText::tr("Connections"), why),
            unknown("blocked", OverviewText::tr("Blocked sessions"), why),
            unknown("transaction", OverviewText::tr("Oldest transaction"), why),
            unknown("tps", OverviewText::tr("Transactions"), why),
            unknown("cachehit", OverviewText::tr("Cache hit"), why),
            unknown("deadlocks", OverviewText::tr("Deadlocks"), why)};
}

} // namespace

std::vector<TileText> overviewTiles(const Snapshot &snapshot)
{
    if (!snapshot.postgres)
        return nothingYet();
    const PostgresState &state = *snapshot.postgres;
    return {connections(state),     blocked(state),     oldestTransaction(state),
            transactions(snapshot), cacheHit(snapshot), deadlocks(snapshot)};
}

} // namespace lockmaster
