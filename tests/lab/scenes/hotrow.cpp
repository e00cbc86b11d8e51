// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One session updated a row and forgot to commit; everybody who wants that row queues behind it.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playHotRow(Stage &stage)
{
    const QString update = u"UPDATE customers SET balance = balance - 1, updated_at = now() WHERE id = 1"_s;
    return stage.enterRoot({u"billing"_s, u"billing-worker"_s, {u"BEGIN"_s, update}}).and_then([&] {
        return stage.enterVictims(several(stage.size(), {u"web"_s, u"checkout-#"_s, {update}}));
    });
}

} // namespace lockmaster
