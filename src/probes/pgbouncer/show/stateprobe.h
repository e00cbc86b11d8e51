// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether all of PgBouncer is paused or suspended.
#pragma once

#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster::pgbouncer {

class StateProbe final : public PgBouncerProbe
{
public:
    QString name() const override;
    QByteArray command() const override;
    std::chrono::milliseconds cadence() const override { return std::chrono::seconds(5); }
    bool isUrgent(const PgBouncerDraft &draft) const override { return draft.isHeldUp(); }
    int fromVersion() const override { return 11900; }
    Result<void> take(const PgRows &rows, PgBouncerDraft &draft) const override;
};

} // namespace lockmaster::pgbouncer
