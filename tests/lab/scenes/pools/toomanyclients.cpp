// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A leaking connection pool takes every slot that ordinary roles may have; those who come later are refused.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playTooManyClients(Stage &stage)
{
    const int slots = stage.lab().value(u"SHOW max_connections"_s).toInt();
    const CrowdMember leak{u"web"_s, u"shop-backend-#"_s, {u"SELECT name FROM customers WHERE id = #"_s}};
    stage.crowd().join(several(slots, leak)); // some slots are reserved or taken: the last of these are refused
    if (!stage.crowd().waitUntilSettled(std::chrono::seconds(60))) {
        return fail(ErrorKind::Timeout, u"the connections were neither accepted nor refused"_s);
    }
    stage.crowd().join(several(stage.size(), leak));
    stage.crowd().waitUntilSettled(std::chrono::seconds(20));
    for (const Whereabouts &one : stage.crowd().whereabouts()) {
        stage.facts().refused += one.sqlState == "53300" ? 1 : 0;
    }
    return stage.facts().refused >= stage.size() ? Result<void>()
                                                 : fail(ErrorKind::Full, u"no connection was refused"_s);
}

} // namespace lockmaster
