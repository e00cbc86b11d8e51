// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An index as a person asks for it: columns and expressions with their order, unique, method, condition. The text goes
// into the statement as it is shown; the server reads it first, in an EXPLAIN of a query of the same expressions.
#pragma once

#include "actions/plan/actiontype.h"
#include "link/postgres/pglink.h"

namespace lockmaster::newindex {

struct IndexSpec {
    QString name; ///< quoted; chosen or made
    QString method;
    bool isUnique = false;
    QStringList keys;        ///< "lower(mail) DESC NULLS LAST"
    QStringList expressions; ///< of the keys, without order, operator class and collation: "lower(mail)"
    QString include;         ///< "a, b"; empty: none
    QString where;           ///< without WHERE; empty: none
};

/// From the arguments, without the name. The error says what cannot be read.
Result<IndexSpec> specIn(const QJsonObject &arguments);

/// "cards_t_idx": from the table's name and the names in its keys, short enough for the server.
QString usualName(const QString &table, const IndexSpec &spec);

/// "CREATE UNIQUE INDEX CONCURRENTLY …"; never IF NOT EXISTS, which says success beside an invalid index of that name.
QString createStatement(const IndexSpec &spec, const QString &table);

/// The query whose rows are what the index holds.
QString rowsOf(const IndexSpec &spec, const QString &table);
/// The query that gives a row when two rows of the table have the same keys.
QString duplicatesOf(const IndexSpec &spec, const QString &table);

} // namespace lockmaster::newindex
