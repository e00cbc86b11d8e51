// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The databases that PgBouncer offers: where they are, their limits, whether they are paused.
#pragma once

#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster::pgbouncer {

class DatabasesProbe final : public PgBouncerProbe
{
public:
    QString name() const override;
    QByteArray command() const override;
    /// Sizes and addresses hardly change; that one is paused or disabled matters as soon as somebody waits for it.
    std::chrono::milliseconds cadence() const override { return std::chrono::milliseconds(1900); }
    bool isUrgent(const PgBouncerDraft &draft) const override { return draft.isHeldUp(); }
    Result<void> take(const PgRows &rows, PgBouncerDraft &draft) const override;
};

} // namespace lockmaster::pgbouncer
