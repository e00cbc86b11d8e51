// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One command to PgBouncer's console: rows in, model values out. One file a probe; the list is in registry.cpp. Never
// SHOW FDS: it stops PgBouncer while it answers. The probes themselves are in a namespace of their own: other kinds of
// server have clients and databases too.
#pragma once

#include <QByteArray>
#include <QString>
#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "link/postgres/pgrows.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {

/// The next state while probes fill it. Whatever no probe touches is carried over from the one before.
struct PgBouncerDraft {
    PgBouncerState next;
    bool hasDatabases = false;                       ///< SHOW DATABASES was answered before on this connection
    std::optional<std::chrono::minutes> clockOffset; ///< of PgBouncer's local time to UTC, when it could be told

    [[nodiscard]] bool isHeldUp() const ///< a client waits for a server connection, or something is paused
    {
        return next.isPaused.value_or(false) || next.isSuspended.value_or(false)
               || std::ranges::any_of(next.pools, [](const PgBouncerPool &pool) { return pool.clientsWaiting > 0; })
               || std::ranges::any_of(next.databases, &PgBouncerDatabase::isPaused);
    }
};

class PgBouncerProbe
{
public:
    virtual ~PgBouncerProbe() = default;
    /// Stable: "pools", "clients", …
    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual QByteArray command() const = 0;
    /// How often at most; zero: with every sample.
    [[nodiscard]] virtual std::chrono::milliseconds cadence() const { return {}; }
    /// Now, whatever the cadence.
    [[nodiscard]] virtual bool isUrgent(const PgBouncerDraft &) const { return false; }
    /// The first version that knows the command.
    [[nodiscard]] virtual int fromVersion() const { return 0; }
    /// The answer into the draft, whose serverNow is the time of this sample. An answer that makes no sense is an error
    /// of kind Protocol.
    virtual Result<void> take(const PgRows &rows, PgBouncerDraft &draft) const = 0;
};

/// All probes in the order in which they are asked.
std::vector<std::unique_ptr<PgBouncerProbe>> pgBouncerProbes();

} // namespace lockmaster
