// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/catalog/sequencesprobe.h"

#include "probes/postgres/catalog/catalogrows.h"

namespace lockmaster {

QString SequencesProbe::name() const
{
    return QStringLiteral("sequences");
}

std::vector<PgParam> SequencesProbe::params(const PostgresDraft &) const
{
    return sequenceParams();
}

void SequencesProbe::fill(const PgRows &rows, Catalog &next, PostgresDraft &) const
{
    takeSequences(rows, next);
}

} // namespace lockmaster
