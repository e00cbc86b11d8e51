// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/catalog/catalogsizeprobe.h"

namespace lockmaster {

QString CatalogSizeProbe::name() const
{
    return QStringLiteral("catalog_size");
}

std::chrono::milliseconds CatalogSizeProbe::cadence() const
{
    return std::chrono::minutes(10);
}

std::optional<PgQuery> CatalogSizeProbe::ask(const PostgresDraft &draft) const
{
    return preparedQuery(name(), draft);
}

Result<void> CatalogSizeProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    if (rows.count() > 0)
        draft.catalogBytes = rows.integer(0, rows.column("bytes"));
    return {};
}

} // namespace lockmaster
