// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-8: lets the new clients of a disabled database in again.
#include "actions/pgbouncer/console.h"
#include "actions/pgbouncer/databaseswitch.h"
#include "actions/plan/actiontext.h"
#include "base/text.h"

namespace lockmaster {

ActionType enableDatabaseAction()
{
    return {.id = QLatin1StringView("pgbouncer.enable"),
            .kind = ServerKind::PgBouncer,
            .title = [] { return ActionText::tr("Enable a database…"); },
            .help = [] { return ActionText::tr("Lets new clients of a disabled database in again."); },
            .arguments = switchArguments,
            .offeredOn = QLatin1StringView("database"),
            .plan =
                [](PlanContext context, std::stop_token stop) {
                    return planSwitch(std::move(context), Admission::Allowed, std::move(stop));
                },
            .recheck = recheckSwitch,
            .run = [](ActionPlan plan) { return switchRun(std::move(plan), Admission::Allowed); },
            .words = [](const ActionPlan &plan) -> ActionWords {
                return {ActionText::tr("Enable %1").arg(plainLine(databaseIn(plan))),
                        ActionText::tr("Keep it disabled"), ActionText::tr("Type %1 to enable it:")};
            }};
}

} // namespace lockmaster
