// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentinel/sentineltiles.h"

#include "base/format.h"
#include "base/text.h"
#include "model/redis/sentinel.h"
#include "ui/redis/redistiles.h"

#include <QCoreApplication>
#include <algorithm>

#include "watch/health.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct SentinelTiles {
    Q_DECLARE_TR_FUNCTIONS(SentinelTiles)
};

TileText groups(const SentinelState &state, const std::vector<Finding> &findings)
{
    const auto down =
        std::ranges::count_if(state.primaries, [](const SentinelPrimary &group) { return group.server.isDown(); });
    const QString note = state.primaries.empty() ? SentinelTiles::tr("SENTINEL MONITOR gives it one")
                         : down > 0              ? SentinelTiles::tr("%1 down").arg(down)
                                                 : SentinelTiles::tr("all up");
    return {u"groups"_s, SentinelTiles::tr("Primaries watched"), formatCount(std::ssize(state.primaries)), note,
            stateOf(findings, u"redis.sentinel.primary_down")};
}

/// A Sentinel counts itself; the quorum it is set to asks for so many that agree.
QString lackWords(const SentinelPrimary &group)
{
    return SentinelTiles::tr("%1: %2 of %3 answer, %4 needed")
        .arg(plainLine(group.name))
        .arg(1 + goodPeers(group.sentinels))
        .arg(1 + group.sentinels.size())
        .arg(group.quorum);
}

TileText quorum(const SentinelState &state, const std::vector<Finding> &findings)
{
    const QString title = SentinelTiles::tr("Failover possible");
    const auto known = std::ranges::count_if(state.primaries,
                                             [](const SentinelPrimary &group) { return group.hasQuorum.has_value(); });
    if (known == 0)
        return unknownTile("quorum", title,
                           state.primaries.empty() ? SentinelTiles::tr("it watches no primary")
                                                   : SentinelTiles::tr("SENTINEL CKQUORUM is not answered"));
    const auto without =
        std::ranges::find_if(state.primaries, [](const SentinelPrimary &group) { return group.hasQuorum == false; });
    if (without != state.primaries.end())
        return {u"quorum"_s, title, SentinelTiles::tr("No"), lackWords(*without),
                stateOf(findings, u"redis.sentinel.quorum")};
    if (state.isTilted)
        return {u"quorum"_s, title, SentinelTiles::tr("Not by this one"),
                SentinelTiles::tr("it is in TILT mode; others may"), stateOf(findings, u"redis.sentinel.tilt")};
    return {u"quorum"_s, title, SentinelTiles::tr("Yes"), SentinelTiles::tr("enough Sentinels can be reached"),
            HealthState::Ok};
}

TileText failover(const SentinelState &state)
{
    const auto under = std::ranges::find_if(
        state.primaries, [](const SentinelPrimary &group) { return !group.failoverState.isEmpty(); });
    if (under == state.primaries.end())
        return {u"failover"_s, SentinelTiles::tr("Failover"), SentinelTiles::tr("None"),
                SentinelTiles::tr("none is under way"), HealthState::Ok};
    return {u"failover"_s, SentinelTiles::tr("Failover"), plainLine(under->name), plainLine(under->failoverState),
            HealthState::Warning};
}

TileText tilt(const SentinelState &state, const std::vector<Finding> &findings)
{
    return {u"tilt"_s, SentinelTiles::tr("TILT mode"),
            state.isTilted ? SentinelTiles::tr("Yes") : SentinelTiles::tr("No"),
            state.isTilted ? SentinelTiles::tr("it starts no failover") : SentinelTiles::tr("its clock runs evenly"),
            stateOf(findings, u"redis.sentinel.tilt")};
}

} // namespace

std::vector<TileText> sentinelTiles(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    const QString why = SentinelTiles::tr("no data yet");
    if (!snapshot.sentinel)
        return {unknownTile("groups", SentinelTiles::tr("Primaries watched"), why),
                unknownTile("quorum", SentinelTiles::tr("Failover possible"), why),
                unknownTile("failover", SentinelTiles::tr("Failover"), why),
                unknownTile("tilt", SentinelTiles::tr("TILT mode"), why)};
    const SentinelState &state = *snapshot.sentinel;
    return {groups(state, findings), quorum(state, findings), failover(state), tilt(state, findings)};
}

} // namespace lockmaster
