// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PG-8: builds an index anew while it goes on being used. Which of both is left when it fails says whether it succeeded.
#include "actions/plan/actiontext.h"
#include "actions/postgres/maintenance/indexes.h"
#include "actions/postgres/maintenance/rebuildplan.h"
#include "actions/postgres/maintenance/rebuildrun.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments rebuildArguments()
{
    return {maintenance::indexArgument(), maintenance::memoryArgument(), maintenance::limitArgument(720),
            maintenance::seenArgument()};
}

ActionWords rebuildWords(const ActionPlan &)
{
    return {ActionText::tr("Rebuild the index"), ActionText::tr("Leave it"), ActionText::tr("Type %1 to begin:")};
}

} // namespace

ActionType rebuildIndexAction()
{
    return {.id = "postgres.index.rebuild"_L1,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Rebuild an index…"); },
            .help =
                [] {
                    return ActionText::tr(
                        "Builds an index anew while it goes on being used (REINDEX CONCURRENTLY), and "
                        "says what is left when it fails.");
                },
            .arguments = rebuildArguments,
            .offeredOn = maintenance::kIndex,
            .plan = rebuild::planRebuild,
            .recheck = rebuild::recheckRebuild,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<rebuild::RebuildRun>(std::move(plan));
            },
            .words = rebuildWords,
            .isLong = true};
}

} // namespace lockmaster
