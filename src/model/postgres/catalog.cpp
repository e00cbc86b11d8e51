// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/catalog.h"

#include <algorithm>

namespace lockmaster {

std::optional<double> CatalogSequence::used() const
{
    if (!last || step == 0)
        return {};
    const double whole = double(limit) - double(first);
    return whole == 0 ? 1.0 : std::clamp((double(*last) - double(first)) / whole, 0.0, 1.0);
}

std::optional<std::int64_t> CatalogSequence::left() const
{
    if (!last || step == 0)
        return {};
    return static_cast<std::int64_t>(std::clamp((double(limit) - double(*last)) / double(step), 0.0, 9e18));
}

const CatalogTable *Catalog::table(std::uint32_t oid) const
{
    const auto found = std::ranges::lower_bound(tables, oid, {}, &CatalogTable::oid);
    return found == tables.end() || found->oid != oid ? nullptr : &*found;
}

} // namespace lockmaster
