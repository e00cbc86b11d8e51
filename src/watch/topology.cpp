// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/topology.h"

#include "base/text.h"
#include "diagnosis/replication/followers.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replicationslot.h"
#include "model/postgres/senderduty.h"
#include "watch/momentbus.h"

#include <algorithm>

namespace lockmaster {

namespace {

const Replication &replicationOf(const Snapshot &snapshot)
{
    return *snapshot.postgres->replication;
}

class Builder
{
public:
    Builder(std::vector<SnapshotPtr> family, QString target)
        : m_family(std::move(family)), m_target(std::move(target)), m_followers(followersOf(m_family))
    {
    }

    std::vector<TopologyNode> build()
    {
        for (const SnapshotPtr &snapshot : m_family) {
            if (!hasUpstream(*snapshot))
                addRoot(*snapshot);
        }
        return std::move(m_nodes);
    }

private:
    [[nodiscard]] bool hasUpstream(const Snapshot &standby) const
    {
        return std::ranges::contains(m_followers, &standby, &Follower::standby);
    }

    [[nodiscard]] const Snapshot *standbyOf(const WalSender &sender) const
    {
        const auto isIts = [&](const Follower &one) { return one.upstream.sender == &sender; };
        const auto found = std::ranges::find_if(m_followers, isIts);
        return found == m_followers.end() ? nullptr : found->standby;
    }

    void addRoot(const Snapshot &snapshot)
    {
        const Replication &here = replicationOf(snapshot);
        int parent = -1;
        if (here.inRecovery && isReceiving(here) && !here.receiver->senderHost.isEmpty())
            parent = add(outsider(
                QStringLiteral("%1:%2").arg(plainLine(here.receiver->senderHost)).arg(here.receiver->senderPort)));
        TopologyNode node = ofServer(snapshot);
        node.parent = parent;
        node.lag = standbyLag(here, snapshot.postgres->serverNow);
        addServer(std::move(node), snapshot);
    }

    void addServer(TopologyNode node, const Snapshot &snapshot)
    {
        const int place = add(std::move(node));
        const Replication &here = replicationOf(snapshot);
        for (const WalSender &sender : here.senders)
            addSender(place, snapshot, sender);
        for (const ReplicationSlot &slot : here.slotsKept) {
            if (isLeft(slot))
                add(missing(place, slot));
        }
    }

    static TopologyNode outsider(const QString &name)
    {
        TopologyNode node;
        node.name = name;
        return node;
    }

    [[nodiscard]] TopologyNode missing(int parent, const ReplicationSlot &slot) const
    {
        TopologyNode node = outsider(plainLine(slot.name));
        node.role = whereabouts(slot);
        node.lag = {slot.retainedBytes, {}};
        node.state = HealthState::Warning;
        node.parent = parent;
        node.isMissing = true;
        return node;
    }

    [[nodiscard]] NodeRole whereabouts(const ReplicationSlot &slot) const
    {
        const bool isPromoted = std::ranges::any_of(m_family, [&](const SnapshotPtr &each) {
            return !replicationOf(*each).inRecovery && replicationOf(*each).upstreamSlot == slot.name;
        });
        return isPromoted ? NodeRole::Promoted : NodeRole::Missing;
    }

    void addSender(int parent, const Snapshot &upstream, const WalSender &sender)
    {
        const Snapshot *standby = standbyOf(sender);
        TopologyNode node = standby ? ofServer(*standby) : ofSender(replicationOf(upstream), sender);
        node.parent = parent;
        node.isLinkHidden = sender.isHidden();
        node.streamState = sender.isHidden() ? QString() : plainLine(sender.state);
        node.syncState = sender.isHidden() ? QString() : plainLine(sender.syncState);
        node.isSynchronous = isSynchronous(sender);
        node.lag = senderLag(replicationOf(upstream), sender, LagStage::Replayed, upstream.postgres->serverNow);
        if (sender.isHidden() && standby)
            node.lag = ownLag(*standby);
        node.isLagHidden = sender.isHidden() && !node.lag.bytes;
        if (m_nodes.size() < kMost && standby)
            addServer(std::move(node), *standby);
        else
            add(std::move(node));
    }

    [[nodiscard]] TopologyNode ofServer(const Snapshot &snapshot) const
    {
        const Replication &here = replicationOf(snapshot);
        TopologyNode node = outsider(snapshot.target);
        node.target = snapshot.target;
        node.role = roleOf(here);
        node.isThis = snapshot.target == m_target;
        node.timeline = here.inRecovery ? 0 : here.timeline;
        return node;
    }

    static NodeRole roleOf(const Replication &here)
    {
        if (!here.inRecovery)
            return NodeRole::Primary;
        if (here.isReplayPaused)
            return NodeRole::PausedStandby;
        return isReceiving(here) ? NodeRole::Standby : NodeRole::UnlinkedStandby;
    }

    /// What it has received and not replayed: that there is none does not make it in step with its upstream.
    static Lag ownLag(const Snapshot &standby)
    {
        Lag lag = standbyLag(replicationOf(standby), standby.postgres->serverNow);
        if (lag.bytes == 0)
            lag.time.reset();
        return lag;
    }

    static NodeRole roleOf(SenderDuty duty)
    {
        switch (duty) {
        case SenderDuty::Standby: return NodeRole::Outside;
        case SenderDuty::Receiver: return NodeRole::Receiver;
        case SenderDuty::Logical: return NodeRole::Subscriber;
        case SenderDuty::Backup: return NodeRole::BaseBackup;
        case SenderDuty::Hidden: return NodeRole::HiddenReceiver;
        }
        return NodeRole::Outside;
    }

    static TopologyNode ofSender(const Replication &upstream, const WalSender &sender)
    {
        TopologyNode node = outsider(plainLine(sender.application.isEmpty() ? sender.client : sender.application));
        node.pid = sender.pid;
        node.role = roleOf(dutyOf(upstream, sender));
        return node;
    }

    int add(TopologyNode node)
    {
        node.depth = node.parent < 0 ? 0 : m_nodes[std::size_t(node.parent)].depth + 1;
        m_nodes.push_back(std::move(node));
        return int(m_nodes.size()) - 1;
    }

    static constexpr std::size_t kMost = 500; // whatever servers say of each other, it ends
    std::vector<SnapshotPtr> m_family;
    QString m_target;
    std::vector<Follower> m_followers; ///< of m_family
    std::vector<TopologyNode> m_nodes;
};

bool isKnown(const SnapshotPtr &snapshot)
{
    return snapshot && snapshot->postgres && snapshot->postgres->replication;
}

} // namespace

std::vector<TopologyNode> topology(const std::vector<SnapshotPtr> &newest, const QString &target)
{
    const auto self =
        std::ranges::find_if(newest, [&](const SnapshotPtr &each) { return isKnown(each) && each->target == target; });
    if (self == newest.end())
        return {};
    const auto system = (*self)->postgres->identity.systemIdentifier;
    std::vector<SnapshotPtr> family;
    std::ranges::copy_if(newest, std::back_inserter(family), [&](const SnapshotPtr &each) {
        return each == *self || (isKnown(each) && system != 0 && each->postgres->identity.systemIdentifier == system);
    });
    return Builder(family, target).build();
}

std::vector<TopologyNode> topology(const MomentBus &bus, const QString &target)
{
    std::vector<SnapshotPtr> shown;
    for (const Target &each : bus.fleet().targets)
        shown.push_back(bus.shown(each.name));
    std::vector<TopologyNode> nodes = topology(shown, target);
    for (TopologyNode &node : nodes) {
        if (!node.target.isEmpty())
            node.state = bus.health(node.target).state;
    }
    return nodes;
}

} // namespace lockmaster
