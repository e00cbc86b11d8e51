// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings that decide how many may connect and what may wait.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class SettingsProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
};

} // namespace lockmaster
