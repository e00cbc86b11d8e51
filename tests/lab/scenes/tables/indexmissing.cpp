// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the shop looks a customer's visits up in a large table that has no index on the customer.
#include "lab/scenes/plays.h"
#include "lab/scenes/tables/tablehand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Result<void> playIndexMissing(Stage &stage)
{
    const QString make = u"CREATE TABLE visits (id int PRIMARY KEY, customer int, at timestamptz DEFAULT now()); "
                         "INSERT INTO visits SELECT g, g % 1000 FROM generate_series(1, %1) g; "
                         "ANALYZE visits; GRANT SELECT ON visits TO web"_s.arg(stage.size());
    return prepare(stage, make, u"DROP TABLE IF EXISTS visits"_s).and_then([&] {
        stage.crowd().join(
            {u"web"_s,
             u"shop-visits"_s,
             {u"SET max_parallel_workers_per_gather = 0"_s, u"SELECT count(*) FROM visits WHERE customer = 7"_s},
             300ms,
             true});
        return stage.until(u"SELECT seq_scan > 3 FROM pg_stat_user_tables WHERE relname = 'visits'"_s);
    });
}

} // namespace lockmaster
