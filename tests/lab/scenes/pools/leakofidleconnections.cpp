// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An application opens connections and never gives one back: SIZE idle ones to begin with, and another every half
// second, up to four times as many.
#include "lab/scenes/plays.h"

#include "lab/process/processes.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

CrowdMember forgotten(int number)
{
    return {u"web"_s, u"stock-sync"_s, {u"SELECT name FROM customers WHERE id = %1"_s.arg(number)}};
}

} // namespace

Result<void> playLeakOfIdleConnections(Stage &stage)
{
    const int first = stage.size();
    for (int number = 1; number <= first; ++number) {
        stage.crowd().join(forgotten(number));
    }
    // An answer is there a moment before the server says that its session is idle.
    const QString idle = u"SELECT count(*) >= %1 FROM pg_stat_activity WHERE application_name = 'stock-sync' "
                         "AND state = 'idle'"_s.arg(first);
    return stage.settle().and_then([&] { return stage.until(idle); }).transform([&] {
        stage.meanwhile([&crowd = stage.crowd(), first](const std::stop_token &stop) {
            const auto stopped = [&stop] { return stop.stop_requested(); };
            for (int number = first + 1; number <= 4 * first; ++number) {
                if (waitUntil(stopped, std::chrono::milliseconds(500))) {
                    return;
                }
                crowd.join(forgotten(number));
            }
        });
    });
}

} // namespace lockmaster
