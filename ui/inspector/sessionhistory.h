// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a session did in the last minutes, as the kept snapshots saw it: one row a change. Pure functions.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "model/snapshot.h"
#include "model/postgres/session.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct HistoryRow {
    WallTime at{}; ///< the first snapshot that saw it so; of the oldest row when its state began, where that is known
    SessionPtr session;     ///< null: it was gone by then
    bool isDaysAgo = false; ///< a time of day would be taken for today's

    [[nodiscard]] WallTime key() const { return at; }
    [[nodiscard]] std::optional<WallTime> parent() const { return {}; }
    [[nodiscard]] bool isHeading() const { return false; }
    [[nodiscard]] bool differsFrom(const HistoryRow &) const { return false; }
    bool operator==(const HistoryRow &) const = default;
};

/// Changes of state, wait or query, newest first, of snapshots not after `until`.
std::vector<HistoryRow> sessionHistory(const std::deque<SnapshotPtr> &kept, const SessionKey &key, const Stamp &until);

/// A session as it was last seen not after `until`, and the snapshot that saw it; null when none did.
struct LastSeen {
    SessionPtr session;
    SnapshotPtr snapshot;
};
LastSeen lastSeen(const std::deque<SnapshotPtr> &kept, const SessionKey &key, const Stamp &until);

std::vector<KeyedColumn<HistoryRow>> historyColumns();

} // namespace lockmaster
