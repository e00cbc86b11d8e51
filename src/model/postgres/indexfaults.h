// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with indexes: never finished, left over, superfluous, unused. What one moment cannot tell is left untold:
// whether a standby uses them, or the job at the end of the month. Pure.
#pragma once

#include <vector>

#include "model/postgres/catalog.h"

namespace lockmaster {

enum class IndexFault {
    None,
    Building,  ///< invalid, while one of its table is being built
    Invalid,   ///< it costs every write and serves no query
    Leftover,  ///< the same, of a REINDEX CONCURRENTLY: "…_ccnew", "…_ccold"
    Duplicate, ///< another has the same columns and rows: one of the two is enough
    Prefix,    ///< another begins with its columns and serves the same queries
    Unused,    ///< no scan since the counters began, and not small
};

/// Bytes: a smaller one that nobody uses costs next to nothing, and the server tells the large ones only.
inline constexpr std::int64_t kUnusedFrom = 1 << 20;

struct IndexState {
    const CatalogIndex *index = nullptr;
    IndexFault fault = IndexFault::None;
    const CatalogIndex *instead = nullptr; ///< of a duplicate or prefix: the one that serves its queries
};

/// The worst of each, in the catalog's order. They point into `catalog`.
std::vector<IndexState> indexStates(const Catalog &catalog);

/// Dropping it loses no constraint, no replica identity, and is not for a partition alone to decide.
bool canBeDropped(const CatalogIndex &index);

/// "orders_at_idx_ccnew", "…_ccold3": what REINDEX CONCURRENTLY leaves when it fails.
bool isLeftover(const CatalogIndex &index);

/// `wider` serves every query that `index` serves: same table, method, predicate and expressions, and its columns begin with
/// those of `index`. Neither enforces what the other does not: a unique one is never served by another.
bool isServedBy(const CatalogIndex &index, const CatalogIndex &wider);

} // namespace lockmaster
