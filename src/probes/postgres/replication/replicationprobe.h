// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Replication: positions, senders, receiver and slots, in one statement.
#pragma once

#include "probes/postgres/draft/probe.h"

namespace lockmaster {

struct Replication;

class ReplicationProbe final : public PostgresProbe
{
public:
    QString name() const override;
    std::chrono::milliseconds cadence() const override;
    std::optional<PgQuery> ask(const PostgresDraft &draft) const override;
    Result<void> take(const PgRows &rows, PostgresDraft &draft) const override;
    void forget(PostgresDraft &draft) const override;
};

/// Puts it into the draft; the same object stays when nothing has changed.
void keepReplication(Replication next, PostgresDraft &draft);

} // namespace lockmaster
