// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A serial column, four bytes wide, of which most numbers are used.
#include "lab/scenes/plays.h"
#include "lab/scenes/tables/tablehand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playSequenceNearEnd(Stage &stage)
{
    return prepare(stage,
                   u"CREATE TABLE clicks (id serial PRIMARY KEY); "
                   "SELECT setval('clicks_id_seq', (2147483647::int8 * %1 / 100)); "
                   "GRANT SELECT ON SEQUENCE clicks_id_seq TO lockmaster"_s.arg(stage.size()),
                   u"DROP TABLE IF EXISTS clicks"_s);
}

} // namespace lockmaster
