// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/usersprobe.h"

#include <optional>

#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {

QString UsersProbe::name() const
{
    return QStringLiteral("users");
}

QByteArray UsersProbe::command() const
{
    return "SHOW USERS";
}

Result<void> UsersProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    if (const auto fits = requireColumns(rows, {"name"}); !fits)
        return fits;
    draft.next.userPoolSizes.clear();
    // Some versions tell a user without a size of its own that of the row before: a number that only repeats proves
    // nothing, and the database's counts. Where it was the user's own after all, a warning is missed: better than one
    // that is wrong.
    std::optional<int> before;
    for (int row = 0; row < rows.count(); ++row) {
        const RowReader reader(rows, row);
        bool isNumber = false;
        const int size = reader.text("pool_size").trimmed().toInt(&isNumber); // text, padded; empty: none
        if (isNumber && before != size)
            draft.next.userPoolSizes.emplace(reader.text("name"), size);
        before = isNumber ? std::optional(size) : std::nullopt;
    }
    return {};
}

} // namespace lockmaster::pgbouncer
