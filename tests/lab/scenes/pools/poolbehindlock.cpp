// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A session that does not come through PgBouncer locks a row and thinks. Every server connection of the pool waits for
// that row, and SIZE more clients wait for a server connection: what is seen at the pool has its cause on the server.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playPoolBehindLock(Stage &stage)
{
    const PgBouncerServer &pgbouncer = stage.lab().pgbouncer();
    const QString update = u"UPDATE customers SET balance = balance - 1, updated_at = now() WHERE id = 1"_s;
    const auto root = stage.enterRoot({u"billing"_s, u"billing-worker"_s, {u"BEGIN"_s, update}});
    if (!root)
        return root;
    stage.atEnd(
        [&pgbouncer] { return Stage::until([&] { return pgbouncer.waitingClients() == 0; }, u"no client waits"_s); });
    const CrowdMember waiter{u"web"_s, u"checkout-#"_s, {update}, {}, true};
    stage.clients().join(several(pgbouncer.poolSize() + stage.size(), waiter));
    return stage.until(u"SELECT count(*) >= %1 FROM pg_locks WHERE NOT granted"_s.arg(pgbouncer.poolSize()))
        .and_then([&] {
            return Stage::until([&] { return pgbouncer.waitingClients() >= stage.size(); },
                                u"clients wait for the pool"_s);
        });
}

} // namespace lockmaster
