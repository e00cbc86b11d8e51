// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A list of a table's columns as a person types it: "id, \"Order No\"", each found and quoted by the server.
#pragma once

#include "actions/plan/actiontype.h"
#include "link/postgres/pglink.h"

namespace lockmaster::maintenance {

/// Split at the commas that stand neither in quotes nor in brackets; trimmed, empty ones left out.
QStringList splitAtCommas(const QString &list);

struct Columns {
    QStringList names; ///< quoted, of the table
    Preflight check;   ///< "columns": which are none of its columns
};

QCoro::Task<Result<Columns>> readColumns(std::shared_ptr<PgLink> link, qint64 oid, QString list, std::stop_token stop);

} // namespace lockmaster::maintenance
