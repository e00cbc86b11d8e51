// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of PgBouncer's SHOW commands: columns by name, since versions have different ones, and all come as text.
#pragma once

#include <QDateTime>
#include <QTimeZone>
#include <vector>

#include "actions/plan/actiontype.h"
#include "base/told.h"
#include "link/postgres/pglink.h"

namespace lockmaster {

struct ConsoleRow {
    const PgRows &rows;
    int row;

    [[nodiscard]] QString text(const char *name) const
    {
        const int column = rows.column(name);
        return column < 0 ? QString() : rows.text(row, column);
    }
    [[nodiscard]] int number(const char *name) const { return text(name).toInt(); }
    /// "2026-11-21 03:12:07 UTC"; other zones are only known to that host.
    [[nodiscard]] std::optional<ServerTime> moment(const char *name) const
    {
        const QString words = text(name);
        if (!words.endsWith(u" UTC"))
            return {};
        QDateTime time = QDateTime::fromString(words.first(19), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        time.setTimeZone(QTimeZone::UTC);
        return time.isValid() ? std::optional(ServerTime(told<std::chrono::seconds>(time.toSecsSinceEpoch())))
                              : std::nullopt;
    }
};

template <typename Value>
std::vector<Value> readConsoleRows(const PgRows &rows, Value (*read)(const ConsoleRow &))
{
    std::vector<Value> values;
    for (int row = 0; row < rows.count(); ++row)
        values.push_back(read({rows, row}));
    return values;
}

/// "SHOW " and what.
inline QCoro::Task<Result<PgRows>> showOnConsole(std::shared_ptr<PgLink> link, QByteArray what, std::stop_token stop)
{
    co_return co_await link->command("SHOW " + what, QDeadlineTimer(kLookTimeout), stop);
}

} // namespace lockmaster
