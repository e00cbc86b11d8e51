// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reports that run for an hour.
#include "lab/scenes/plays.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<void> playLongQuery(Stage &stage)
{
    const CrowdMember report{u"report"_s,
                             u"monthly-report-#"_s,
                             {u"SELECT c.region, sum(l.price * l.quantity) AS revenue\n"
                              "FROM customers c JOIN orders o ON o.customer_id = c.id\n"
                              "     JOIN order_lines l ON l.order_id = o.id,\n"
                              "     pg_sleep(3600)\n"
                              "WHERE o.created_at > now() - interval '1 month'\n"
                              "GROUP BY c.region ORDER BY revenue DESC"_s}};
    Result<void> done;
    for (const CrowdMember &member : several(stage.size(), report)) {
        done = done.and_then([&] { return stage.enterRoot(member); });
    }
    return done;
}

} // namespace lockmaster
