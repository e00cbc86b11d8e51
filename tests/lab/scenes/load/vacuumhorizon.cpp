// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A standby that fed back what its queries saw was shut down while one ran: its slot keeps dead rows for it, and the shop has
// gone on since.
#include "lab/scenes/plays.h"
#include "lab/scenes/replication/standbyhand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

/// A thousand at a time, each a transaction of its own, which leaves a dead row.
Result<void> updateOrders(Stage &stage, int thousands)
{
    const QString thousand =
        u"DO $$ BEGIN FOR i IN 1..1000 LOOP UPDATE orders SET total = total + 1 WHERE id = %1 + i; "
        "COMMIT; END LOOP; END $$"_s;
    Result<void> done;
    for (int i = 0; done && i < thousands; ++i)
        done = stage.lab().exec(thousand.arg(1000 * (i % 5))).transform([](const SqlTable &) {});
    return done;
}

/// Its feedback has to come once, with its next message.
Result<void> feedBack(Stage &stage, const PostgresServer &standby)
{
    stage.atEnd([&standby] {
        return standby.set({{u"hot_standby_feedback"_s, u"off"_s}, {u"wal_receiver_status_interval"_s, u"10s"_s}});
    });
    return standby.set({{u"hot_standby_feedback"_s, u"on"_s}, {u"wal_receiver_status_interval"_s, u"1s"_s}})
        .and_then([&] {
            return stage.until(u"SELECT xmin IS NOT NULL FROM pg_replication_slots WHERE slot_name = "_s
                               + quoted(standby.slot()));
        });
}

/// Once it streams again it says that it no longer needs those rows.
void letGoAtEnd(Stage &stage, const PostgresServer &standby)
{
    stage.atEnd([&stage, slot = quoted(standby.slot())] {
        return stage.until(u"SELECT xmin IS NULL FROM pg_replication_slots WHERE slot_name = "_s + slot);
    });
}

} // namespace

Result<void> playVacuumHorizon(Stage &stage)
{
    const PostgresServer &standby = stage.lab().standby(2);
    stage.facts().target = stage.lab().primary().name();
    letGoAtEnd(stage, standby);
    return feedBack(stage, standby).and_then([&] { return stopStandby(stage, 2); }).and_then([&] {
        return updateOrders(stage, stage.size());
    });
}

} // namespace lockmaster
