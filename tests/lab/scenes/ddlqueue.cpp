// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A report reads a table in an open transaction, a migration wants ACCESS EXCLUSIVE, and every query that comes later
// queues behind the migration. The migration never commits: ending the scene leaves the table as it was.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playDdlQueue(Stage &stage)
{
    const CrowdMember reader{u"report"_s, u"nightly-report"_s, {u"BEGIN"_s, u"SELECT count(*) FROM order_lines"_s}};
    const CrowdMember migration{u"billing"_s,
                                u"migration-0042"_s,
                                {u"BEGIN"_s, u"ALTER TABLE order_lines ADD COLUMN discount numeric(5, 2)"_s}};
    const CrowdMember page{
        u"web"_s, u"shop-backend-#"_s, {u"SELECT article, quantity, price FROM order_lines WHERE order_id = #"_s}};
    return stage.enterRoot(reader).and_then([&] { return stage.enterVictims({migration}); }).and_then([&] {
        return stage.enterVictims(several(stage.size(), page));
    });
}

} // namespace lockmaster
