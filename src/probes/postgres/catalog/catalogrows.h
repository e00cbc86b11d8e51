// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of tables_from_*.sql, indexes_from_*.sql and sequences_from_*.sql as values.
#pragma once

#include <chrono>

#include "link/postgres/pgquery.h"
#include "link/postgres/pgrows.h"
#include "model/postgres/catalog.h"

namespace lockmaster {

void takeTables(const PgRows &rows, Catalog &catalog); ///< without rates and growth
void takeIndexes(const PgRows &rows, Catalog &catalog);
void takeSequences(const PgRows &rows, Catalog &catalog);

/// What the server needed for the statement, by its own clock; 0 when it found nothing.
std::chrono::milliseconds tookOf(const PgRows &rows);

/// A database with so many tables tells them all; one with more the first so many by each order.
inline constexpr int kFewTables = 500;
inline constexpr int kOfEachOrder = 100;

/// Parameters of the three statements.
std::vector<PgParam> tableParams(const QString &filter);
std::vector<PgParam> indexParams(const Catalog &catalog); ///< its tables are those of which all indexes are told
std::vector<PgParam> sequenceParams();

} // namespace lockmaster
