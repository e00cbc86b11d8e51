// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-6: rewrites a table without the room of its dead rows, or in the order of an index. Nobody reads or writes it
// meanwhile, so it is confirmed like what cannot be undone, and gives up soon when it does not get the lock.
#include "actions/plan/actiontext.h"
#include "actions/postgres/maintenance/rewriteplan.h"
#include "actions/postgres/maintenance/rewriterun.h"
#include "actions/postgres/maintenance/table.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments rewriteArguments()
{
    return {maintenance::tableArgument(),
            {.name = u"mode"_s,
             .type = ArgumentType::Choice,
             .title = ActionText::tr("How"),
             .help = ActionText::tr("full: VACUUM FULL. cluster: CLUSTER, in the order of an index."),
             .standard = u"full"_s,
             .choices = {u"full"_s, u"cluster"_s}},
            {.name = rewrite::kIndex,
             .title = ActionText::tr("Ordered by the index"),
             .help = ActionText::tr("For cluster; without it the index of the last time.")},
            {.name = u"analyze"_s,
             .type = ArgumentType::Flag,
             .title = ActionText::tr("Analyze afterwards"),
             .help = ActionText::tr("For full: renews the planner's statistics too."),
             .standard = true},
            {.name = u"lock_wait_seconds"_s,
             .type = ArgumentType::Number,
             .title = ActionText::tr("Wait for the lock (seconds)"),
             .help = ActionText::tr("Everybody who wants the table queues behind it for as long."),
             .standard = 2,
             .least = 1,
             .most = 600},
            maintenance::memoryArgument(),
            maintenance::limitArgument(240),
            maintenance::seenArgument()};
}

QString rewriteObjection(const QJsonObject &arguments)
{
    if (arguments.contains(rewrite::kIndex) && !rewrite::isCluster(arguments))
        return ActionText::tr("index= is for mode=cluster.");
    return {};
}

ActionWords rewriteWords(const ActionPlan &)
{
    return {ActionText::tr("Stop and rewrite the table"), ActionText::tr("Leave it"),
            ActionText::tr("Type %1 to begin:")};
}

} // namespace

ActionType rewriteTableAction()
{
    return {.id = "postgres.table.rewrite"_L1,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Rewrite a table (it stops)…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Rewrites a table by VACUUM FULL or CLUSTER: it shrinks to what it holds, and "
                        "nobody can read or write it until that is done.");
                },
            .arguments = rewriteArguments,
            .objection = rewriteObjection,
            .offeredOn = maintenance::kTable,
            .plan = rewrite::planRewrite,
            .recheck = rewrite::recheckRewrite,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<rewrite::RewriteRun>(std::move(plan));
            },
            .words = rewriteWords,
            .isLong = true};
}

} // namespace lockmaster
