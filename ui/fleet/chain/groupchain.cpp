// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/chain/groupchain.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lockmaster {
namespace {

constexpr std::array kWay{ServerKind::PgBouncer, ServerKind::PostgreSql, ServerKind::Redis};

/// What keeps its number from being shown: that a part of it is hidden does not.
QString troubleOf(const FleetCard &card)
{
    const bool isQuiet = card.health.state == StateRole::Ok || (card.health.state == StateRole::Unknown && card.share);
    return isQuiet ? QString() : card.health.number;
}

void join(ChainLink &link, const FleetCard &card)
{
    ++link.servers;
    if (card.share && (!link.share || *card.share > *link.share)) {
        link.share = card.share;
        link.shareState = card.shareState;
        link.shareText = card.shareText;
        link.fullest = card.target;
    }
    if (link.worst.isEmpty() || severityRank(card.health.state) > severityRank(link.state)) {
        link.state = card.health.state;
        link.worst = card.target;
        link.trouble = troubleOf(card);
    }
}

// Of a pool that makes others wait and one that is only full the first is in trouble: trouble goes first.
int bottleneckOf(const std::vector<ChainLink> &links)
{
    const auto isNearlyFull = [](const ChainLink &link) { return link.share && link.shareState != StateRole::Ok; };
    const auto weight = [&](const ChainLink &link) {
        return isNearlyFull(link) ? std::pair(1 + severityRank(link.state), *link.share) : std::pair(0, 0.0);
    };
    const auto worst = std::ranges::max_element(links, {}, weight);
    return worst != links.end() && isNearlyFull(*worst) ? int(worst - links.begin()) : -1;
}

} // namespace

std::vector<GroupChain> groupChains(const std::vector<std::pair<ServerKind, FleetCard>> &cards)
{
    std::vector<GroupChain> chains;
    for (const auto &[kind, card] : cards) {
        auto chain = std::ranges::find(chains, card.group, &GroupChain::group);
        if (chain == chains.end())
            chain = chains.insert(chain, GroupChain{card.group, {}, -1});
        if (std::ranges::find(kWay, kind) == kWay.end())
            continue;
        auto link = std::ranges::find(chain->links, kind, &ChainLink::kind);
        if (link == chain->links.end()) {
            ChainLink first;
            first.kind = kind;
            link = chain->links.insert(link, std::move(first));
        }
        join(*link, card);
    }
    std::erase_if(chains, [](const GroupChain &chain) { return chain.links.size() < 2; });
    for (GroupChain &chain : chains) {
        std::ranges::sort(chain.links, {},
                          [](const ChainLink &link) { return std::ranges::find(kWay, link.kind) - kWay.begin(); });
        chain.bottleneck = bottleneckOf(chain.links);
    }
    return chains;
}

} // namespace lockmaster
