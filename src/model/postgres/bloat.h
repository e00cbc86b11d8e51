// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a table or a btree is room that its rows would not need: an estimate from column statistics, not a
// measurement (that would read every page). After https://github.com/ioguix/pgsql-bloat-estimation (table_bloat.sql,
// btree_bloat.sql; BSD 2-clause), without the pages of TOAST. Deduplication of btrees (13+) makes theirs smaller than
// expected: then it is 0. Pure.
#pragma once

#include <cstdint>
#include <optional>

namespace lockmaster {

/// What the last analyze or vacuum knew.
struct BloatBasis {
    std::int64_t blockBytes = 8192;
    std::int64_t bytes = 0;           ///< of the file
    std::optional<std::int64_t> rows; ///< absent: never counted
    std::optional<double> width; ///< average bytes of a row's columns, without NULLs; absent: not analyzed or hidden
    bool hasNulls = false;
    int columns = 0; ///< of a table
    int fillFactor = 100;
};

/// Bytes; nothing when what it takes is not known.
std::optional<std::int64_t> tableBloat(const BloatBasis &table);
std::optional<std::int64_t> btreeBloat(const BloatBasis &index);

} // namespace lockmaster
