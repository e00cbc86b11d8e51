// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One row of an answer with its columns by name. It borrows the rows.
#pragma once

#include <optional>

#include "link/postgres/pgrows.h"

namespace lockmaster {

struct Row {
    const PgRows &rows;
    int number = 0;

    [[nodiscard]] QString text(const char *name) const { return rows.text(number, rows.column(name)); }
    [[nodiscard]] std::int64_t integer(const char *name) const { return rows.integer(number, rows.column(name)); }
    [[nodiscard]] bool boolean(const char *name) const { return rows.boolean(number, rows.column(name)); }
    [[nodiscard]] bool isNull(const char *name) const { return rows.isNull(number, rows.column(name)); }
    [[nodiscard]] std::optional<ServerTime> time(const char *name) const
    {
        return rows.time(number, rows.column(name));
    }
    [[nodiscard]] std::optional<std::int64_t> maybe(const char *name) const
    {
        return isNull(name) ? std::nullopt : std::optional(integer(name));
    }
};

} // namespace lockmaster
