// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/poolstiles.h"

#include "base/format.h"
#include "metrics/sampleof.h"
#include "model/hidden.h"
#include "model/postgres/idlegroups.h"
#include "ui/charts/whyempty.h"
#include "ui/pools/poolstext.h"
#include "watch/postgreshealth.h"

#include <algorithm>
#include <cmath>

namespace lockmaster {

namespace {

using Kind = ChartLine::Kind;

constexpr double kLeastGrowth = 0.5; ///< a minute; below, it stands still

TileText tile(const char *id, const QString &title, const QString &value, const QString &note,
              HealthState state = HealthState::Ok)
{
    return {QString::fromLatin1(id), title, value, note, state};
}

TileText used(const Headroom &room)
{
    const double share = room.usable > 0 ? double(room.used) / room.usable : 0;
    return tile("used", PoolsText::tr("Connections"),
                QStringLiteral("%1 / %2").arg(formatCount(room.used), formatCount(room.usable)),
                PoolsText::tr("%1 of the usable").arg(formatPercent(share)), connectionsHealth(room));
}

TileText left(const Headroom &room)
{
    return tile(
        "free", PoolsText::tr("Free"), formatCount(std::max(room.usable - room.used, 0)),
        PoolsText::tr("of %1 at most, %2 more reserved").arg(formatCount(room.maximum), formatCount(room.reserved)));
}

TileText growthTile(double growth)
{
    if (std::isnan(growth))
        return tile("growth", PoolsText::tr("Growth"), unknownValue(), PoolsText::tr("needs five seconds"),
                    HealthState::Unknown);
    if (std::abs(growth) < kLeastGrowth)
        return tile("growth", PoolsText::tr("Growth"), PoolsText::tr("steady"),
                    PoolsText::tr("over the last minute at most"));
    return tile("growth", PoolsText::tr("Growth"),
                (growth > 0 ? QStringLiteral("+%1/min") : QStringLiteral("−%1/min")).arg(std::lround(std::abs(growth))),
                PoolsText::tr("over the last minute at most"));
}

TileText fullIn(const Headroom &room, double growth)
{
    if (std::isnan(growth))
        return tile("full", PoolsText::tr("Full in"), unknownValue(), PoolsText::tr("needs five seconds"),
                    HealthState::Unknown);
    if (growth < kLeastGrowth)
        return tile("full", PoolsText::tr("Full in"), PoolsText::tr("not growing"),
                    PoolsText::tr("over the last minute at most"));
    const double minutes = std::max(room.usable - room.used, 0) / growth;
    const auto time = std::chrono::microseconds(std::int64_t(minutes * 60e6));
    return tile("full", PoolsText::tr("Full in"), formatDuration(time), PoolsText::tr("at the growth of now"),
                fullInHealth(time));
}

TileText idle(const PostgresState &state)
{
    if (hidesSessions(state))
        return tile("idle", PoolsText::tr("Idle"), unknownValue(), PoolsText::tr("hidden from this login"),
                    HealthState::Unknown);
    int idle = 0;
    int held = 0;
    for (const IdleGroup &group : idleGroups(state)) {
        idle += group.idle;
        held += group.idleLong;
    }
    return tile("idle", PoolsText::tr("Idle"), formatCount(idle),
                PoolsText::tr("%1 of them for 5 minutes or more").arg(held));
}

} // namespace

std::vector<TileText> poolsTiles(const Snapshot &snapshot)
{
    if (!snapshot.postgres) {
        std::vector<TileText> none;
        for (const QString &title : {PoolsText::tr("Connections"), PoolsText::tr("Free"), PoolsText::tr("Growth"),
                                     PoolsText::tr("Full in"), PoolsText::tr("Idle")})
            none.push_back(
                {QStringLiteral("none"), title, unknownValue(), PoolsText::tr("not read yet"), HealthState::Unknown});
        return none;
    }
    const Headroom &room = snapshot.postgres->headroom;
    const double growth =
        growthPerMinute(snapshot, QStringLiteral("lockmaster_connections_used")).value_or(std::nan(""));
    return {used(room), left(room), growthTile(growth), fullIn(room, growth), idle(*snapshot.postgres)};
}

std::vector<ChartSpec> poolsCharts()
{
    const QColor limit = waitClassColor(u"Client");
    return {{QStringLiteral("used"),
             PoolsText::tr("Connections"),
             PoolsText::tr("Client connections against what ordinary roles may use."),
             ChartUnit::Count,
             {{QStringLiteral("lockmaster_connections_used"), PoolsText::tr("used"), chartColor(0)},
              {QStringLiteral("lockmaster_connections_usable"), PoolsText::tr("usable"), limit, Kind::Threshold}}},
            {QStringLiteral("idle"),
             PoolsText::tr("Idle connections"),
             PoolsText::tr("Sessions that wait for their client outside of a transaction."),
             ChartUnit::Count,
             {{QStringLiteral("lockmaster_sessions{state=\"idle\"}"), PoolsText::tr("idle"), chartColor(1)}},
             whySessionsAreMissing},
            {QStringLiteral("intransaction"),
             PoolsText::tr("Idle in transaction"),
             PoolsText::tr("Sessions that began a transaction and wait for their client."),
             ChartUnit::Count,
             {{QStringLiteral("lockmaster_sessions{state=\"idle in transaction\"}"), PoolsText::tr("in transaction"),
               chartColor(3)}},
             whySessionsAreMissing}};
}

} // namespace lockmaster
