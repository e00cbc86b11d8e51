// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/usersprobe.h"

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
    for (int row = 0; row < rows.count(); ++row) {
        const RowReader reader(rows, row);
        bool isNumber = false;
        const int size = reader.text("pool_size").trimmed().toInt(&isNumber); // text, padded; empty: none
        if (isNumber)
            draft.next.userPoolSizes.emplace(reader.text("name"), size);
    }
    return {};
}

} // namespace lockmaster::pgbouncer
