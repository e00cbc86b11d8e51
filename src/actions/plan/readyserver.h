// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A connection that is ready to act: lent, its server identified, its session given the settings of an action. What that
// means is a record a kind of server.
#pragma once

#include "actions/plan/fleetaccess.h"
#include "actions/plan/serverfacts.h"

namespace lockmaster {

struct ReadyServer {
    LentLink lent;
    ServerFacts facts;

    [[nodiscard]] std::shared_ptr<PgLink> postgres() const { return lent.link.postgres; } ///< also PgBouncer's console
    [[nodiscard]] std::shared_ptr<RedisLink> redis() const { return lent.link.redis; }
};

/// `applicationName` is how the connection calls itself on the server.
QCoro::Task<Result<ReadyServer>> readyServer(LinkLender lend, Target target, QString applicationName,
                                             std::stop_token stop);

/// Puts a shared connection's settings back; closes it when that fails.
QCoro::Task<void> giveBack(ReadyServer server, std::stop_token stop);

/// "lockmaster/<login>/<plan>", by which others see who does what, and by which an action is found again.
QString actingName(const QString &planId);

} // namespace lockmaster
