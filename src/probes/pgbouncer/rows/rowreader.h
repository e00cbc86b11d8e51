// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One row of an answer, columns by name: versions have different ones. What is not there is absent or empty.
#pragma once

#include <QString>
#include <bitset>
#include <chrono>
#include <initializer_list>
#include <optional>

#include "base/result.h"
#include "link/postgres/pgrows.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster::pgbouncer {

class RowReader
{
public:
    RowReader(const PgRows &rows, int row) : m_rows(rows), m_row(row) {}

    [[nodiscard]] QString text(const char *column) const;
    /// Empty when the version has no such column, or NULL in it.
    [[nodiscard]] std::optional<QString> known(const char *column) const;
    [[nodiscard]] int number(const char *column) const { return static_cast<int>(count(column).value_or(0)); }
    [[nodiscard]] bool flag(const char *column) const { return count(column).value_or(0) != 0; }
    /// Empty when the version has no such column, or nothing in it.
    [[nodiscard]] std::optional<std::int64_t> count(const char *column) const;
    [[nodiscard]] std::int64_t total(const char *column) const { return count(column).value_or(0); }
    [[nodiscard]] std::chrono::microseconds micros(const char *column) const;
    /// Of the columns that were not read until now: what is in them, by name. Bounded.
    [[nodiscard]] PgBouncerOthers others() const;

private:
    int indexOf(const char *column) const;

    const PgRows &m_rows;
    int m_row;
    mutable std::bitset<64> m_isRead;
};

/// An error of kind Protocol when one of these columns, which every version has, is missing.
Result<void> requireColumns(const PgRows &rows, std::initializer_list<const char *> columns);

} // namespace lockmaster::pgbouncer
