// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-1: holds the clients of a database, or of all, back. PAUSE answers when every server connection is free; until then a
// second console connection watches, and takes it back by RESUME when that lasts too long. A pending PAUSE never answers
// after that (pgbouncer #715), and the pause outlives the connection that asked for it. So it is watched to its planned end
// and then taken back, unless a person keeps it; what takes it back is on disk before PAUSE is sent.
#include "actions/pgbouncer/pauseplan.h"
#include "actions/pgbouncer/pauserun.h"
#include "actions/plan/actiontext.h"
#include "base/text.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Arguments pauseArguments()
{
    return {{.name = u"database"_s,
             .title = ActionText::tr("Database"),
             .help = ActionText::tr("As PgBouncer names it; empty: all of them.")},
            {.name = u"timeout"_s,
             .type = ArgumentType::Number,
             .title = ActionText::tr("Wait at most (seconds)"),
             .help = ActionText::tr(
                 "For running transactions to end; after that the pause is taken back and nobody is held up."),
             .standard = 5,
             .least = 1,
             .most = 60},
            {.name = u"window"_s,
             .type = ArgumentType::Number,
             .title = ActionText::tr("Planned pause (seconds)"),
             .help = ActionText::tr("How long you mean to keep it paused. Clients that wait longer than "
                                    "query_wait_timeout are cut off."),
             .standard = 30,
             .least = 1,
             .most = 86400},
            {.name = u"then"_s,
             .type = ArgumentType::Choice,
             .title = ActionText::tr("After the planned pause"),
             .help = ActionText::tr("resume: the console resumes it by itself, unless you keep it paused meanwhile; "
                                    "keep: it stays paused until somebody resumes it."),
             .standard = u"resume"_s,
             .choices = {u"resume"_s, u"keep"_s}}};
}

ActionWords pauseWords(const ActionPlan &plan)
{
    const QString database = plainLine(databaseIn(plan));
    return {database.isEmpty() ? ActionText::tr("Pause all") : ActionText::tr("Pause %1").arg(database),
            ActionText::tr("Let it run"), ActionText::tr("Type %1 to pause it:")};
}

} // namespace

ActionType pauseDatabaseAction()
{
    return {.id = "pgbouncer.pause"_L1,
            .kind = ServerKind::PgBouncer,
            .title = [] { return ActionText::tr("Pause a database…"); },
            .help =
                [] {
                    return ActionText::tr("Holds the clients of a database back, without errors, until it is resumed. "
                                          "Taken back by itself when transactions do not end in time, and after the "
                                          "planned pause.");
                },
            .arguments = pauseArguments,
            .offeredOn = "database"_L1,
            .plan = planPause,
            .recheck = recheckPause,
            .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> {
                return std::make_unique<PauseRun>(std::move(plan));
            },
            .words = pauseWords,
            .isLong = true};
}

} // namespace lockmaster
