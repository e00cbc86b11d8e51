// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs that lock the same two rows in opposite order, without end. The server ends one of each pair every time.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playDeadlock(Stage &stage)
{
    const QString lock = u"UPDATE orders SET total = total WHERE id = %1 + 10 * #"_s;
    const auto member = [&](const QString &name, int one, int other) {
        return CrowdMember{u"billing"_s,
                           name,
                           {u"BEGIN"_s, lock.arg(one), u"SELECT pg_sleep(0.3)"_s, lock.arg(other), u"ROLLBACK"_s},
                           std::chrono::milliseconds(20),
                           true};
    };
    const QString counter = u"SELECT deadlocks FROM pg_stat_database WHERE datname = 'orders'"_s;
    const QString before = stage.lab().value(counter);
    stage.crowd().join(several(stage.size(), member(u"settlement-#"_s, 1001, 1002)));
    stage.crowd().join(several(stage.size(), member(u"dunning-#"_s, 1002, 1001)));
    return stage.until(u"SELECT (%1) > %2"_s.arg(counter, before));
}

} // namespace lockmaster
