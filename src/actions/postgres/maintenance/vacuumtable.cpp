// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-5: vacuums, analyzes or freezes one table. Long: it runs on a connection of its own without a statement timeout, a
// second connection tells how far it is and takes it back, and when the console ends meanwhile the server goes on with it.
#include "actions/plan/actiontext.h"
#include "actions/postgres/maintenance/vacuumoptions.h"
#include "actions/postgres/maintenance/vacuumplan.h"
#include "actions/postgres/maintenance/vacuumrun.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments vacuumArguments()
{
    Arguments arguments = vacuum::optionArguments();
    arguments.insert(arguments.begin(), maintenance::tableArgument());
    arguments.push_back({.name = u"columns"_s,
                         .title = ActionText::tr("Columns to analyze"),
                         .help = ActionText::tr("Separated by commas; without it all of them."),
                         .longest = 4000,
                         .isRare = true});
    arguments.push_back({.name = u"only"_s,
                         .type = ArgumentType::Flag,
                         .title = ActionText::tr("Without its children"),
                         .help = ActionText::tr("The table alone, not its partitions and heirs. PostgreSQL 18+."),
                         .isRare = true});
    arguments.push_back(maintenance::limitArgument(60));
    arguments.push_back(maintenance::seenArgument());
    return arguments;
}

QString vacuumObjection(const QJsonObject &arguments)
{
    const vacuum::Mode mode = vacuum::modeOf(arguments);
    const bool isAnalyzing = mode == vacuum::Mode::Analyze || mode == vacuum::Mode::VacuumAnalyze;
    if (arguments.contains("columns"_L1) && !isAnalyzing)
        return ActionText::tr("columns= is for mode=analyze and mode=vacuum_analyze.");
    return vacuum::optionObjection(arguments);
}

ActionWords vacuumWords(const ActionPlan &plan)
{
    return {vacuum::modeOf(plan.request.arguments) == vacuum::Mode::Analyze ? ActionText::tr("Analyze the table")
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
            .objection = vacuumObjection,
            .offeredOn = maintenance::kTable,
            .plan = vacuum::planVacuum,
            .recheck = vacuum::recheckVacuum,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<vacuum::VacuumRun>(std::move(plan));
            },
            .words = vacuumWords,
            .isLong = true};
}

} // namespace lockmaster
