// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows and columns of a Sentinel's two tables: the groups it watches, and their replicas and other Sentinels.
#pragma once

#include <vector>

#include "model/redis/sentinel.h"
#include "ui/common/rows/columnkinds.h"

namespace lockmaster {

struct GroupRow {
    SentinelPrimary group;
    QString target;  ///< which of the fleet its primary is
    QString dissent; ///< who of the other Sentinels names which other primary

    [[nodiscard]] const QString &key() const { return group.name; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const GroupRow &before) const { return !onlyAged(before); }
    [[nodiscard]] bool onlyAged(const GroupRow &before) const; ///< but for the pings
    bool operator==(const GroupRow &) const = default;
};

struct PeerRow {
    QString group;
    bool isSentinel = false;
    SentinelPeer peer;
    QString target;

    [[nodiscard]] QString key() const { return group + u'\n' + peer.address + (isSentinel ? u's' : u'r'); }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const PeerRow &before) const { return !onlyAged(before); }
    [[nodiscard]] bool onlyAged(const PeerRow &before) const;
    bool operator==(const PeerRow &) const = default;
};

std::vector<KeyedColumn<GroupRow>> groupColumns();
std::vector<KeyedColumn<PeerRow>> peerColumns();

} // namespace lockmaster
