// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Indexes of the tables that are told, and those with which something is wrong.
#pragma once

#include "probes/postgres/catalog/catalogprobe.h"

namespace lockmaster {

class IndexesProbe final : public CatalogProbe
{
public:
    IndexesProbe() : CatalogProbe(std::chrono::minutes(5), std::chrono::seconds(30)) {}
    QString name() const override;

protected:
    std::vector<PgParam> params(const PostgresDraft &draft) const override;
    void fill(const PgRows &rows, Catalog &next, PostgresDraft &draft) const override;
};

} // namespace lockmaster
