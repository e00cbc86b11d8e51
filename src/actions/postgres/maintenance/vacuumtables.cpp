// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-5 on many tables: a queue that a person can pause, skip in and cancel. Never a bare VACUUM of the whole database: the
// tables are named before, and each is known to be done or not.
#include "actions/plan/actiontext.h"
#include "actions/postgres/maintenance/queueplan.h"
#include "actions/postgres/maintenance/queuerun.h"
#include "actions/postgres/maintenance/table.h"
#include "actions/postgres/maintenance/vacuumoptions.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments queueArguments()
{
    Arguments arguments{{.name = queue::kTables,
                         .title = ActionText::tr("Tables"),
                         .help = ActionText::tr("Their names with the schema, separated by commas, in this order."),
                         .longest = 50'000},
                        {.name = queue::kMostDead,
                         .type = ArgumentType::Number,
                         .title = ActionText::tr("Or those with most dead rows"),
                         .help = ActionText::tr("So many tables, those with the most dead rows first."),
                         .least = 1,
                         .most = 1000}};
    for (Argument &argument : vacuum::optionArguments())
        arguments.push_back(std::move(argument));
    arguments.push_back(maintenance::limitArgument(480));
    Argument seen = maintenance::seenArgument();
    seen.longest = 200'000;
    arguments.push_back(std::move(seen));
    return arguments;
}

ActionWords queueWords(const ActionPlan &)
{
    return {ActionText::tr("Vacuum the tables"), ActionText::tr("Leave them"), ActionText::tr("Type %1 to begin:")};
}

} // namespace

ActionType vacuumTablesAction()
{
    return {.id = "postgres.tables.vacuum"_L1,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Vacuum many tables…"); },
            .help =
                [] {
                    return ActionText::tr("Vacuums or analyzes tables one after the other, can be paused, and says of "
                                          "each whether it is done, also after a lost connection.");
                },
            .arguments = queueArguments,
            .objection = queue::queueObjection,
            .offeredOn = queue::kTables,
            .plan = queue::planQueue,
            .recheck = queue::recheckQueue,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<queue::QueueRun>(std::move(plan));
            },
            .words = queueWords,
            .isLong = true,
            .isQueue = true};
}

} // namespace lockmaster
