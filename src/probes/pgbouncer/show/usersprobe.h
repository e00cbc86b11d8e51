// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which users have a pool_size of their own: it goes before that of the database. One that a version may have copied
// from the user before is left out.
#pragma once

#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster::pgbouncer {

class UsersProbe final : public PgBouncerProbe
{
public:
    QString name() const override;
    QByteArray command() const override;
    std::chrono::milliseconds cadence() const override { return std::chrono::minutes(1); }
    Result<void> take(const PgRows &rows, PgBouncerDraft &draft) const override;
};

} // namespace lockmaster::pgbouncer
