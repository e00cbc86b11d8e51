// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which cluster answers: its system identifier, where this login may see it.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class SystemProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    int round() const override { return 1; } // after the identity, which tells whether it may be asked
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
    void forget(PostgresDraft &draft) const override;
};

} // namespace lockmaster
