// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The clients of a PgBouncer, read freshly for an action.
#pragma once

#include <QCoroTask>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/result.h"
#include "link/postgres/pglink.h"
#include "model/servertime.h"

namespace lockmaster {

/// A row of SHOW CLIENTS.
struct ConsoleClient {
    QString id;      ///< unique as long as PgBouncer runs; empty before 1.24
    QString pointer; ///< given to another client when this one has gone
    QString address; ///< "10.0.0.7:51234"
    QString database;
    QString user;
    QString application; ///< empty before 1.18
    QString state;       ///< "active", "waiting", "idle"
    QString replication; ///< "none" or the kind, 1.23+
    QString link;        ///< pointer to the server connection it uses now; empty: none
    std::optional<ServerTime> connected;

    /// Equal: the same client, also over a restart of PgBouncer, which counts ids anew.
    [[nodiscard]] bool isSame(const ConsoleClient &other) const
    {
        return pointer == other.pointer && id == other.id && address == other.address && connected == other.connected;
    }
};

/// With those of consoles.
QCoro::Task<Result<std::vector<ConsoleClient>>> readConsoleClients(std::shared_ptr<PgLink> link, std::stop_token stop);

/// The backend that works for it now; 0 when there is none or it is not known.
QCoro::Task<Result<int>> backendOfClient(std::shared_ptr<PgLink> link, ConsoleClient client, std::stop_token stop);

} // namespace lockmaster
