// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Commits must wait for a standby that is gone: SIZE sessions hang in COMMIT, in the wait "SyncRep".
#include "lab/scenes/plays.h"
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playSyncStandbyGone(Stage &stage)
{
    const PostgresServer &primary = stage.lab().primary();
    const QString name = u"synchronous_standby_names"_s;
    return stopStandby(stage, 1)
        .and_then([&] {
            stage.atEnd([&primary, name] { return primary.set({{name, {}}}); });
            return primary.set({{name, stage.lab().standby(1).slot()}});
        })
        .and_then([&] { return primary.exec(u"CHECKPOINT"_s); }) // commits wait only once the checkpointer has read it
        .and_then([&](const SqlTable &) {
            stage.crowd().join(several(
                stage.size(),
                {u"web"_s, u"checkout-#"_s, {u"UPDATE customers SET balance = balance - 1 WHERE id = 200 + #"_s}}));
            return stage.settle();
        })
        .and_then([&] {
            stage.facts().victimPids = stage.crowd().backendPids();
            return stage.until(u"SELECT count(*) = %1 FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND pid IN "
                               "(%2)"_s.arg(QString::number(stage.size()), joined(stage.facts().victimPids)));
        });
}

} // namespace lockmaster
