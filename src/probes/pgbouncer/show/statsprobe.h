// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Counters of each database since PgBouncer's start.
#pragma once

#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster::pgbouncer {

class StatsProbe final : public PgBouncerProbe
{
public:
    QString name() const override;
    QByteArray command() const override;
    Result<void> take(const PgRows &rows, PgBouncerDraft &draft) const override;
};

} // namespace lockmaster::pgbouncer
