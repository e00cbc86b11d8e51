// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// root ← first ← second ← everybody else: each waits for a row of the one before. Only ending the root helps.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playBlockingChain(Stage &stage)
{
    const QString hold = u"UPDATE orders SET status = 'paid' WHERE id = %1"_s;
    const CrowdMember root{u"billing"_s, u"billing-worker"_s, {u"BEGIN"_s, hold.arg(1)}};
    const CrowdMember first{u"billing"_s, u"invoice-run"_s, {u"BEGIN"_s, hold.arg(2), hold.arg(1)}};
    const CrowdMember second{u"web"_s, u"shop-backend"_s, {u"BEGIN"_s, hold.arg(3), hold.arg(2)}};
    const CrowdMember rest{u"web"_s, u"checkout-#"_s, {u"UPDATE orders SET total = total + 1 WHERE id = 3"_s}};
    return stage.enterRoot(root)
        .and_then([&] { return stage.enterVictims({first}); })
        .and_then([&] { return stage.enterVictims({second}); })
        .and_then([&] { return stage.enterVictims(several(stage.size() - 2, rest)); });
}

} // namespace lockmaster
