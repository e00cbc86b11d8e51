// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pgbouncer/bounceroverview.h"

#include "base/format.h"
#include "base/text.h"
#include "model/pgbouncer/pgbouncer.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "watch/poolhealth.h"

namespace lockmaster {

namespace {

using Kind = ChartLine::Kind;

struct BouncerText {
    Q_DECLARE_TR_FUNCTIONS(BouncerText)
};

QString poolName(const PgBouncerPool &pool)
{
    return plainLine(QStringLiteral("%1 · %2").arg(pool.database, pool.user));
}

TileText unknown(const char *id, const QString &title, const QString &why)
{
    return {QString::fromLatin1(id), title, unknownValue(), why, HealthState::Unknown};
}

int waitingClients(const PgBouncerState &state)
{
    const auto add = [](int sum, const PgBouncerPool &pool) { return sumOfCounts(sum, pool.clientsWaiting); };
    return std::accumulate(state.pools.begin(), state.pools.end(), 0, add);
}

TileText waiting(const PgBouncerState &state)
{
    const int count = waitingClients(state);
    TileText tile{QStringLiteral("waiting"), BouncerText::tr("Clients waiting"), formatCount(count),
                  BouncerText::tr("no client waits"), HealthState::Ok};
    if (count == 0)
        return tile;
    const auto wait = [&](const PgBouncerPool &pool) { return waitOf(state, pool); };
    const PgBouncerPool &worst = std::ranges::max(state.pools, {}, wait);
    tile.note = BouncerText::tr("longest %1, %2").arg(formatDuration(wait(worst)), poolName(worst));
    tile.state = poolWaitHealth(wait(worst));
    return tile;
}

TileText fullest(const PgBouncerState &state)
{
    const QString title = BouncerText::tr("Fullest pool");
    if (state.pools.empty())
        return unknown("fullest", title, BouncerText::tr("no client has connected yet"));
    const auto fill = [&](const PgBouncerPool &pool) { return saturation(state, pool); };
    const PgBouncerPool &worst = std::ranges::max(state.pools, {}, fill);
    const auto size = poolSize(state, worst);
    if (!size)
        return unknown("fullest", title, BouncerText::tr("its pool_size is not known"));
    return {QStringLiteral("fullest"), title,
            QStringLiteral("%1 / %2").arg(formatCount(worst.serversBusy()), formatCount(*size)), poolName(worst),
            poolFillHealth(fill(worst))};
}

TileText clients(const PgBouncerState &state)
{
    const QString title = BouncerText::tr("Client connections");
    const int most = maxClients(state);
    if (most <= 0)
        return unknown("clients", title, BouncerText::tr("max_client_conn is not known yet"));
    const double share = double(usedClients(state)) / most;
    const bool hasConsoles = state.lists.contains(QStringLiteral("used_clients")); // pools leave them out
    return {QStringLiteral("clients"), title,
            QStringLiteral("%1 / %2").arg(formatCount(usedClients(state)), formatCount(most)),
            (hasConsoles ? BouncerText::tr("%1 taken, with consoles") : BouncerText::tr("%1 of max_client_conn"))
                .arg(formatPercent(share)),
            poolClientsHealth(share)};
}

TileText stopped(const PgBouncerState &state)
{
    TileText tile{QStringLiteral("stopped"), BouncerText::tr("Paused"), BouncerText::tr("none"),
                  BouncerText::tr("databases: %1").arg(state.databases.size()), HealthState::Ok};
    if (state.isPaused.value_or(false) || state.isSuspended.value_or(false)) {
        tile.value = BouncerText::tr("all");
        tile.note = state.isSuspended.value_or(false) ? BouncerText::tr("PgBouncer is suspended")
                                                      : BouncerText::tr("PgBouncer is paused");
        tile.state = HealthState::Critical;
        return tile;
    }
    const auto count = std::ranges::count_if(state.databases, &PgBouncerDatabase::isStopped);
    if (count > 0) {
        const auto first = std::ranges::find_if(state.databases, &PgBouncerDatabase::isStopped);
        tile.value = formatCount(count);
        tile.note = first->isPaused ? BouncerText::tr("%1 is paused").arg(plainLine(first->name))
                                    : BouncerText::tr("%1 is disabled").arg(plainLine(first->name));
        const auto waits = [&](const PgBouncerPool &pool) {
            return pool.clientsWaiting > 0 && pool.database == first->name;
        };
        tile.state = std::ranges::any_of(state.pools, waits) ? HealthState::Critical : HealthState::Warning;
    }
    return tile;
}

TileText transactions(const Snapshot &snapshot)
{
    const QString title = BouncerText::tr("Transactions");
    const double rate = sampleValue(snapshot, u"sum(rate(pgbouncer_stats_sql_transactions_pooled_total))");
    if (std::isnan(rate))
        return unknown("tps", title,
                       snapshot.pgbouncer && snapshot.pgbouncer->stats.empty()
                           ? BouncerText::tr("no client has connected yet")
                           : BouncerText::tr("a rate needs two samples"));
    const double queries = sampleValue(snapshot, u"sum(rate(pgbouncer_stats_queries_pooled_total))");
    return {QStringLiteral("tps"), title, formatRate(rate), BouncerText::tr("%1 queries").arg(formatRate(queries)),
            HealthState::Ok};
}

/// Of the transactions that ended: those who wait in vain are not in it.
TileText averageWait(const Snapshot &snapshot)
{
    const QString title = BouncerText::tr("Average wait");
    const double wait = sampleValue(snapshot, u"lockmaster_average_wait_seconds");
    const int waits = waitingClients(*snapshot.pgbouncer);
    if (std::isnan(wait))
        return unknown("wait", title,
                       waits > 0 ? BouncerText::tr("no transaction ended; %1 waiting").arg(formatCount(waits))
                                 : BouncerText::tr("no transaction ended"));
    return {QStringLiteral("wait"), title, valueText(wait, ChartUnit::Duration),
            waits > 0 ? BouncerText::tr("of those served; %1 still waiting").arg(formatCount(waits))
                      : BouncerText::tr("per transaction"),
            HealthState::Ok};
}

ChartLine line(const char *series, const QString &name, int color, Kind kind = Kind::Line)
{
    return {QString::fromLatin1(series), name, chartColor(color), kind};
}

std::vector<ChartSpec> charts()
{
    return {
        {QStringLiteral("clients"),
         BouncerText::tr("Clients"),
         BouncerText::tr("Clients with a server connection, or idle, and those that wait for one. All pools together."),
         ChartUnit::Count,
         {line("sum(pgbouncer_pools_client_waiting_connections)", BouncerText::tr("waiting"), 5, Kind::Layer),
          line("sum(pgbouncer_pools_client_active_connections)", BouncerText::tr("active"), 2, Kind::Layer)}},
        {QStringLiteral("wait"),
         BouncerText::tr("Wait for a server connection"),
         BouncerText::tr("The longest wait of a client now, and the mean of the transactions between two samples."),
         ChartUnit::Duration,
         {line("max(pgbouncer_pools_client_maxwait_seconds)", BouncerText::tr("longest"), 5),
          line("lockmaster_average_wait_seconds", BouncerText::tr("average"), 0)}},
        {QStringLiteral("servers"),
         BouncerText::tr("Server connections"),
         BouncerText::tr(
             "Connections to PostgreSQL by state. Used: idle for so long that they are checked before use."),
         ChartUnit::Count,
         {line("sum(pgbouncer_pools_server_active_connections)", BouncerText::tr("active"), 2, Kind::Layer),
          line("sum(pgbouncer_pools_server_login_connections)", BouncerText::tr("login"), 1, Kind::Layer),
          line("sum(pgbouncer_pools_server_testing_connections)", BouncerText::tr("tested"), 6, Kind::Layer),
          line("sum(pgbouncer_pools_server_used_connections)", BouncerText::tr("used"), 3, Kind::Layer),
          line("sum(pgbouncer_pools_server_idle_connections)", BouncerText::tr("idle"), 0, Kind::Layer)}},
        {QStringLiteral("saturation"),
         BouncerText::tr("Saturation"),
         BouncerText::tr("Busy server connections of the fullest pool, of its pool_size; clients of max_client_conn."),
         ChartUnit::Ratio,
         {line("max(lockmaster_pool_saturation)", BouncerText::tr("fullest pool"), 5),
          line("lockmaster_client_saturation", BouncerText::tr("clients"), 0)}},
        {QStringLiteral("rates"),
         BouncerText::tr("Transactions and queries per second"),
         BouncerText::tr("Of all databases, between two samples."),
         ChartUnit::Rate,
         {line("sum(rate(pgbouncer_stats_sql_transactions_pooled_total))", BouncerText::tr("transactions"), 0),
          line("sum(rate(pgbouncer_stats_queries_pooled_total))", BouncerText::tr("queries"), 3)}},
        {QStringLiteral("times"),
         BouncerText::tr("Time of transactions and queries"),
         BouncerText::tr("The mean of those that ended between two samples, as PgBouncer measures it."),
         ChartUnit::Duration,
         {line("lockmaster_average_transaction_seconds", BouncerText::tr("transaction"), 0),
          line("lockmaster_average_query_seconds", BouncerText::tr("query"), 3)}}};
}

std::vector<TileText> nothingYet()
{
    const QString why = BouncerText::tr("no data yet");
    return {unknown("waiting", BouncerText::tr("Clients waiting"), why),
            unknown("fullest", BouncerText::tr("Fullest pool"), why),
            unknown("clients", BouncerText::tr("Client connections"), why),
            unknown("stopped", BouncerText::tr("Paused"), why),
            unknown("tps", BouncerText::tr("Transactions"), why),
            unknown("wait", BouncerText::tr("Average wait"), why)};
}

} // namespace

std::vector<TileText> pgBouncerTiles(const Snapshot &snapshot)
{
    if (!snapshot.pgbouncer)
        return nothingYet();
    const PgBouncerState &state = *snapshot.pgbouncer;
    return {waiting(state), fullest(state),         clients(state),
            stopped(state), transactions(snapshot), averageWait(snapshot)};
}

DashboardContent pgBouncerOverview()
{
    return {[](const Snapshot &snapshot, const auto &) { return pgBouncerTiles(snapshot); }, charts()};
}

} // namespace lockmaster
