// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints and the background writer.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class CheckpointsProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
    void forget(PostgresDraft &draft) const override;
};

} // namespace lockmaster
