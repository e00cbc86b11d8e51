// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentinel/sentinelwords.h"

#include "base/format.h"
#include "base/text.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct SentinelWords {
    Q_DECLARE_TR_FUNCTIONS(SentinelWords)
};

const SentinelPrimary *groupOf(const SentinelState &state, const QString &name)
{
    const auto found = std::ranges::find(state.primaries, name, &SentinelPrimary::name);
    return found == state.primaries.end() ? nullptr : &*found;
}

} // namespace

PeerState peerState(const SentinelPeer &peer)
{
    const auto has = [&](QLatin1StringView flag) { return peer.flags.contains(flag); };
    if (has("o_down"_L1))
        return {HealthState::Critical, SentinelWords::tr("down, agreed")};
    if (has("failover_in_progress"_L1))
        return {HealthState::Warning, SentinelWords::tr("failover under way")};
    if (has("s_down"_L1))
        return {HealthState::Warning, SentinelWords::tr("down for this one")};
    if (has("disconnected"_L1))
        return {HealthState::Warning, SentinelWords::tr("no connection")};
    if (peer.isLinkUp == false)
        return {HealthState::Warning, SentinelWords::tr("link to primary down")};
    return {HealthState::Ok, SentinelWords::tr("up")};
}

Note tiltNote(const SentinelState &state)
{
    if (!state.isTilted)
        return {};
    const QString headline = state.tiltedFor
                                 ? SentinelWords::tr("In TILT mode for %1").arg(formatDuration(*state.tiltedFor))
                                 : SentinelWords::tr("In TILT mode");
    return {HealthState::Unknown, headline,
            SentinelWords::tr("Its clock jumped or its process stood still, so it does not trust what it has measured: "
                              "it goes on watching and starts no failover until all has been quiet for 30 s.")};
}

std::vector<Disagreement> disagreements(const SentinelState &state, const std::vector<SnapshotPtr> &others)
{
    std::vector<Disagreement> found;
    for (const SentinelPrimary &group : state.primaries) {
        for (const SnapshotPtr &other : others) {
            const SentinelPrimary *same = other && other->sentinel ? groupOf(*other->sentinel, group.name) : nullptr;
            if (same && same->server.address != group.server.address)
                found.push_back({group.name, other->target, same->server.address});
        }
    }
    return found;
}

Note disagreementNote(const SentinelState &state, const std::vector<Disagreement> &all)
{
    if (all.empty())
        return {};
    QStringList lines;
    for (const Disagreement &one : all) {
        const SentinelPrimary *group = groupOf(state, one.group);
        lines << SentinelWords::tr("%1: this Sentinel names %2, %3 names %4.")
                     .arg(plainLine(one.group), group ? plainLine(group->server.address) : QString(), one.other,
                          plainLine(one.address));
    }
    return {HealthState::Unknown,
            SentinelWords::tr("Clients of one Sentinel write to another server than those of the other"),
            lines.join(u'\n') + u'\n' + SentinelWords::tr("During a failover that lasts a moment only.")};
}

} // namespace lockmaster
