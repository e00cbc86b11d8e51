// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tables: sizes, rows, vacuum and analyze, use.
#pragma once

#include "probes/postgres/catalog/catalogprobe.h"

namespace lockmaster {

class TablesProbe final : public CatalogProbe
{
public:
    TablesProbe() : CatalogProbe(std::chrono::minutes(1), std::chrono::seconds(10)) {}
    QString name() const override;

protected:
    std::vector<PgParam> params(const PostgresDraft &draft) const override;
    void fill(const PgRows &rows, Catalog &next, PostgresDraft &draft) const override;
};

} // namespace lockmaster
