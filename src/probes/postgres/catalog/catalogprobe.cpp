// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/catalog/catalogprobe.h"

#include "probes/postgres/catalog/catalogrows.h"
#include "probes/postgres/catalog/catalogsizeprobe.h"

#include <algorithm>

namespace lockmaster {
namespace {

/// So many times what it took passes until it is asked again: a probe costs a thousandth of a core, or two while watched.
constexpr int kRest = 1000;
constexpr int kRestWatched = 500;

} // namespace

std::chrono::milliseconds CatalogProbe::cadenceOn(const PostgresDraft &draft) const
{
    return std::max(m_usual, draft.took.value(name()) * kRest);
}

std::chrono::milliseconds CatalogProbe::cadenceWatched(const PostgresDraft &draft) const
{
    return std::max(m_watched, draft.took.value(name()) * kRestWatched);
}

std::optional<PgQuery> CatalogProbe::ask(const PostgresDraft &draft) const
{
    const bool isBeside = draft.previous && draft.catalogBytes && *draft.catalogBytes < kLargeCatalog;
    return isBeside ? std::optional(preparedQuery(name(), draft, params(draft))) : std::nullopt;
}

Result<void> CatalogProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    draft.took.insert(name(), tookOf(rows));
    Catalog next = draft.next.catalog ? *draft.next.catalog : Catalog();
    fill(rows, next, draft);
    draft.next.catalog = std::make_shared<const Catalog>(std::move(next));
    return {};
}

} // namespace lockmaster
