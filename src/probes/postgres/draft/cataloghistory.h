// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How large tables were over the last hour: how fast they grow.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>

#include "model/postgres/catalog.h"

namespace lockmaster {

class CatalogHistory
{
public:
    /// Remembers how large they are now and tells how fast they grow (TableSpace::growthPerSecond).
    void grow(Catalog &catalog);

private:
    struct Entry {
        ServerTime at{};
        std::int64_t bytes = 0;
    };
    using Entries = std::deque<Entry>; ///< by time
    static void append(Entries &entries, Entry newest);

    std::unordered_map<std::uint32_t, Entries> m_tables; ///< by oid
};

/// How fast the counters went from one reading to the next; nothing of those that were reset, or read too soon after.
void addRates(const Catalog &before, Catalog &now);

} // namespace lockmaster
