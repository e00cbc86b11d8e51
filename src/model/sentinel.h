// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// All that one Sentinel knows at a moment.
#pragma once

#include <QString>
#include <QStringList>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/session.h"

namespace lockmaster {

/// A server as the Sentinel sees it: primary, replica or another Sentinel.
struct SentinelPeer {
    QString address; ///< host:port
    QStringList flags; ///< "master", "slave", "sentinel", "s_down", "o_down", "disconnected", …
    std::optional<bool> isLinkUp; ///< of a replica: to its primary
    std::chrono::milliseconds lastOkPing{}; ///< since its last good answer
    QString runId;
    int priority = 0;
    std::int64_t offset = 0;
    QString leader; ///< of a Sentinel: whom it voted for

    bool operator==(const SentinelPeer &) const = default;
};

struct SentinelPrimary {
    QString name; ///< the name of the group: "orders"
    SentinelPeer server;
    int quorum = 0;
    std::int64_t epoch = 0;
    std::vector<SentinelPeer> replicas;
    std::vector<SentinelPeer> sentinels; ///< the others
    std::optional<bool> hasQuorum; ///< SENTINEL CKQUORUM: enough Sentinels for a failover
    QString quorumText;            ///< its words

    bool operator==(const SentinelPrimary &) const = default;
};

struct SentinelState {
    ServerTime serverNow{};
    QString version;
    int versionNumber = 0;
    bool isValkey = false;
    QString runId;
    std::optional<ServerTime> started;
    bool isTilted = false; ///< its clock jumped or it hung: it will not act for 30 s
    std::optional<std::chrono::seconds> tiltedFor; ///< 7.0+
    int runningScripts = 0;
    std::vector<SentinelPrimary> primaries;
};

} // namespace lockmaster
