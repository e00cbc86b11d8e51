// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of PostgreSQL: one statement and its parameters.
#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <vector>

#include "model/servertime.h"

namespace lockmaster {

/// A parameter of a query; text format, NULL when `isNull`.
struct PgParam {
    QByteArray text;
    bool isNull = false;

    static PgParam of(std::int64_t value) { return {QByteArray::number(static_cast<qlonglong>(value))}; }
    static PgParam of(const QString &value) { return {value.toUtf8()}; }
    static PgParam of(ServerTime value); ///< exact, as timestamptz reads it, in UTC
    static PgParam null() { return {{}, true}; }
};

struct PgQuery {
    QByteArray sql; ///< one statement
    std::vector<PgParam> params;
    QByteArray name; ///< not empty: prepared under this name at its first use on a connection
};

} // namespace lockmaster
