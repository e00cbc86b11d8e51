// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A standby is gone and its slot keeps all WAL since, while the shop goes on writing.
#include "lab/scenes/plays.h"
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playSlotInactive(Stage &stage)
{
    stage.facts().target = stage.lab().primary().name();
    const QString slot = quoted(stage.lab().standby(2).slot());
    return stopStandby(stage, 2).and_then([&] {
        keepWriting(stage, stage.size());
        return stage.until(u"SELECT NOT active AND pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) > 2000000 "
                           "FROM pg_replication_slots WHERE slot_name = %1"_s.arg(slot));
    });
}

} // namespace lockmaster
