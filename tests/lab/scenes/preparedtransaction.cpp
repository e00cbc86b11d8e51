// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A transaction manager prepared a transaction and crashed: its locks stay, and no session holds them.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playPreparedTransaction(Stage &stage)
{
    stage.facts().globalId = u"billing-%1"_s.arg(stage.lab().value(u"SELECT txid_current()"_s));
    const QString id = quoted(stage.facts().globalId);
    stage.atEnd(u"ROLLBACK PREPARED "_s + id);
    const QString update = u"UPDATE orders SET status = 'sent' WHERE id = 7"_s;
    return stage.enter({u"billing"_s, u"transfer-manager"_s, {u"BEGIN"_s, update, u"PREPARE TRANSACTION "_s + id}})
        .and_then([&](int) { return stage.until(u"SELECT count(*) = 1 FROM pg_prepared_xacts WHERE gid = "_s + id); })
        .and_then([&] { return stage.enterVictims(several(stage.size(), {u"web"_s, u"checkout-#"_s, {update}})); });
}

} // namespace lockmaster
