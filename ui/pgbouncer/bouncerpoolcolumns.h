// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the table of pools, and its columns.
#pragma once

#include "model/pgbouncer/pgbouncer.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

struct BouncerPoolRow {
    PgBouncerPool pool;
    std::optional<PgBouncerDatabase> database;
    std::optional<int> size; ///< the most server connections it may have; 0: no limit
    bool isHeldBack = false; ///< all of PgBouncer is paused or suspended

    [[nodiscard]] std::pair<QString, QString> key() const { return {pool.database, pool.user}; }
    [[nodiscard]] static std::optional<std::pair<QString, QString>> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const BouncerPoolRow &before) const
    {
        return pool != before.pool || database != before.database || size != before.size;
    }
    bool operator==(const BouncerPoolRow &) const = default;
};

/// Pools, and databases that have none yet when they are paused or disabled.
std::vector<BouncerPoolRow> bouncerPoolRows(const PgBouncerState &state);

std::vector<KeyedColumn<BouncerPoolRow>> bouncerPoolColumns();

/// How a pool is doing, and in a word: see poolStateWord().
HealthState poolRole(const BouncerPoolRow &row);
QString poolWord(const BouncerPoolRow &row);

} // namespace lockmaster
