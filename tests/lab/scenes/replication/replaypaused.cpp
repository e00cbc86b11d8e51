// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody paused replay on a standby and forgot; it receives on and shows old data.
#include "lab/scenes/plays.h"
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playReplayPaused(Stage &stage)
{
    const PostgresServer &standby = stage.lab().standby(2);
    stage.facts().target = standby.name();
    followsAtEnd(stage, 2);
    stage.atEnd(
        [&standby] { return standby.exec(u"SELECT pg_wal_replay_resume()"_s).transform([](const SqlTable &) {}); });
    keepWriting(stage, stage.size()); // a pause begins at the next record
    return standby.exec(u"SELECT pg_wal_replay_pause()"_s).and_then([&](const SqlTable &) {
        return Stage::until([&] { return standby.value(u"SELECT pg_get_wal_replay_pause_state()"_s) == u"paused"; },
                            u"replay is paused"_s);
    });
}

} // namespace lockmaster
