// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A table whose autovacuum was switched off for an import and never on again; a third of its rows was deleted since.
#include "lab/scenes/plays.h"
#include "lab/scenes/tables/tablehand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playDeadRows(Stage &stage)
{
    const QString make = u"CREATE TABLE stock_moves (id int, note text) WITH (autovacuum_enabled = off); "
                         "INSERT INTO stock_moves SELECT g, 'moved' FROM generate_series(1, %1) g; "
                         "DELETE FROM stock_moves WHERE id % 3 = 0"_s.arg(stage.size());
    return prepare(stage, make, u"DROP TABLE IF EXISTS stock_moves"_s).and_then([&] {
        return stage.until(u"SELECT n_dead_tup > 10000 FROM pg_stat_user_tables WHERE relname = 'stock_moves'"_s);
    });
}

} // namespace lockmaster
