// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The server connections of one pool, each with the session that works behind it.
#pragma once

#include <utility>
#include <vector>

#include "model/pgbouncer/pooltrace.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct PoolBox {
    PgBouncerSocket server;
    QString target;      ///< where the backend runs; empty: at none of the fleet
    SessionPtr session;  ///< null: not seen there
    QString application; ///< the session's, else its client's; empty: none is told
    QString doing;       ///< in words: "idle in transaction, blocks 40"
    std::optional<std::chrono::microseconds>
        age;                                  ///< of its transaction, else of its state, else since the last request
    HealthState state = HealthState::Unknown; ///< Unknown: nobody uses it, or nothing is known of its session

    /// A box keeps its place as long as it stands.
    [[nodiscard]] std::pair<ServerTime, QString> key() const
    {
        return {server.connected.value_or(ServerTime{}), server.address};
    }
    [[nodiscard]] static std::optional<std::pair<ServerTime, QString>> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const PoolBox &other) const { return !(*this == other); }
    bool operator==(const PoolBox &) const = default;
};

/// None while the server connections are not listed.
std::vector<PoolBox> poolBoxes(const PgBouncerState &state, const PgBouncerPool &pool, const Fleet &fleet,
                               const ShownSnapshot &shown);

/// One column: all of a box in a line, for those who hear it.
std::vector<KeyedColumn<PoolBox>> poolBoxColumns();

} // namespace lockmaster
