// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/draft/cataloghistory.h"

namespace lockmaster {
namespace {

constexpr std::chrono::hours kSizeReach{1};
constexpr std::chrono::minutes kSizeStep{5};      // closer sizes are not kept apart
constexpr std::chrono::seconds kLeastGrowth{50};  // less is no basis for a rate: files grow by leaps
constexpr std::chrono::seconds kLeastCounting{5}; // likewise

double secondsBetween(ServerTime from, ServerTime to)
{
    return std::chrono::duration<double>(to - from).count();
}

std::optional<double> rate(std::int64_t before, std::int64_t now, double seconds)
{
    return now < before ? std::nullopt : std::optional(double(now - before) / seconds);
}

std::int64_t writes(const TableUse &use)
{
    return use.inserts + use.updates + use.deletes;
}

} // namespace

void CatalogHistory::append(Entries &entries, Entry newest)
{
    // The last but one decides: so the newest entry is always of now.
    if (entries.size() > 1 && newest.at - entries[entries.size() - 2].at < kSizeStep)
        entries.back() = newest;
    else
        entries.push_back(newest);
    while (entries.size() > 2 && newest.at - entries[1].at > kSizeReach)
        entries.pop_front();
}

void CatalogHistory::grow(Catalog &catalog)
{
    std::unordered_map<std::uint32_t, Entries> next;
    for (CatalogTable &table : catalog.tables) {
        Entries &entries = next[table.oid];
        if (const auto known = m_tables.find(table.oid); known != m_tables.end())
            entries = std::move(known->second);
        append(entries, {catalog.readAt, table.space.all()});
        const Entry &first = entries.front();
        if (catalog.readAt - first.at >= kLeastGrowth)
            table.space.growthPerSecond =
                double(table.space.all() - first.bytes) / secondsBetween(first.at, catalog.readAt);
    }
    // Those that are not told now may be so again: their last sizes are kept for as long as they count.
    for (auto &[oid, entries] : m_tables) {
        if (!next.contains(oid) && !entries.empty() && catalog.readAt - entries.back().at < kSizeReach)
            next.emplace(oid, std::move(entries));
    }
    m_tables = std::move(next);
}

void addRates(const Catalog &before, Catalog &now)
{
    if (now.readAt - before.readAt < kLeastCounting)
        return;
    const double seconds = secondsBetween(before.readAt, now.readAt);
    for (CatalogTable &table : now.tables) {
        const CatalogTable *old = before.table(table.oid);
        if (!old)
            continue;
        TableUse &use = table.use;
        use.seqScansPerSecond = rate(old->use.seqScans, use.seqScans, seconds);
        use.seqRowsPerSecond = rate(old->use.seqRows, use.seqRows, seconds);
        use.indexScansPerSecond = rate(old->use.indexScans, use.indexScans, seconds);
        use.writesPerSecond = rate(writes(old->use), writes(use), seconds);
    }
}

} // namespace lockmaster
