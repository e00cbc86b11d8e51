// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// max_wal_size is far too small for what the shop writes.
#include "lab/scenes/plays.h"
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playCheckpointPressure(Stage &stage)
{
    PostgresServer &server = stage.lab().primary();
    const QString before = stage.lab().value(u"SHOW max_wal_size"_s);
    const QString counted = stage.lab().value(u"SHOW server_version_num"_s).toInt() < 170000
                                ? u"SELECT checkpoints_req FROM pg_stat_bgwriter"_s
                                : u"SELECT num_requested FROM pg_stat_checkpointer"_s;
    stage.atEnd([&server, before] { return server.set({{u"max_wal_size"_s, before}}); });
    const int first = stage.lab().value(counted).toInt();
    return server.set({{u"max_wal_size"_s, u"64MB"_s}}).and_then([&] {
        keepWriting(stage, stage.size());
        return stage.until(u"SELECT (%1) >= %2"_s.arg(counted).arg(first + 2));
    });
}

} // namespace lockmaster
