// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/topology.h"

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "model/postgres/postgres.h"
#include "ui/common/notices/targetstate.h"
#include "ui/replication/replicationtext.h"

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
            parent = add(
                {.name =
                     QStringLiteral("%1:%2").arg(plainLine(here.receiver->senderHost)).arg(here.receiver->senderPort),
                 .target = {},
                 .role = ReplicationText::tr("not in the fleet"),
                 .link = {},
                 .lag = {}});
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
                add({.name = plainLine(slot.name),
                     .target = {},
                     .role = whereabouts(slot),
                     .link = ReplicationText::tr("its slot is not used"),
                     .lag = {slot.retainedBytes, {}},
                     .state = StateRole::Warning,
                     .parent = place,
                     .isMissing = true});
        }
    }

    [[nodiscard]] QString whereabouts(const ReplicationSlot &slot) const
    {
        const bool isPromoted = std::ranges::any_of(m_family, [&](const SnapshotPtr &each) {
            return !replicationOf(*each).inRecovery && replicationOf(*each).upstreamSlot == slot.name;
        });
        return isPromoted ? ReplicationText::tr("now a primary") : ReplicationText::tr("not seen");
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
        node.link = sender.isHidden()
                        ? ReplicationText::tr("link hidden")
                        : QStringLiteral("%1 · %2").arg(plainLine(sender.state), plainLine(sender.syncState));
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
        TopologyNode node{.name = snapshot.target,
                          .target = snapshot.target,
                          .role = here.inRecovery ? ReplicationText::tr("standby") : ReplicationText::tr("primary"),
                          .link = {},
                          .lag = {}};
        node.isThis = snapshot.target == m_target;
        if (!here.inRecovery && here.timeline != 0)
            node.link = ReplicationText::tr("timeline %1").arg(here.timeline);
        if (here.inRecovery && here.isReplayPaused)
            node.role = ReplicationText::tr("standby, replay paused");
        else if (here.inRecovery && !isReceiving(here))
            node.role = ReplicationText::tr("standby without a primary");
        return node;
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
        TopologyNode node{.name = plainLine(sender.application.isEmpty() ? sender.client : sender.application),
                          .target = {},
                          .role = ReplicationText::tr("not in the fleet"),
                          .link = {},
                          .lag = {}};
        if (sender.isHidden())
            node.role = ReplicationText::tr("receives WAL");
        if (sender.state == u"backup")
            node.role = ReplicationText::tr("base backup");
        if (node.name.isEmpty())
            node.name = ReplicationText::tr("pid %1").arg(sender.pid);
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

/// `between` are findings between targets.
StateRole stateOf(const Snapshot &snapshot, const std::vector<Finding> &between)
{
    std::vector<Finding> all = findings(snapshot);
    std::ranges::copy_if(between, std::back_inserter(all),
                         [&](const Finding &finding) { return finding.target == snapshot.target; });
    std::ranges::stable_sort(all, std::ranges::greater{}, &Finding::severity);
    return targetState(snapshot.link, all);
}

} // namespace

std::vector<TopologyNode> topology(const Fleet &fleet, const std::vector<SnapshotPtr> &newest, const QString &target)
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
    std::vector<TopologyNode> nodes = Builder(family, target).build();
    const std::vector<Finding> between = fleetFindings(newest, fleet);
    for (TopologyNode &node : nodes) {
        const auto of = std::ranges::find(family, node.target, [](const SnapshotPtr &each) { return each->target; });
        if (of != family.end())
            node.state = stateOf(**of, between);
    }
    return nodes;
}

QString lagWords(const TopologyNode &node)
{
    if (node.isLagHidden)
        return ReplicationText::tr("lag hidden");
    const Lag &lag = node.lag;
    if (!lag.bytes)
        return unknownValue();
    if (lag.bytes == 0)
        return lag.time ? ReplicationText::tr("in step") : ReplicationText::tr("replayed all it received");
    return lag.time ? ReplicationText::tr("%1 · %2 behind").arg(formatBytes(*lag.bytes), formatDuration(*lag.time))
                    : ReplicationText::tr("%1 behind").arg(formatBytes(*lag.bytes));
}

QString nodeText(const TopologyNode &node)
{
    QStringList parts{node.name, node.role, node.link};
    if (node.isMissing)
        parts << ReplicationText::tr("its slot keeps %1").arg(formatBytes(node.lag.bytes.value_or(0)));
    else if (node.parent >= 0)
        parts << lagWords(node);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace lockmaster
