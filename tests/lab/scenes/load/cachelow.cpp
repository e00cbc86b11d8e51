// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// An index was forgotten: each of many short queries reads a table that is larger than shared buffers.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playCacheLow(Stage &stage)
{
    const QString counter = u"SELECT blks_read FROM pg_stat_database WHERE datname = 'orders'"_s;
    stage.atEnd(u"DROP TABLE IF EXISTS page_views"_s);
    return stage.lab()
        .exec(
            u"CREATE TABLE page_views AS SELECT n AS id, repeat('x', 900) AS visitor FROM generate_series(1, 60000) n"_s)
        .and_then([&](const SqlTable &) {
            return stage.lab().exec(u"GRANT SELECT ON page_views TO web; ANALYZE page_views"_s);
        })
        .and_then([&](const SqlTable &) {
            const QString before = stage.lab().value(counter);
            stage.crowd().join(several(stage.size(), {u"web"_s,
                                                      u"page-view-#"_s,
                                                      {u"SELECT visitor FROM page_views WHERE id = 60000"_s},
                                                      std::chrono::milliseconds(0),
                                                      true}));
            return stage.until(u"SELECT (%1) > %2 + 50000"_s.arg(counter, before));
        });
}

} // namespace lockmaster
