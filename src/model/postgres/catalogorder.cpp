// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/postgres/catalogorder.h"

#include <algorithm>
#include <utility>

namespace lockmaster {
namespace {

double share(std::int64_t rows, double threshold)
{
    return double(rows) / std::max(threshold, 1.0);
}

std::optional<double> positive(double value)
{
    return value > 0 ? std::optional(value) : std::nullopt;
}

} // namespace

double vacuumDue(const CatalogTable &table)
{
    const TableUpkeep &upkeep = table.upkeep;
    const double byAge = upkeep.freezeAt > 0 ? double(table.transactions) / double(upkeep.freezeAt) : 0;
    if (!upkeep.isAutomatic)
        return byAge;
    const double byInserts = upkeep.insertAt ? share(upkeep.insertedRows, *upkeep.insertAt) : 0;
    return std::max({byAge, byInserts, share(table.deadRows, upkeep.vacuumAt)});
}

double analyzeDue(const CatalogTable &table)
{
    return table.upkeep.isAutomatic ? share(table.upkeep.modifiedRows, table.upkeep.analyzeAt) : 0;
}

std::optional<double> placeOf(const CatalogTable &table, TableOrder order)
{
    switch (order) {
    case TableOrder::Largest: return double(table.space.all());
    case TableOrder::DeadRows: return positive(double(table.deadRows));
    case TableOrder::Growing:
        return table.space.growthPerSecond ? positive(*table.space.growthPerSecond) : std::nullopt;
    case TableOrder::Oldest: return double(std::max(table.transactions, table.multixacts));
    case TableOrder::NeverAnalyzed:
        return table.upkeep.lastAnalyze() ? std::nullopt : std::optional(double(table.space.all()));
    case TableOrder::NextVacuum: return vacuumDue(table);
    case TableOrder::ReadInFull: return positive(double(table.use.seqRows));
    }
    return {};
}

std::vector<const CatalogTable *> firstTables(const Catalog &catalog, TableOrder order, std::size_t most)
{
    std::vector<std::pair<double, const CatalogTable *>> placed;
    for (const CatalogTable &table : catalog.tables) {
        if (const auto place = placeOf(table, order))
            placed.emplace_back(*place, &table);
    }
    std::ranges::stable_sort(placed, std::ranges::greater(), &std::pair<double, const CatalogTable *>::first);
    std::vector<const CatalogTable *> first;
    for (const auto &[place, table] : placed) {
        if (first.size() == most)
            break;
        first.push_back(table);
    }
    return first;
}

} // namespace lockmaster
