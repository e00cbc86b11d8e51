// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentinel/sentineltiles.h"

#include "base/format.h"
#include "base/text.h"
#include "model/sentinel.h"
#include "ui/redis/redistiles.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct SentinelTiles {
    Q_DECLARE_TR_FUNCTIONS(SentinelTiles)
};

TileText groups(const SentinelState &state)
{
    const auto down = std::ranges::count_if(state.primaries, [](const SentinelPrimary &group) { return group.server.isDown(); });
    return {u"groups"_s, SentinelTiles::tr("Primaries watched"), formatCount(std::ssize(state.primaries)),
            down > 0 ? SentinelTiles::tr("%1 down").arg(down) : SentinelTiles::tr("all up"), down > 0 ? StateRole::Critical : StateRole::Ok};
}

TileText quorum(const SentinelState &state)
{
    const QString title = SentinelTiles::tr("Failover possible");
    const auto known = std::ranges::count_if(state.primaries, [](const SentinelPrimary &group) { return group.hasQuorum.has_value(); });
    if (known == 0)
        return unknownTile("quorum", title, SentinelTiles::tr("SENTINEL CKQUORUM is not answered"));
    const auto without = std::ranges::find_if(state.primaries, [](const SentinelPrimary &group) { return group.hasQuorum == false; });
    if (without == state.primaries.end())
        return {u"quorum"_s, title, SentinelTiles::tr("Yes"), SentinelTiles::tr("enough Sentinels can be reached"), StateRole::Ok};
    return {u"quorum"_s, title, SentinelTiles::tr("No"), SentinelTiles::tr("of %1: %2").arg(plainLine(without->name), plainLine(without->quorumText)),
            StateRole::Critical};
}

TileText failover(const SentinelState &state)
{
    const auto under = std::ranges::find_if(state.primaries, [](const SentinelPrimary &group) { return !group.failoverState.isEmpty(); });
    if (under == state.primaries.end())
        return {u"failover"_s, SentinelTiles::tr("Failover"), SentinelTiles::tr("None"), SentinelTiles::tr("none is under way"), StateRole::Ok};
    return {u"failover"_s, SentinelTiles::tr("Failover"), plainLine(under->name), plainLine(under->failoverState), StateRole::Warning};
}

TileText tilt(const SentinelState &state)
{
    return {u"tilt"_s, SentinelTiles::tr("TILT mode"), state.isTilted ? SentinelTiles::tr("Yes") : SentinelTiles::tr("No"),
            state.isTilted ? SentinelTiles::tr("it starts no failover") : SentinelTiles::tr("its clock runs evenly"),
            state.isTilted ? StateRole::Critical : StateRole::Ok};
}

} // namespace

std::vector<TileText> sentinelTiles(const Snapshot &snapshot)
{
    const QString why = SentinelTiles::tr("no data yet");
    if (!snapshot.sentinel)
        return {unknownTile("groups", SentinelTiles::tr("Primaries watched"), why),
                unknownTile("quorum", SentinelTiles::tr("Failover possible"), why),
                unknownTile("failover", SentinelTiles::tr("Failover"), why), unknownTile("tilt", SentinelTiles::tr("TILT mode"), why)};
    const SentinelState &state = *snapshot.sentinel;
    return {groups(state), quorum(state), failover(state), tilt(state)};
}

} // namespace lockmaster
