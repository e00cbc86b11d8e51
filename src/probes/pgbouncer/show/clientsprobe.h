// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of clients: long, and PgBouncer does nothing else while it writes them.
#pragma once

#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster::pgbouncer {

class ClientsProbe final : public PgBouncerProbe
{
public:
    QString name() const override;
    QByteArray command() const override;
    std::chrono::milliseconds cadence() const override { return std::chrono::seconds(10); }
    Result<void> take(const PgRows &rows, PgBouncerDraft &draft) const override;
};

} // namespace lockmaster::pgbouncer
