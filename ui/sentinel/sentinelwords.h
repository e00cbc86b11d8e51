// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a Sentinel knows, in words. Pure functions; all texts are plain and translated.
#pragma once

#include <QString>
#include <vector>

#include "model/redis/sentinel.h"
#include "model/snapshot.h"
#include "ui/common/notices/notestrip.h"

namespace lockmaster {

struct PeerState {
    HealthState role = HealthState::Ok;
    QString words;

    bool operator==(const PeerState &) const = default;
};

/// "up", "down for this one", "down, agreed", "failover under way", …
PeerState peerState(const SentinelPeer &peer);

/// It will not act: since when, and what that means. Empty while it would.
Note tiltNote(const SentinelState &state);

/// Where another Sentinel of the fleet names another primary for the same group.
struct Disagreement {
    QString group;
    QString other;   ///< the other Sentinel's name in the fleet
    QString address; ///< of the primary that the other one names

    bool operator==(const Disagreement &) const = default;
};
std::vector<Disagreement> disagreements(const SentinelState &state, const std::vector<SnapshotPtr> &others);
Note disagreementNote(const SentinelState &state, const std::vector<Disagreement> &all);

} // namespace lockmaster
