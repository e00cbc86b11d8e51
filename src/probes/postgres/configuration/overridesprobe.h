// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is set for roles and databases.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class OverridesProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    int round() const override { return 1; } // it adds to what the first tells
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
};

} // namespace lockmaster
