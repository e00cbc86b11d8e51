// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/groupchain.h"

#include "watch/momentbus.h"

#include <algorithm>
#include <utility>

namespace lockmaster {
namespace {

/// Where on its way a request meets servers of this kind; 0: nowhere.
int placeOnTheWay(const ChainLink &link)
{
    return recordOf(link.kind).wayPlace;
}

/// That a part of its numbers is hidden is no trouble.
bool isTroubled(const ChainMember &member)
{
    return member.state != HealthState::Ok && !(member.state == HealthState::Unknown && member.share);
}

void join(ChainLink &link, const ChainMember &member)
{
    ++link.servers;
    if (member.share && (!link.share || *member.share > *link.share)) {
        link.share = member.share;
        link.shareState = member.shareState;
        link.fullest = member.target;
    }
    if (link.worst.isEmpty() || severityRank(member.state) > severityRank(link.state)) {
        link.state = member.state;
        link.worst = member.target;
        link.isTroubled = isTroubled(member);
    }
}

ChainMember memberOf(const MomentBus &bus, const Target &target)
{
    ChainMember member{target.name, target.group, target.kind, bus.health(target.name).state, {}, HealthState::Ok};
    const SnapshotPtr snapshot = bus.shown(target.name);
    if (!snapshot || !snapshot->hasData() || !isLive(snapshot->link))
        return member;
    if (const auto full = saturation(*snapshot)) {
        member.share = full->share();
        member.shareState = saturationState(*snapshot, *full);
    }
    return member;
}

// Of a pool that makes others wait and one that is only full the first is in trouble: trouble goes first.
int bottleneckOf(const std::vector<ChainLink> &links)
{
    const auto isNearlyFull = [](const ChainLink &link) { return link.share && link.shareState != HealthState::Ok; };
    const auto weight = [&](const ChainLink &link) {
        return isNearlyFull(link) ? std::pair(1 + severityRank(link.state), *link.share) : std::pair(0, 0.0);
    };
    const auto worst = std::ranges::max_element(links, {}, weight);
    return worst != links.end() && isNearlyFull(*worst) ? int(worst - links.begin()) : -1;
}

} // namespace

std::vector<GroupChain> groupChains(const std::vector<ChainMember> &members)
{
    std::vector<GroupChain> chains;
    for (const ChainMember &member : members) {
        if (member.group.isEmpty()) // nobody says that those belong together
            continue;
        auto chain = std::ranges::find(chains, member.group, &GroupChain::group);
        if (chain == chains.end())
            chain = chains.insert(chain, GroupChain{member.group, {}, -1});
        if (recordOf(member.kind).wayPlace == 0)
            continue;
        auto link = std::ranges::find(chain->links, member.kind, &ChainLink::kind);
        if (link == chain->links.end()) {
            ChainLink first;
            first.kind = member.kind;
            link = chain->links.insert(link, std::move(first));
        }
        join(*link, member);
    }
    std::erase_if(chains, [](const GroupChain &chain) { return chain.links.size() < 2; });
    for (GroupChain &chain : chains) {
        std::ranges::sort(chain.links, {}, placeOnTheWay);
        chain.bottleneck = bottleneckOf(chain.links);
    }
    return chains;
}

namespace {

/// Where in the chain the trouble of its bottleneck comes from.
int rootOf(const GroupChain &chain, const MomentBus &bus)
{
    if (chain.bottleneck < 0)
        return -1;
    const ChainLink &bottleneck = chain.links[std::size_t(chain.bottleneck)];
    const std::vector<Finding> &all = bus.findingsOf(bottleneck.worst);
    const Target *cause = all.empty() ? nullptr : bus.target(all.front().causedBy.target);
    if (!cause || cause->group != chain.group || cause->kind == bottleneck.kind)
        return -1;
    const auto root = std::ranges::find(chain.links, cause->kind, &ChainLink::kind);
    return root == chain.links.end() ? -1 : int(root - chain.links.begin());
}

} // namespace

std::vector<GroupChain> groupChains(const MomentBus &bus)
{
    std::vector<ChainMember> members;
    for (const Target &target : bus.fleet().targets)
        members.push_back(memberOf(bus, target));
    std::vector<GroupChain> chains = groupChains(members);
    for (GroupChain &chain : chains)
        chain.root = rootOf(chain, bus);
    return chains;
}

} // namespace lockmaster
