// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A standby receives and flushes, but replays commits late: its lag in bytes and seconds grows while orders come in.
#include "lab/scenes/plays.h"
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playReplicationLag(Stage &stage)
{
    const PostgresServer &standby = stage.lab().standby(2);
    stage.facts().target = standby.name();
    followsAtEnd(stage, 2);
    stage.atEnd([&standby] { return standby.set({{u"recovery_min_apply_delay"_s, u"0"_s}}); });
    keepWriting(stage, stage.size());
    return standby.set({{u"recovery_min_apply_delay"_s, u"1h"_s}}).and_then([&] {
        return stage.until(
            u"SELECT bool_or(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) > 1000000 AND "
            "replay_lag > '1 s') FROM pg_stat_replication WHERE application_name = %1"_s.arg(quoted(standby.slot())));
    });
}

} // namespace lockmaster
