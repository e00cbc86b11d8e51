// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// CREATE UNIQUE INDEX CONCURRENTLY met rows that are there twice: it has failed, and what it left is kept up by every write.
#include "lab/scenes/plays.h"
#include "lab/scenes/tables/tablehand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playIndexInvalid(Stage &stage)
{
    const QString make = u"CREATE TABLE invoices (number int); "
                         "INSERT INTO invoices SELECT g / 2 FROM generate_series(1, %1) g"_s.arg(stage.size());
    return prepare(stage, make, u"DROP TABLE IF EXISTS invoices"_s).and_then([&] {
        static_cast<void>(stage.lab().exec(u"CREATE UNIQUE INDEX CONCURRENTLY invoices_number ON invoices (number)"_s));
        return stage.until(u"SELECT NOT indisvalid FROM pg_index WHERE indexrelid = to_regclass('invoices_number')"_s);
    });
}

} // namespace lockmaster
