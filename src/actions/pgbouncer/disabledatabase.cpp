// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-8: refuses the new clients of a database, as a fence against those that connect again by themselves.
#include "actions/pgbouncer/console.h"
#include "actions/pgbouncer/databaseswitch.h"
#include "actions/plan/actiontext.h"
#include "base/text.h"

namespace lockmaster {

ActionType disableDatabaseAction()
{
    return {.id = QLatin1StringView("pgbouncer.disable"),
            .kind = ServerKind::PgBouncer,
            .title = [] { return ActionText::tr("Disable a database…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Refuses new clients of a database with an error; those that are connected go on.");
                },
            .arguments = switchArguments,
            .offeredOn = QLatin1StringView("database"),
            .plan =
                [](PlanContext context, std::stop_token stop) {
                    return planSwitch(std::move(context), Admission::Refused, std::move(stop));
                },
            .recheck = recheckSwitch,
            .run = [](ActionPlan plan) { return switchRun(std::move(plan), Admission::Refused); },
            .words = [](const ActionPlan &plan) -> ActionWords {
                return {ActionText::tr("Disable %1").arg(plainLine(databaseIn(plan))),
                        ActionText::tr("Keep it enabled"), ActionText::tr("Type %1 to disable it:")};
            }};
}

} // namespace lockmaster
