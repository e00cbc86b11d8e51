// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/health/sentinelwords.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockmaster {

namespace {

struct SentinelWords {
    Q_DECLARE_TR_FUNCTIONS(SentinelWords)
};

} // namespace

QString watchText(const SentinelState &state)
{
    if (state.primaries.empty())
        return SentinelWords::tr("watches no primary");
    const auto has = [&](std::optional<bool> quorum) {
        return std::ranges::contains(state.primaries, quorum, &SentinelPrimary::hasQuorum);
    };
    const QString quorum = has(false)          ? SentinelWords::tr("no quorum")
                           : has(std::nullopt) ? SentinelWords::tr("quorum not known")
                                               : SentinelWords::tr("quorum reachable");
    return SentinelWords::tr("%n primaries", nullptr, int(state.primaries.size())) + QStringLiteral(" · ") + quorum;
}

QString peersText(const SentinelState &state)
{
    if (state.primaries.empty())
        return {};
    qsizetype replicas = 0, goodReplicas = 0, sentinels = 0, goodSentinels = 0;
    for (const SentinelPrimary &primary : state.primaries) {
        replicas += std::ssize(primary.replicas);
        goodReplicas += goodPeers(primary.replicas);
        sentinels += 1 + std::ssize(primary.sentinels);
        goodSentinels += 1 + goodPeers(primary.sentinels);
    }
    return SentinelWords::tr("%1 of %2 replicas, %3 of %4 Sentinels up")
        .arg(goodReplicas)
        .arg(replicas)
        .arg(goodSentinels)
        .arg(sentinels);
}

} // namespace lockmaster
