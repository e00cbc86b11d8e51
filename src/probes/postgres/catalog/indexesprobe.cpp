// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/catalog/indexesprobe.h"

#include "probes/postgres/catalog/catalogrows.h"

namespace lockmaster {

QString IndexesProbe::name() const
{
    return QStringLiteral("indexes");
}

std::vector<PgParam> IndexesProbe::params(const PostgresDraft &draft) const
{
    return indexParams(draft.next.catalog ? *draft.next.catalog : Catalog());
}

void IndexesProbe::fill(const PgRows &rows, Catalog &next, PostgresDraft &) const
{
    takeIndexes(rows, next);
}

} // namespace lockmaster
