// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/bloat.h"

#include <algorithm>
#include <cmath>

namespace lockmaster {
namespace {

constexpr double kAlignment = 8; // MAXALIGN of 64-bit servers
constexpr double kPageHeader = 24;
constexpr double kItemPointer = 4;
constexpr double kTupleHeader = 23;
constexpr double kBtreeSpecial = 16; // BTPageOpaqueData
constexpr double kIndexHeader = 8;   // IndexTupleData
constexpr double kIndexNulls = 4;    // of 32 columns; more need 8 of them

double aligned(double bytes)
{
    return std::ceil(bytes / kAlignment) * kAlignment;
}

std::optional<std::int64_t> beyond(const BloatBasis &basis, double pages)
{
    const double needed = pages * double(basis.blockBytes);
    return std::max<std::int64_t>(0, basis.bytes - static_cast<std::int64_t>(needed));
}

} // namespace

std::optional<std::int64_t> tableBloat(const BloatBasis &table)
{
    if (!table.rows || !table.width)
        return {};
    const double header = aligned(kTupleHeader + (table.hasNulls ? std::floor((7.0 + table.columns) / 8) : 0));
    const double row = kItemPointer + header + aligned(*table.width);
    const double room = (double(table.blockBytes) - kPageHeader) * table.fillFactor / 100;
    return beyond(table, std::ceil(double(*table.rows) / (room / row)));
}

std::optional<std::int64_t> btreeBloat(const BloatBasis &index)
{
    if (!index.rows || !index.width)
        return {};
    const double entry =
        kItemPointer + aligned(kIndexHeader + (index.hasNulls ? kIndexNulls : 0)) + aligned(*index.width);
    const double room = (double(index.blockBytes) - kPageHeader - kBtreeSpecial) * index.fillFactor / 100;
    const double perPage = std::max(1.0, std::floor(room / entry));
    return beyond(index, 1 + std::ceil(double(*index.rows) / perPage)); // and the page that describes the others
}

} // namespace lockmaster
