// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-5: vacuums, analyzes or freezes one table. Long: it runs on a connection of its own without a statement timeout, a
// second connection tells how far it is and takes it back, and when the console ends meanwhile the server goes on with it.
#include "actions/plan/actiontext.h"
#include "actions/postgres/vacuumrun.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments vacuumArguments()
{
    return {
        {.name = vacuum::kTable,
         .title = ActionText::tr("Table"),
         .help = ActionText::tr("Its name, with the schema: sales.orders. In the database of this target."),
         .isRequired = true},
        {.name = u"mode"_s,
         .type = ArgumentType::Choice,
         .title = ActionText::tr("What to do"),
         .help = ActionText::tr("vacuum frees the room of dead rows, analyze renews the planner's statistics, freeze "
                                "also marks old rows as visible for good."),
         .standard = u"vacuum"_s,
         .choices = {u"vacuum"_s, u"vacuum_analyze"_s, u"analyze"_s, u"freeze"_s}},
        {.name = u"truncate"_s,
         .type = ArgumentType::Flag,
         .title = ActionText::tr("Give room at the end back"),
         .help = ActionText::tr("Shortens the file when its end is empty. That takes the table's exclusive lock for a "
                                "moment, also on standbys."),
         .standard = false},
        {.name = u"parallel"_s,
         .type = ArgumentType::Number,
         .title = ActionText::tr("Parallel workers"),
         .help = ActionText::tr("For its indexes, at most; without it the server chooses. 0: none."),
         .most = 1024},
        {.name = u"limit_minutes"_s,
         .type = ArgumentType::Number,
         .title = ActionText::tr("Give up after (minutes)"),
         .help = ActionText::tr("It is then cancelled, which is safe at any time."),
         .standard = 60,
         .least = 1,
         .most = 2880}};
}

ActionWords vacuumWords(const ActionPlan &plan)
{
    return {vacuum::modeOf(plan) == vacuum::Mode::Analyze ? ActionText::tr("Analyze the table")
                                                          : ActionText::tr("Vacuum the table"),
            ActionText::tr("Leave it"), ActionText::tr("Type %1 to begin:")};
}

} // namespace

ActionType vacuumTableAction()
{
    return {.id = "postgres.table.vacuum"_L1,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Vacuum a table…"); },
            .help =
                [] {
                    return ActionText::tr("Vacuums, analyzes or freezes one table, tells how far it is, and can be "
                                          "cancelled at any time.");
                },
            .arguments = vacuumArguments,
            .offeredOn = vacuum::kTable,
            .plan = vacuum::planVacuum,
            .recheck = vacuum::recheckVacuum,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<vacuum::VacuumRun>(std::move(plan));
            },
            .words = vacuumWords,
            .isLong = true};
}

} // namespace lockmaster
