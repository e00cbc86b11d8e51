// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/topology.h"

#include "base/text.h"
#include "model/postgres/postgres.h"
#include "watch/momentbus.h"

#include <algorithm>

namespace lockmaster {

namespace {

const Replication &replicationOf(const Snapshot &snapshot)
{
    return *snapshot.postgres->replication;
}

/// How sure it is that `sender`, of `upstream`, is this standby; 0: it is not.
int likeness(const Snapshot &upstream, const WalSender &sender, const Snapshot &standby)
{
    const Replication &there = replicationOf(standby);
    const ServerIdentity &identity = upstream.postgres->identity;
    if (!there.inRecovery || !there.receiver || upstream.target == standby.target)
        return 0;
    if (there.receiver->isHidden()) // then only the slot's name is told
        return !sender.slot.isEmpty() && sender.slot == there.upstreamSlot ? 1 : 0;
    const bool hasPort = there.receiver->senderPort != 0 && identity.serverPort != 0;
    if (hasPort && there.receiver->senderPort != identity.serverPort)
        return 0;
    const bool sharesSlot = !sender.slot.isEmpty() && sender.slot == there.receiver->slot;
    const bool sharesName =
        sender.application == standby.postgres->identity.clusterName && !sender.application.isEmpty();
    const bool sharesHost =
        !there.receiver->senderHost.isEmpty() && there.receiver->senderHost == identity.serverAddress;
    if (!sharesSlot && !sharesName
        && !(hasPort && sharesHost && sender.client == standby.postgres->identity.serverAddress))
        return 0;
    return 1 + (sharesSlot ? 2 : 0) + (sharesName ? 2 : 0) + (hasPort ? 1 : 0) + (sharesHost ? 1 : 0);
}

class Builder
{
public:
    Builder(std::vector<SnapshotPtr> family, QString target) : m_family(std::move(family)), m_target(std::move(target))
    {
    }

    std::vector<TopologyNode> build()
    {
        for (const SnapshotPtr &snapshot : m_family) {
            if (!upstreamOf(*snapshot))
                addRoot(*snapshot);
        }
        return std::move(m_nodes);
    }

private:
    struct Upstream {
        const Snapshot *snapshot = nullptr;
        const WalSender *sender = nullptr;
    };

    [[nodiscard]] std::optional<Upstream> upstreamOf(const Snapshot &standby) const
    {
        std::optional<Upstream> best;
        int most = 0;
        for (const SnapshotPtr &other : m_family) {
            for (const WalSender &sender : replicationOf(*other).senders) {
                const int likely = likeness(*other, sender, standby);
                if (likely > most) {
                    most = likely;
                    best = Upstream{other.get(), &sender};
                }
            }
        }
        return best;
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
            if (!slot.isActive && !slot.isTemporary && slot.restart)
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
        const Snapshot *standby = nullptr;
        for (const SnapshotPtr &other : m_family) {
            const auto above = upstreamOf(*other);
            if (above && above->sender == &sender)
                standby = other.get();
        }
        TopologyNode node = standby ? ofServer(*standby) : ofSender(sender);
        node.parent = parent;
        node.isLinkHidden = sender.isHidden();
        node.streamState = sender.isHidden() ? QString() : plainLine(sender.state);
        node.syncState = sender.isHidden() ? QString() : plainLine(sender.syncState);
        node.isSynchronous = sender.syncState == u"sync" || sender.syncState == u"quorum";
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

    static TopologyNode ofSender(const WalSender &sender)
    {
        TopologyNode node = outsider(plainLine(sender.application.isEmpty() ? sender.client : sender.application));
        node.pid = sender.pid;
        if (sender.isHidden())
            node.role = NodeRole::HiddenReceiver;
        if (sender.state == u"backup")
            node.role = NodeRole::BaseBackup;
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
