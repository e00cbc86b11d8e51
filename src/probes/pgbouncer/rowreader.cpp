// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/rowreader.h"

#include <algorithm>

namespace lockmaster::pgbouncer {

QString RowReader::text(const char *column) const
{
    const int index = m_rows.column(column);
    return index < 0 ? QString() : m_rows.text(m_row, index);
}

std::optional<std::int64_t> RowReader::count(const char *column) const
{
    const int index = m_rows.column(column);
    if (index < 0 || m_rows.isNull(m_row, index) || m_rows.bytes(m_row, index).isEmpty())
        return {};
    return m_rows.integer(m_row, index);
}

std::chrono::microseconds RowReader::micros(const char *column) const
{
    return std::chrono::microseconds(total(column));
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
