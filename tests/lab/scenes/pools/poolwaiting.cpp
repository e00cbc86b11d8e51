// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every server connection of a PgBouncer pool is held by a client that is in a transaction and thinks; SIZE more
// clients wait for one.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playPoolWaiting(Stage &stage)
{
    const PgBouncerServer &pgbouncer = stage.lab().pgbouncer();
    stage.facts().target = u"pgbouncer"_s;
    const CrowdMember holder{
        u"web"_s, u"invoice-run-#"_s, {u"BEGIN"_s, u"SELECT balance FROM customers WHERE id = #"_s}};
    const CrowdMember waiter{
        u"web"_s, u"shop-backend-#"_s, {u"SELECT status, total FROM orders WHERE id = #"_s}, {}, true};
    stage.clients().join(several(pgbouncer.poolSize(), holder));
    if (!stage.clients().waitUntilSettled(std::chrono::seconds(30))) {
        return fail(ErrorKind::Timeout, u"the pool could not be filled"_s);
    }
    stage.atEnd(
        [&pgbouncer] { return Stage::until([&] { return pgbouncer.waitingClients() == 0; }, u"no client waits"_s); });
    stage.clients().join(several(stage.size(), waiter));
    return Stage::until([&] { return pgbouncer.waitingClients() >= stage.size(); }, u"clients wait for the pool"_s);
}

} // namespace lockmaster
