// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far long commands are. With every sample while one runs, and now and then to see whether one began: what a session
// runs does not always show in its statement.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class ProgressProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    bool isUrgent(const PostgresDraft &draft) const override;
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
    void forget(PostgresDraft &draft) const override;
};

} // namespace lockmaster
