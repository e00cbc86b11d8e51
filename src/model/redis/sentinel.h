// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that one Sentinel knows at a moment.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/servertime.h"
#include "model/refusedcommand.h"

namespace lockmaster {

/// A server as the Sentinel sees it: primary, replica or another Sentinel.
struct SentinelPeer {
    QString address;                        ///< host:port
    QStringList flags;                      ///< "master", "slave", "sentinel", "s_down", "o_down", "disconnected", …
    std::optional<bool> isLinkUp;           ///< of a replica: to its primary
    std::chrono::milliseconds lastOkPing{}; ///< since its last good answer
    QString runId;
    std::optional<int> priority;        ///< of a replica; 0: never promoted
    std::optional<std::int64_t> offset; ///< of a replica: replication offset
    QString leader;                     ///< of a Sentinel: whom it voted for

    /// The Sentinel that was asked (s_down), or enough of them (o_down), take it for dead.
    [[nodiscard]] bool isDown() const { return flags.contains(u"s_down") || flags.contains(u"o_down"); }
    bool operator==(const SentinelPeer &) const = default;
};

/// How many of them are not down.
inline int goodPeers(const std::vector<SentinelPeer> &peers)
{
    return static_cast<int>(std::ranges::count_if(peers, [](const SentinelPeer &peer) { return !peer.isDown(); }));
}

struct SentinelPrimary {
    QString name; ///< the name of the group: "orders"
    SentinelPeer server;
    int quorum = 0;
    std::int64_t epoch = 0;
    std::chrono::milliseconds downAfter{}; ///< settings of this Sentinel for it
    std::chrono::milliseconds failoverTimeout{};
    int parallelSyncs = 0;
    QString failoverState; ///< "wait_start", "reconf_slaves", …; empty: none under way
    std::vector<SentinelPeer> replicas;
    std::vector<SentinelPeer> sentinels; ///< the others
    std::optional<bool> hasQuorum;       ///< SENTINEL CKQUORUM: enough Sentinels for a failover
    QString quorumText;                  ///< its words

    bool operator==(const SentinelPrimary &) const = default;
};

struct SentinelState {
    ServerTime serverNow{};
    QString version;
    int versionNumber = 0;
    bool isValkey = false;
    QString runId;
    QString ownId; ///< by which other Sentinels know it (6.2+)
    std::optional<ServerTime> started;
    bool isTilted = false;                         ///< its clock jumped or it hung: it will not act for 30 s
    std::optional<std::chrono::seconds> tiltedFor; ///< 7.0+
    int runningScripts = 0;
    QHash<QString, QString> info; ///< fields of INFO
    std::vector<SentinelPrimary> primaries;
    RefusedCommands refused; ///< why some of it is not there
};

} // namespace lockmaster
