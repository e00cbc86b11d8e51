// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/listsprobe.h"

#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {

QString ListsProbe::name() const
{
    return QStringLiteral("lists");
}

QByteArray ListsProbe::command() const
{
    return "SHOW LISTS";
}

Result<void> ListsProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    if (const auto fits = requireColumns(rows, {"list", "items"}); !fits)
        return fits;
    draft.next.lists.clear();
    for (int row = 0; row < rows.count(); ++row) {
        const RowReader reader(rows, row);
        draft.next.lists.emplace(reader.text("list"), reader.total("items"));
    }
    return {};
}

} // namespace lockmaster::pgbouncer
