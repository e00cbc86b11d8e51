// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Sequences and how far they are.
#pragma once

#include "probes/postgres/catalog/catalogprobe.h"

namespace lockmaster {

class SequencesProbe final : public CatalogProbe
{
public:
    SequencesProbe() : CatalogProbe(std::chrono::minutes(10), std::chrono::minutes(10)) {}
    QString name() const override;

protected:
    std::vector<PgParam> params(const PostgresDraft &draft) const override;
    void fill(const PgRows &rows, Catalog &next, PostgresDraft &draft) const override;
};

} // namespace lockmaster
