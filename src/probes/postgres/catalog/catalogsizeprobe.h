// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much there is to read of the catalog: of a very large one not beside the samples, which would be late.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class CatalogSizeProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
};

/// Bytes of pg_class: some 50,000 tables with their indexes, which take half a second.
inline constexpr std::int64_t kLargeCatalog = 96LL << 20;

} // namespace lockmaster
