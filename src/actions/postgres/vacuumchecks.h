// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A table before it is vacuumed, and what is checked of it.
#pragma once

#include <optional>
#include <vector>

#include "actions/plan/actiontype.h"
#include "link/postgres/pgrows.h"

namespace lockmaster::vacuum {

/// A table as it is before.
struct Table {
    qint64 oid = 0;
    QString name; ///< quoted, with its schema
    QString kind;
    qint64 bytes = 0;
    qint64 indexes = 0;
    qint64 live = 0;
    qint64 dead = 0;
    bool isOwner = false;
    std::optional<qint64> xidAge;
    QString costDelay;
    qint64 standbys = 0;
};

Table tableIn(const PgRows &rows, int row);

Preflight checkTable(const QString &asked, const PgRows &rows);
Preflight checkPrimary(const ServerFacts &facts);
/// The checks that need more than the table's own row.
QCoro::Task<Result<std::vector<Preflight>>> checkAround(ReadyServer server, Table table, std::stop_token stop);

} // namespace lockmaster::vacuum
