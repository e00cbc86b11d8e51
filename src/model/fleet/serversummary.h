// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said of a server of any kind: for lists of a fleet, headers and events.
#pragma once

#include <QString>
#include <optional>

#include "model/snapshot.h"

#include "model/servertime.h"

namespace lockmaster {

struct ServerSummary {
    QString product;  ///< "PostgreSQL", "PgBouncer", "Redis", "Valkey", "Redis Sentinel"; empty without data
    QString version;  ///< "17.2 (Debian 17.2-1)"
    QString role;     ///< stable words: "primary", "standby", "replica"; empty: it has none, or it is not known
    QString identity; ///< the same as long as it is the same server: system identifier; empty: not known
    std::optional<ServerTime> now;     ///< by the server's clock
    std::optional<ServerTime> started; ///< by the server's clock
    QString run;                       ///< another one after each start, where the server tells one: run_id of Redis
};

ServerSummary serverSummary(const ServerData &data);

/// How much of what it may take a server has taken, 0 to 1: connections of PostgreSQL, client connections or server
/// slots of PgBouncer, memory (unless it evicts when it is full) or clients of Redis, whichever is nearest to its limit.
/// Nothing without a limit.
struct Saturation {
    enum class Of { Connections, Clients, Servers, Memory };
    Of of = Of::Connections;
    double used = 0;
    double limit = 0;

    [[nodiscard]] double share() const { return limit > 0 ? used / limit : 0; }
    bool operator==(const Saturation &) const = default;
};
std::optional<Saturation> saturation(const ServerData &data);

} // namespace lockmaster
