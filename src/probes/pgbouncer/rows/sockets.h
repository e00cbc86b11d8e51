// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of SHOW CLIENTS and SHOW SERVERS, which are alike.
#pragma once

#include "probes/pgbouncer/rows/probe.h"

namespace lockmaster::pgbouncer {

/// Times are PgBouncer's local ones, with the name of a zone that may be anything: UTC is known, for the rest the
/// offset is told from the newest request of the clients, which is the one that is being answered.
Result<PgBouncerSockets> readSockets(const PgRows &rows, PgBouncerDraft &draft);

/// "2026-11-21 16:44:46 CET"; empty when it cannot be read.
struct LocalTime {
    ServerTime time{}; ///< as if it were UTC
    bool isUtc = false;
};
std::optional<LocalTime> readLocalTime(const QString &text);

} // namespace lockmaster::pgbouncer
