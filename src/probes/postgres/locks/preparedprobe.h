// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Prepared transactions; asked out of turn when one of them blocks somebody.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class PreparedProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    int round() const override { return 1; } // after the sessions, before the locks
    bool isUrgent(const PostgresDraft &draft) const override;
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
};

} // namespace lockmaster
