// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How an action gets its connection without knowing the engine.
#pragma once

#include <QCoroFwd>
#include <QString>
#include <functional>
#include <memory>
#include <stop_token>

#include "base/result.h"

namespace lockmaster {

class PgLink;
class RedisLink;

/// A connection of the protocol that the server speaks: exactly one is set.
struct ServerLink {
    std::shared_ptr<PgLink> postgres = nullptr; ///< of PostgreSQL; of PgBouncer its console, which takes command() only
    std::shared_ptr<RedisLink> redis = nullptr; ///< of Redis, Valkey and Sentinel

    [[nodiscard]] bool isOpen() const;
    void close() const;
};

/// A connection lent for one action. `shared` is the monitoring connection, lent when the server is full: sampling
/// pauses until every copy of this value is gone, and settings changed on it must be put back.
struct LentLink {
    ServerLink link;
    bool shared = false;
    std::shared_ptr<void> guard; ///< gives the connection back when the last copy goes
};

/// Lends the connection for an action on a target: a fresh one that calls itself `applicationName`, or the monitoring
/// one when the server says "too many clients".
using LinkLender =
    std::function<QCoro::Task<Result<LentLink>>(QString target, QString applicationName, std::stop_token stop)>;

} // namespace lockmaster
