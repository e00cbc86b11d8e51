// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is waited for and what the roots hold of it; asked only while somebody waits for a lock.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

class LocksProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    int round() const override { return 1; }
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
    void forget(PostgresDraft &draft) const override;
};

} // namespace lockmaster
