// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An administrator paused a database at PgBouncer; SIZE clients wait until it is resumed.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playPoolPaused(Stage &stage)
{
    const PgBouncerServer &pgbouncer = stage.lab().pgbouncer();
    stage.facts().target = u"pgbouncer"_s;
    const CrowdMember waiter{
        u"web"_s, u"shop-backend-#"_s, {u"SELECT status, total FROM orders WHERE id = #"_s}, {}, true};
    // Once through the pool, so that PgBouncer knows what to tell later clients before they have a server.
    return runSql(stage.lab().applicationConninfo(u"web"_s, u"shop-backend"_s), u"SELECT 1"_s)
        .and_then([&](const SqlTable &) { return pgbouncer.console(u"PAUSE orders"_s); })
        .and_then([&](const SqlRecords &) {
            // PgBouncer reads nothing of a client that waits, so that it sees only then who has gone.
            stage.atEnd([&pgbouncer] {
                return pgbouncer.console(u"RESUME orders"_s).and_then([&](const SqlRecords &) {
                    return Stage::until([&] { return pgbouncer.waitingClients() == 0; }, u"no client waits"_s);
                });
            });
            stage.clients().join(several(stage.size(), waiter));
            return Stage::until([&] { return pgbouncer.waitingClients() >= stage.size(); }, u"clients wait"_s);
        });
}

} // namespace lockmaster
