// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The orders by which a catalog tells the first of many tables: the server's own in tables_from_*.sql. Pure.
#pragma once

#include <vector>

#include "model/postgres/catalog.h"

namespace lockmaster {

enum class TableOrder { Largest, DeadRows, Growing, Oldest, NeverAnalyzed, NextVacuum, ReadInFull };

/// The higher the earlier; nothing: it has no place in this order.
std::optional<double> placeOf(const CatalogTable &table, TableOrder order);

/// The first `most` of the order, first one first; they point into `catalog`.
std::vector<const CatalogTable *> firstTables(const Catalog &catalog, TableOrder order, std::size_t most);

/// How far the table is on the way to its next autovacuum, by what comes first: dead rows, inserted rows, age. 1: it is due.
/// Where autovacuum is off only the age counts.
double vacuumDue(const CatalogTable &table);
/// The same of analyze; 0 where autovacuum is off.
double analyzeDue(const CatalogTable &table);

} // namespace lockmaster
