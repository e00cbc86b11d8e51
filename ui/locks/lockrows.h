// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the lock tree, in words, made from one snapshot. Pure values; the model only compares and shows them.
#pragma once

#include <QString>
#include <compare>
#include <set>
#include <vector>

#include "model/postgres/postgres.h"

namespace lockmaster {

/// Who a row is about. `isRest`: the row that stands for further waiters behind this session.
struct LockRowKey {
    SessionKey session;
    bool isRest = false;

    auto operator<=>(const LockRowKey &) const = default;
};

/// More waiters than this behind one session fold into a row that says how many more there are.
inline constexpr int kShownWaiters = 50;

struct LockRow {
    enum class Alarm { None, Warning, Critical };

    LockRowKey key;
    bool isRoot = false;
    Alarm alarm = Alarm::None;
    QString who;    ///< "8123 billing", "prepared 'gid'", "+ 62 more"
    QString state;  ///< "idle in transaction 4 m 16 s", "waits 4 m 02 s"
    QString place;  ///< "#1"
    QString blocks; ///< "blocks 42 (lost 2 h 11 m)", "31 queue behind it"
    QString lock;   ///< "orders · RowExclusive"
    QString query;  ///< on one line
    QString doing;  ///< the state without its age
    int victims = 0;
    std::vector<LockRow> children;

    /// Whether both look the same, children apart.
    [[nodiscard]] bool looksLike(const LockRow &other) const;
};

/// Roots, worst first. Sessions in `unfolded` show all their waiters.
std::vector<LockRow> lockRows(const PostgresState &state, const std::set<SessionKey> &unfolded = {});

/// One node's row without its children.
LockRow lockRow(const PostgresState &state, int node);

/// The longest wait behind the node with this index.
std::chrono::microseconds longestWait(const LockForest &forest, int node);

} // namespace lockmaster
