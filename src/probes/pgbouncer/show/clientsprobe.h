// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of clients: long, and PgBouncer does nothing else while it writes them.
#pragma once

#include <algorithm>

#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster::pgbouncer {

class ClientsProbe final : public PgBouncerProbe
{
public:
    QString name() const override;
    QByteArray command() const override;
    std::chrono::milliseconds cadence() const override { return std::chrono::seconds(10); }
    /// Of clients that wait at login only this list tells for how long.
    bool isUrgent(const PgBouncerDraft &draft) const override
    {
        return std::ranges::any_of(draft.next.pools, &PgBouncerPool::waitsUntold);
    }
    Result<void> take(const PgRows &rows, PgBouncerDraft &draft) const override;
};

} // namespace lockmaster::pgbouncer
