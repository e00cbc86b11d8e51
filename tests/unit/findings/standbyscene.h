// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A standby as its upstream sees it, and as it sees itself.
#pragma once

#include "metrics/postgres/standbylags.h"
#include "replicationscene.h"

namespace lockmaster::fixtures {

inline WalSender standby(const QString &name, std::int64_t behind = 0)
{
    WalSender sender;
    sender.pid = 4711;
    sender.application = name;
    sender.state = u"streaming"_s;
    sender.syncState = u"async"_s;
    sender.sent = sender.written = sender.flushed = kHere;
    sender.replayed = kHere - static_cast<Lsn>(behind);
    return sender;
}

/// As if that had been watched for a while.
inline Sample growing(const WalSender &sender, double bytesPerSecond)
{
    return {u"deriv("_s + lagSeries(sender) + u"[15s])"_s, bytesPerSecond};
}

inline ReplicationScene standbyScene()
{
    ReplicationScene scene;
    scene.replication.inRecovery = true;
    scene.replication.replayed = kHere;
    scene.replication.replayedCommit = kNow - 1h;
    scene.replication.hasUpstream = true;
    scene.replication.applyDelay = u"0"_s;
    scene.replication.receiver.emplace();
    scene.replication.receiver->status = u"streaming"_s;
    return scene;
}

} // namespace lockmaster::fixtures
