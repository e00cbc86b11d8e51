// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows as a simple query would bring them: every value as text.
#pragma once

#include <QByteArrayList>
#include <libpq-fe.h>
#include <vector>

#include "link/postgres/pgrows.h"

namespace lockmaster {

/// Comma-separated values, the first line has the names; nothing between two commas is NULL. `comma` stands for a comma
/// within a value.
inline PgRows rowsOf(const QByteArray &csv, char comma = '\0')
{
    const QByteArrayList lines = csv.split('\n');
    QByteArrayList names = lines.front().split(',');
    std::vector<PGresAttDesc> columns(std::size_t(names.size()));
    constexpr Oid kText = 25;
    for (qsizetype i = 0; i < names.size(); ++i)
        columns[std::size_t(i)] = {names[i].data(), 0, 0, 0, kText, -1, -1};
    PGresult *result = PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);
    PQsetResultAttrs(result, int(columns.size()), columns.data());
    for (qsizetype row = 1; row < lines.size(); ++row) {
        QByteArrayList values = lines[row].split(',');
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (comma != '\0')
                values[i].replace(comma, ',');
            PQsetvalue(result, int(row - 1), int(i), values[i].isEmpty() ? nullptr : values[i].data(),
                       values[i].isEmpty() ? -1 : int(values[i].size()));
        }
    }
    return PgRows(result);
}

} // namespace lockmaster
