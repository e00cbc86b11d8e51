// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the probes of tables, indexes and sequences have in common: each fills its part of the catalog, and none is asked
// more often than its cost to the server allows.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class CatalogProbe : public PostgresProbe
{
public:
    /// How often at most, as a rule and while somebody looks.
    CatalogProbe(std::chrono::milliseconds usual, std::chrono::milliseconds watched)
        : m_usual(usual), m_watched(watched)
    {
    }

    std::chrono::milliseconds cadence() const final { return m_usual; }
    std::chrono::milliseconds cadenceOn(const PostgresDraft &draft) const final;
    std::chrono::milliseconds cadenceWatched(const PostgresDraft &draft) const final;
    bool isDear() const final { return true; }
    /// Nothing before it is known that the catalog is not too large to be read beside the samples.
    std::optional<PgQuery> ask(const PostgresDraft &draft) const final;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const final;

protected:
    [[nodiscard]] virtual std::vector<PgParam> params(const PostgresDraft &draft) const = 0;
    virtual void fill(const PgRows &rows, Catalog &next, PostgresDraft &draft) const = 0;

private:
    std::chrono::milliseconds m_usual;
    std::chrono::milliseconds m_watched;
};

} // namespace lockmaster
