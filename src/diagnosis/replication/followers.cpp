// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/replication/followers.h"

#include <algorithm>
#include <iterator>

#include "model/postgres/postgres.h"
#include "model/postgres/senderduty.h"

namespace lockmaster {
namespace {

bool replicates(const SnapshotPtr &snapshot)
{
    return snapshot && snapshot->postgres && snapshot->postgres->replication;
}

const Replication &replicationAt(const Snapshot &snapshot)
{
    return *snapshot.postgres->replication;
}

bool areOfOneSystem(const Snapshot &one, const Snapshot &other)
{
    return one.target != other.target && one.postgres->identity.systemIdentifier != 0
           && one.postgres->identity.systemIdentifier == other.postgres->identity.systemIdentifier;
}

bool isFolder(const QString &host)
{
    return host.startsWith(u'/') || host.startsWith(u'@');
}

/// Nothing: one of them does not tell.
std::optional<bool> isItsPort(const Snapshot &upstream, const WalReceiver &receiver)
{
    const int port = upstream.postgres->identity.serverPort;
    return receiver.senderPort != 0 && port != 0 ? std::optional(receiver.senderPort == port) : std::nullopt;
}

/// It says so: the port, and the address, or that of its own machine over a Unix socket.
bool streamsFrom(const Snapshot &standby, const Snapshot &upstream)
{
    const auto &receiver = replicationAt(standby).receiver;
    const QString &address = upstream.postgres->identity.serverAddress;
    if (!receiver || receiver->isHidden() || address.isEmpty() || isItsPort(upstream, *receiver) != true)
        return false;
    return receiver->senderHost == address
           || (isFolder(receiver->senderHost) && standby.postgres->identity.serverAddress == address);
}

/// How sure it is that `sender`, of `upstream`, is this standby; 0: it is not.
int likeness(const Snapshot &upstream, const WalSender &sender, const Snapshot &standby)
{
    const Replication &there = replicationAt(standby);
    const ServerIdentity &identity = upstream.postgres->identity;
    if (there.receiver->isHidden()) // then only the slot's name is told
        return !sender.slot.isEmpty() && sender.slot == there.upstreamSlot ? 1 : 0;
    const auto port = isItsPort(upstream, *there.receiver);
    if (port == false)
        return 0;
    const bool sharesSlot = !sender.slot.isEmpty() && sender.slot == there.receiver->slot;
    const bool sharesName =
        sender.application == standby.postgres->identity.clusterName && !sender.application.isEmpty();
    const bool sharesHost =
        !there.receiver->senderHost.isEmpty() && there.receiver->senderHost == identity.serverAddress;
    if (!sharesSlot && !sharesName
        && !(port && sharesHost && sender.client == standby.postgres->identity.serverAddress))
        return 0;
    return 1 + (sharesSlot ? 2 : 0) + (sharesName ? 2 : 0) + (port ? 1 : 0) + (sharesHost ? 1 : 0);
}

bool isTaken(const std::vector<Follower> &followers, const WalSender &sender)
{
    return std::ranges::contains(followers, &sender, [](const Follower &one) { return one.upstream.sender; });
}

Upstream mostLike(const Snapshot &standby, const Snapshots &all)
{
    Upstream best;
    int most = 0;
    for (const SnapshotPtr &other : all) {
        if (!replicates(other) || !areOfOneSystem(*other, standby))
            continue;
        for (const WalSender &sender : replicationAt(*other).senders) {
            const int likely = likeness(*other, sender, standby);
            if (likely > most) {
                most = likely;
                best = {other.get(), &sender};
            }
        }
    }
    return best;
}

/// Nothing speaks against its being this standby.
bool isPossible(const Snapshot &upstream, const WalSender &sender, const Snapshot &standby)
{
    const WalReceiver &receiver = *replicationAt(standby).receiver;
    return dutyOf(replicationAt(upstream), sender) == SenderDuty::Standby && sender.slot == receiver.slot
           && (sender.client == u"local") == isFolder(receiver.senderHost);
}

Upstream onlyOneLeft(const Snapshot &standby, const Snapshots &all, const std::vector<Follower> &known)
{
    for (const SnapshotPtr &other : all) {
        if (!replicates(other) || !areOfOneSystem(*other, standby) || !streamsFrom(standby, *other))
            continue;
        std::vector<const WalSender *> left;
        for (const WalSender &sender : replicationAt(*other).senders) {
            if (!isTaken(known, sender) && isPossible(*other, sender, standby))
                left.push_back(&sender);
        }
        return left.size() == 1 ? Upstream{other.get(), left.front()} : Upstream();
    }
    return {};
}

bool isStreamingStandby(const SnapshotPtr &snapshot)
{
    return replicates(snapshot) && replicationAt(*snapshot).inRecovery && replicationAt(*snapshot).receiver;
}

/// Of those that are not known yet; what two of them could be is neither.
std::vector<Follower> guessed(const Snapshots &all, const std::vector<Follower> &known)
{
    std::vector<Follower> guesses;
    for (const SnapshotPtr &standby : all) {
        if (!isStreamingStandby(standby) || std::ranges::contains(known, standby.get(), &Follower::standby))
            continue;
        if (const Upstream upstream = onlyOneLeft(*standby, all, known); upstream.sender)
            guesses.push_back({standby.get(), upstream});
    }
    std::vector<Follower> sure;
    std::ranges::copy_if(guesses, std::back_inserter(sure), [&](const Follower &one) {
        return std::ranges::count(guesses, one.upstream.sender,
                                  [](const Follower &each) { return each.upstream.sender; })
               == 1;
    });
    return sure;
}

std::uint32_t timelineAt(const Snapshot &snapshot)
{
    return replicationAt(snapshot).timeline;
}

} // namespace

std::vector<Follower> followersOf(const Snapshots &all)
{
    std::vector<Follower> followers;
    for (const SnapshotPtr &standby : all) {
        if (!isStreamingStandby(standby))
            continue;
        if (const Upstream upstream = mostLike(*standby, all); upstream.sender)
            followers.push_back({standby.get(), upstream});
    }
    std::ranges::copy(guessed(all, followers), std::back_inserter(followers));
    return followers;
}

const Snapshot *primaryOf(const Snapshot &standby, const Snapshots &all)
{
    const Snapshot *primary = nullptr;
    for (const SnapshotPtr &other : all) {
        if (!replicates(other) || !isLiveNow(*other) || replicationAt(*other).inRecovery
            || !areOfOneSystem(*other, standby))
            continue;
        if (timelineAt(standby) != 0 && timelineAt(*other) != timelineAt(standby))
            continue;
        if (primary)
            return nullptr;
        primary = other.get();
    }
    return primary;
}

} // namespace lockmaster
