// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overviewcharts.h"

#include "model/hidden.h"
#include "model/snapshot.h"
#include "ui/theme/tokens.h"

#include <QCoreApplication>
#include <array>

namespace lockmaster {

namespace {

using Kind = ChartLine::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Overview)
};

QString ofState(const char *state)
{
    return QStringLiteral("pg_stat_activity_count{state=\"%1\"}").arg(QLatin1StringView(state));
}

ChartSpec connections()
{
    const QColor limit = waitClassColor(u"Client");
    return {QStringLiteral("connections"),
            Words::tr("Connections"),
            Words::tr("Client sessions by state, against the limit. Usable: max_connections less what is reserved."),
            ChartUnit::Count,
            {{ofState("active"), Words::tr("active"), chartColor(2), Kind::Layer},
             {ofState("idle in transaction"), Words::tr("idle in transaction"), chartColor(1), Kind::Layer},
             {ofState("idle in transaction (aborted)"), Words::tr("aborted"), chartColor(5), Kind::Layer},
             {ofState("idle"), Words::tr("idle"), chartColor(0), Kind::Layer},
             {QStringLiteral("lockmaster_connections_usable"), Words::tr("usable"), limit, Kind::Threshold},
             {QStringLiteral("pg_settings_max_connections"), Words::tr("max"), limit, Kind::Threshold}},
            whySessionsAreMissing};
}

ChartSpec waits()
{
    ChartSpec spec{QStringLiteral("waits"),
                   Words::tr("Active sessions by wait"),
                   Words::tr("What active sessions wait for, by class. CPU: active and not waiting."),
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
    return {QStringLiteral("transactions"),
            Words::tr("Transactions per second"),
            Words::tr("Commits and rollbacks of all databases, between two samples."),
            ChartUnit::Rate,
            {{QStringLiteral("rate(pg_stat_database_xact_commit)"), Words::tr("commits"), chartColor(0)},
             {QStringLiteral("rate(pg_stat_database_xact_rollback)"), Words::tr("rollbacks"), chartColor(5)}}};
}

ChartSpec single(const char *id, const QString &title, const QString &about, ChartUnit unit, ChartLine line)
{
    return {QString::fromLatin1(id), title, about, unit, {std::move(line)}};
}

ChartSpec longest()
{
    ChartSpec spec = single("longest", Words::tr("Longest transaction"), Words::tr("Age of the oldest open transaction."),
                            ChartUnit::Duration,
                            {QStringLiteral("pg_stat_activity_max_tx_duration"), Words::tr("age"), chartColor(3)});
    spec.whyEmpty = whySessionsAreMissing;
    return spec;
}

} // namespace

QString whySessionsAreMissing(const Snapshot &snapshot)
{
    return snapshot.postgres && hidesSessions(*snapshot.postgres) ? Words::tr("Hidden from this login.") : QString();
}

std::vector<ChartSpec> overviewCharts()
{
    return {connections(),
            waits(),
            transactions(),
            single("blocked", Words::tr("Blocked sessions"),
                   Words::tr("Sessions that wait for a lock another session holds."), ChartUnit::Count,
                   {QStringLiteral("lockmaster_blocked_sessions"), Words::tr("blocked"), waitClassColor(u"Lock")}),
            longest(),
            single("cachehit", Words::tr("Cache hit ratio"),
                   Words::tr("Blocks found in shared buffers, of all blocks asked for between two samples."),
                   ChartUnit::Ratio,
                   {QStringLiteral("lockmaster_cache_hit_ratio"), Words::tr("hit"), chartColor(2)})};
}

} // namespace lockmaster
