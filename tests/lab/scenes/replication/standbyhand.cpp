// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

void keepWriting(Stage &stage, int perSecond)
{
    constexpr int kWriters = 4;
    constexpr std::chrono::milliseconds kPause{50};
    const int bytes = static_cast<int>(perSecond * 1024 * kPause.count() / 1000 / kWriters);
    stage.crowd().join(
        several(kWriters, {u"web"_s,
                           u"stock-import-#"_s,
                           {u"SELECT pg_logical_emit_message(true, 'stock', repeat('x', %1))"_s.arg(bytes)},
                           kPause,
                           true}));
}

void followsAtEnd(Stage &stage, int number)
{
    stage.atEnd([&stage, number]() -> Result<void> {
        PostgresServer &standby = stage.lab().standby(number);
        const Result<void> runs = standby.isRunning() ? Result<void>() : standby.start();
        return runs.and_then([&] {
            return stage.until(
                u"SELECT coalesce(bool_or(state = 'streaming' AND replay_lsn >= '%1'), false) FROM pg_stat_replication "
                "WHERE application_name = '%2'"_s.arg(stage.lab().value(u"SELECT pg_current_wal_lsn()"_s),
                                                      standby.slot()),
                std::chrono::seconds(60));
        });
    });
}

Result<void> stopStandby(Stage &stage, int number)
{
    PostgresServer &standby = stage.lab().standby(number);
    followsAtEnd(stage, number);
    return standby.stop(StopMode::Fast).and_then([&] {
        return stage.until(
            u"SELECT count(*) = 0 FROM pg_stat_replication WHERE application_name = %1"_s.arg(quoted(standby.slot())));
    });
}

} // namespace lockmaster
