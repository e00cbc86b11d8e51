// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pools of the PgBouncers of the fleet that lead to one PostgreSQL server, as rows.
#pragma once

#include <tuple>
#include <vector>

#include "model/pgbouncer/pgbouncer.h"
#include "model/snapshot.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct FrontPoolRow {
    QString bouncer; ///< target
    PgBouncerPool pool;
    std::optional<int> size; ///< the most server connections it may have; 0: no limit
    bool isPaused = false;   ///< its database or all of PgBouncer
    bool isDisabled = false;
    bool isBlind = false; ///< what is shown is old

    [[nodiscard]] std::tuple<QString, QString, QString> key() const { return {bouncer, pool.database, pool.user}; }
    [[nodiscard]] static std::optional<std::tuple<QString, QString, QString>> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const FrontPoolRow &other) const { return pool != other.pool; }
    bool operator==(const FrontPoolRow &) const = default;
};

/// Names of the PgBouncers that have a database at this server, whether a client has come or not.
QStringList bouncersBefore(const std::vector<SnapshotPtr> &fleet, const Target &server);

/// `fleet` are the snapshots shown of all targets, null ones are left out.
std::vector<FrontPoolRow> frontPools(const std::vector<SnapshotPtr> &fleet, const Target &server);
std::vector<KeyedColumn<FrontPoolRow>> frontPoolColumns();

} // namespace lockmaster
