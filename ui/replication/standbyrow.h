// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A server that streams from the one that is looked at, as a row.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/healthstate.h"
#include "model/postgres/replicationlag.h"
#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct StandbyRow {
    WalSender sender;
    Lag sent;
    Lag written;
    Lag flushed;
    Lag replayed;
    std::optional<double> growth; ///< bytes a second
    std::optional<std::chrono::microseconds> sinceReply;
    std::optional<HealthState> late; ///< what was found of how far it is behind; nothing: no trouble

    [[nodiscard]] int key() const { return sender.pid; }
    [[nodiscard]] static std::optional<int> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const StandbyRow &other) const { return sender != other.sender; }
    /// Until it has caught up; nothing while it does not.
    [[nodiscard]] std::optional<std::chrono::microseconds> catchesUpIn() const;
    bool operator==(const StandbyRow &) const = default;
};

/// `findings` are those of the snapshot.
std::vector<StandbyRow> standbyRows(const Snapshot &snapshot, const std::vector<Finding> &findings);
std::vector<KeyedColumn<StandbyRow>> standbyColumns();

} // namespace lockmaster
