// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/noteseries.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/format.h"
#include "incidents/incidenttext.h"
#include "metrics/registry.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostOfOneName = 4;

std::vector<NoteSeries> postgresSeries()
{
    return {{"lockmaster_blocked_sessions"_L1, [] { return IncidentText::tr("Sessions that wait for a lock"); }},
            {"lockmaster_connections_used"_L1, [] { return IncidentText::tr("Client connections"); }},
            {"sum(rate(pg_stat_database_xact_commit))"_L1, [] { return IncidentText::tr("Commits"); }},
            {"lockmaster_replication_lag_bytes"_L1, [] { return IncidentText::tr("Not yet replayed by standby"); }},
            {"lockmaster_standby_lag_bytes"_L1, [] { return IncidentText::tr("Received and not yet replayed"); }}};
}

std::vector<NoteSeries> pgBouncerSeries()
{
    return {
        {"sum(pgbouncer_pools_client_waiting_connections)"_L1, [] { return IncidentText::tr("Clients that wait"); }},
        {"pgbouncer_used_clients"_L1, [] { return IncidentText::tr("Client connections"); }},
        {"sum(pgbouncer_pools_server_active_connections)"_L1,
         [] { return IncidentText::tr("Server connections in use"); }}};
}

std::vector<NoteSeries> redisSeries()
{
    return {{"redis_memory_used_bytes"_L1, [] { return IncidentText::tr("Memory used"); }},
            {"redis_connected_clients"_L1, [] { return IncidentText::tr("Clients"); }},
            {"rate(redis_commands_processed_total)"_L1, [] { return IncidentText::tr("Commands"); }},
            {"lockmaster_replica_lag_bytes"_L1, [] { return IncidentText::tr("Not yet read by replica"); }}};
}

/// "x{a="1"}" is one of "x".
bool isOf(const QString &series, QLatin1StringView name)
{
    return series.startsWith(name) && (series.size() == name.size() || series[name.size()] == u'{');
}

} // namespace

std::vector<NoteSeries> noteSeries(ServerKind kind)
{
    switch (kind) {
    case ServerKind::PostgreSql: return postgresSeries();
    case ServerKind::PgBouncer: return pgBouncerSeries();
    case ServerKind::Redis: return redisSeries();
    case ServerKind::Sentinel: break; // it has no load
    }
    return {};
}

std::vector<QString> seriesToDraw(const Snapshot &snapshot, ServerKind kind)
{
    std::vector<QString> all;
    for (const NoteSeries &wanted : noteSeries(kind)) {
        std::size_t count = 0;
        for (const Sample &sample : snapshot.samples) {
            if (isOf(sample.series, wanted.name) && ++count <= kMostOfOneName)
                all.push_back(sample.series);
        }
    }
    return all;
}

QString seriesTitle(const QString &series)
{
    for (const KindRecord &record : allKinds()) {
        for (const NoteSeries &known : noteSeries(record.kind)) {
            if (!isOf(series, known.name))
                continue;
            const QString labels = series.sliced(known.name.size());
            const QString which = labels.section(u'"', 1, 1);
            return which.isEmpty() ? known.title() : known.title() + u": "_s + which;
        }
    }
    return series;
}

QString seriesValue(const QString &series, double value)
{
    constexpr double kLargest = 9e15; // more than any count, and within what the integers below hold
    if (!std::isfinite(value) || std::abs(value) > kLargest)
        return unknownValue();
    const Metric *metric = metricOf(series);
    const bool isRate = series.startsWith("rate("_L1) || series.startsWith("sum(rate("_L1);
    const QLatin1StringView unit = metric ? metric->unit : QLatin1StringView();
    if (unit == "bytes"_L1)
        return isRate ? formatBytes(std::llround(value)) + u"/s"_s : formatBytes(std::llround(value));
    if (isRate)
        return formatRate(value);
    if (unit == "seconds"_L1)
        return formatDuration(std::chrono::microseconds(std::llround(std::clamp(value, 0.0, 9e9) * 1e6)));
    return formatCount(std::llround(value));
}

} // namespace lockmaster
