// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The connections to PostgreSQL, with the pid of the backend behind each.
#pragma once

#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster::pgbouncer {

class ServersProbe final : public PgBouncerProbe
{
public:
    QString name() const override;
    QByteArray command() const override;
    std::chrono::milliseconds cadence() const override { return std::chrono::seconds(10); }
    /// Whose sessions hold a waiting pool up is to be told with the queue.
    bool isUrgent(const PgBouncerDraft &draft) const override { return draft.isHeldUp(); }
    Result<void> take(const PgRows &rows, PgBouncerDraft &draft) const override;
};

} // namespace lockmaster::pgbouncer
