// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that began, changed something, and went away to do other things. Nobody waits for them yet.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playIdleInTransaction(Stage &stage)
{
    const CrowdMember forgetful{u"billing"_s,
                                u"invoice-run-#"_s,
                                {u"BEGIN"_s, u"UPDATE customers SET balance = balance + 10 WHERE id = 100 + #"_s}};
    Result<void> done;
    for (const CrowdMember &member : several(stage.size(), forgetful)) {
        done = done.and_then([&] { return stage.enter(member); }).transform([&](int pid) {
            stage.facts().rootPid = stage.facts().rootPid == 0 ? pid : stage.facts().rootPid;
        });
    }
    return done.and_then([&] {
        return stage.until(
            u"SELECT count(*) = %1 FROM pg_stat_activity WHERE state = 'idle in transaction' AND pid IN (%2)"_s.arg(
                QString::number(stage.size()), joined(stage.crowd().backendPids())));
    });
}

} // namespace lockmaster
