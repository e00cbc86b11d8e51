// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/rows/rowreader.h"

#include <algorithm>

#include "base/text.h"
#include "base/told.h"

namespace lockmaster::pgbouncer {

int RowReader::indexOf(const char *column) const
{
    const int index = m_rows.column(column);
    if (index >= 0 && std::size_t(index) < m_isRead.size())
        m_isRead.set(std::size_t(index));
    return index;
}

PgBouncerOthers RowReader::others() const
{
    constexpr qsizetype kLongest = 200;
    PgBouncerOthers others;
    const int count = std::min(m_rows.columns(), static_cast<int>(m_isRead.size()));
    for (int column = 0; column < count; ++column) {
        if (!m_isRead.test(std::size_t(column)) && !m_rows.bytes(m_row, column).isEmpty())
            others.emplace(elided(m_rows.columnName(column), kLongest), elided(m_rows.text(m_row, column), kLongest));
    }
    return others;
}

QString RowReader::text(const char *column) const
{
    const int index = indexOf(column);
    return index < 0 ? QString() : m_rows.text(m_row, index);
}

std::optional<QString> RowReader::known(const char *column) const
{
    const int index = indexOf(column);
    return index < 0 || m_rows.isNull(m_row, index) ? std::nullopt : std::optional(m_rows.text(m_row, index));
}

std::optional<std::int64_t> RowReader::count(const char *column) const
{
    const int index = indexOf(column);
    if (index < 0 || m_rows.isNull(m_row, index) || m_rows.bytes(m_row, index).isEmpty())
        return {};
    return m_rows.integer(m_row, index);
}

std::chrono::microseconds RowReader::micros(const char *column) const
{
    return told<std::chrono::microseconds>(total(column));
}

Result<void> requireColumns(const PgRows &rows, std::initializer_list<const char *> columns)
{
    const auto missing = std::ranges::find_if(columns, [&](const char *name) { return rows.column(name) < 0; });
    if (missing == columns.end())
        return {};
    return fail(ErrorKind::Protocol,
                QStringLiteral("The answer has no column \"%1\"").arg(QLatin1StringView(*missing)));
}

} // namespace lockmaster::pgbouncer
