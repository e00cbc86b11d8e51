// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reports sort more than their memory holds, one after the other.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playTempSpill(Stage &stage)
{
    const QString counter = u"SELECT temp_bytes FROM pg_stat_database WHERE datname = 'orders'"_s;
    const QString before = stage.lab().value(counter);
    stage.crowd().join(
        several(stage.size(),
                {u"report"_s,
                 u"revenue-report-#"_s,
                 {u"SET work_mem = '64kB'"_s,
                  u"SELECT count(*) FROM (SELECT repeat(md5(n::text), 8) AS line FROM generate_series(1, 100000) n "
                  "ORDER BY 1 OFFSET 0) AS sorted"_s},
                 std::chrono::milliseconds(0),
                 true}));
    return stage.until(u"SELECT (%1) > %2 + 100000000"_s.arg(counter, before));
}

} // namespace lockmaster
