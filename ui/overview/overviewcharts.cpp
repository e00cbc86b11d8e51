// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewcharts.h"

#include "ui/charts/whyempty.h"
#include "ui/overview/overviewtext.h"
#include "ui/theme/tokens.h"

#include <array>

namespace lockmaster {

namespace {

using Kind = ChartLine::Kind;

QString ofState(const char *state)
{
    return QStringLiteral("lockmaster_sessions{state=\"%1\"}").arg(QLatin1StringView(state));
}

ChartSpec connections()
{
    const QColor limit = waitClassColor(u"Client");
    return {
        QStringLiteral("connections"),
        OverviewText::tr("Connections"),
        OverviewText::tr("Client sessions by state, against the limit. Usable: max_connections less what is reserved."),
        ChartUnit::Count,
        {{ofState("active"), OverviewText::tr("active"), chartColor(2), Kind::Layer},
         {ofState("idle in transaction"), OverviewText::tr("idle in transaction"), chartColor(1), Kind::Layer},
         {ofState("idle in transaction (aborted)"), OverviewText::tr("aborted"), chartColor(5), Kind::Layer},
         {ofState("idle"), OverviewText::tr("idle"), chartColor(0), Kind::Layer},
         {QStringLiteral("lockmaster_connections_usable"), OverviewText::tr("usable"), limit, Kind::Threshold},
         {QStringLiteral("pg_settings_max_connections"), OverviewText::tr("max"), limit, Kind::Threshold}},
        whySessionsAreMissing};
}

ChartSpec waits()
{
    ChartSpec spec{QStringLiteral("waits"),
                   OverviewText::tr("Active sessions by wait"),
                   OverviewText::tr("What active sessions wait for, by class. CPU: active and not waiting."),
                   ChartUnit::Count,
                   {},
                   whySessionsAreMissing};
    static constexpr std::array kClasses{"CPU", "IO", "Lock", "LWLock", "IPC", "Timeout", "Client", "Activity"};
    for (const char *name : kClasses) {
        const QString word = QString::fromLatin1(name);
        spec.lines.push_back({QStringLiteral("lockmaster_waiting_sessions{class=\"%1\"}").arg(word), word,
                              waitClassColor(word == u"CPU" ? QString() : word), Kind::Layer});
    }
    return spec;
}

ChartSpec transactions()
{
    return {
        QStringLiteral("transactions"),
        OverviewText::tr("Transactions per second"),
        OverviewText::tr("Commits and rollbacks of all databases, between two samples."),
        ChartUnit::Rate,
        {{QStringLiteral("sum(rate(pg_stat_database_xact_commit))"), OverviewText::tr("commits"), chartColor(0)},
         {QStringLiteral("sum(rate(pg_stat_database_xact_rollback))"), OverviewText::tr("rollbacks"), chartColor(5)}}};
}

ChartSpec single(const char *id, const QString &title, const QString &about, ChartUnit unit, ChartLine line)
{
    return {QString::fromLatin1(id), title, about, unit, {std::move(line)}};
}

ChartSpec longest()
{
    ChartSpec spec =
        single("longest", OverviewText::tr("Longest transaction"),
               OverviewText::tr("Age of the oldest open transaction."), ChartUnit::Duration,
               {QStringLiteral("lockmaster_oldest_transaction_seconds"), OverviewText::tr("age"), chartColor(3)});
    spec.whyEmpty = whySessionsAreMissing;
    return spec;
}

} // namespace

std::vector<ChartSpec> overviewCharts()
{
    return {
        connections(),
        waits(),
        transactions(),
        single("blocked", OverviewText::tr("Blocked sessions"),
               OverviewText::tr("Sessions that wait for a lock another session holds."), ChartUnit::Count,
               {QStringLiteral("lockmaster_blocked_sessions"), OverviewText::tr("blocked"), waitClassColor(u"Lock")}),
        longest(),
        single("cachehit", OverviewText::tr("Cache hit ratio"),
               OverviewText::tr("Blocks found in shared buffers, of all blocks asked for between two samples."),
               ChartUnit::Ratio,
               {QStringLiteral("lockmaster_cache_hit_ratio"), OverviewText::tr("hit"), chartColor(2)})};
}

} // namespace lockmaster
