// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/catalog/tablesprobe.h"

#include "probes/postgres/catalog/catalogrows.h"

namespace lockmaster {

QString TablesProbe::name() const
{
    return QStringLiteral("tables");
}

std::vector<PgParam> TablesProbe::params(const PostgresDraft &) const
{
    return tableParams({});
}

void TablesProbe::fill(const PgRows &rows, Catalog &next, PostgresDraft &draft) const
{
    const Catalog before = next;
    takeTables(rows, next);
    next.database = draft.next.identity.database;
    if (next.tables.empty())
        next.readAt = draft.next.serverNow;
    addRates(before, next);
    draft.catalogHistory.grow(next);
}

} // namespace lockmaster
