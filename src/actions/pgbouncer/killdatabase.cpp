// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PB-4: throws every client of a database out, and its server connections with them. Afterwards the database is paused, and
// only RESUME of that very database brings it back: RESUME of all says that nothing is paused.
#include "actions/pgbouncer/consolechecks.h"
#include "actions/pgbouncer/killrun.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "base/text.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

constexpr QLatin1StringView kAllRunning{"pooler.running"};
constexpr QLatin1StringView kBugs{"pooler.bugs"};

Arguments killArguments()
{
    return {{.name = u"database"_s,
             .title = ActionText::tr("Database"),
             .help = ActionText::tr("As PgBouncer names it."),
             .isRequired = true},
            {.name = u"resume"_s,
             .type = ArgumentType::Flag,
             .title = ActionText::tr("Resume it at once"),
             .help = ActionText::tr("Else it stays paused, and new clients wait until somebody resumes it."),
             .standard = false}};
}

Preflight checkAllRunning(const ConsoleState &state)
{
    if (state.isPaused.value_or(false))
        return {kAllRunning, Verdict::Failed,
                ActionText::tr("All of PgBouncer is paused: it refuses KILL until that is resumed.")};
    return {kAllRunning, Verdict::Ok, ActionText::tr("PgBouncer as a whole is not paused.")};
}

/// 1.18.0 crashes around cancelled and closed connections (pgbouncer #846, #849).
Preflight checkBugs(int version)
{
    if (version >= 11800 && version < 11901)
        return {
            kBugs, Verdict::Warning,
            ActionText::tr("PgBouncer 1.18.0 to 1.19.0 may crash when many connections are closed at once: then all "
                           "databases are without a pooler until it is started again.")};
    return {kBugs, Verdict::Ok, ActionText::tr("This version has no known fault in closing connections.")};
}

void describeKill(ActionPlan &plan, const ConsoleState &state)
{
    const QString database = databaseIn(plan);
    const bool isResumed = plan.request.arguments.value("resume"_L1).toBool();
    plan.subjects = {databaseSubject(plan)};
    plan.statements = {{consoleCommand(u"KILL"_s, database), {}}};
    plan.undoStatements = {{consoleCommand(u"RESUME"_s, database), {}}};
    plan.undoRequest = resumeRequest(plan);
    if (isResumed)
        plan.statements.push_back(plan.undoStatements.front());
    const int active = state.sum(database, &ConsolePool::clientsActive);
    const int waiting = state.sum(database, &ConsolePool::clientsWaiting);
    plan.consequence =
        ActionText::tr("%1 connected, %2 of them waiting: each gets an error and is disconnected; %3 and what has not "
                       "been committed on them is rolled back.")
            .arg(clientsText(active + waiting), QString::number(waiting), connectionsText(state.connections(database)));
    plan.consequence +=
        u' '
        + (isResumed ? ActionText::tr("New clients are served at once.")
                     : ActionText::tr("New clients wait until %1 is resumed.").arg(plainLine(database)));
    plan.undo = ActionText::tr("Nothing brings the clients or their work back. %1 lets new ones in; RESUME without the "
                               "database does not.")
                    .arg(plan.undoStatements.front().sql);
    plan.alternative = ActionText::tr("PAUSE, which waits for transactions to end and gives nobody an error.");
    plan.validFor = std::chrono::seconds(30);
    plan.token = database;
    plan.allRequiredTicks = true;
}

QCoro::Task<Result<ActionPlan>> planKill(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const QString database = databaseIn(plan);
    plan.severity = Severity::Destructive;
    plan.title = ActionText::tr("Throw all clients of %1 out on %2").arg(plainLine(database), plan.target.name);
    const Result<ConsoleState> state = co_await readWholeConsole(context.server.postgres(), stop);
    if (!state)
        co_return std::unexpected(state.error());
    plan.preflights.push_back(checkAdmin(*state, context.server.facts.ownUser));
    plan.preflights.push_back(checkDatabaseThere(*state, database));
    plan.preflights.push_back(checkAllRunning(*state));
    plan.preflights.push_back(checkAlone(*state));
    plan.preflights.push_back(checkBugs(context.server.facts.versionNumber));
    describeKill(plan, *state);
    co_return plan;
}

Recheck recheckKill(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({consolecheck::kDatabaseSame}, {kBugs}, confirmed, again);
}

ActionWords killWords(const ActionPlan &plan)
{
    return {ActionText::tr("Throw all clients of %1 out").arg(plainLine(databaseIn(plan))), ActionText::tr("Keep them"),
            ActionText::tr("Type %1 to throw its clients out:")};
}

} // namespace

ActionType killDatabaseAction()
{
    return {
        .id = "pgbouncer.kill"_L1,
        .kind = ServerKind::PgBouncer,
        .title = [] { return ActionText::tr("Throw all clients of a database out…"); },
        .help =
            [] {
                return ActionText::tr("KILL: disconnects every client of a database with an error, and closes its "
                                      "server connections. The database is paused afterwards.");
            },
        .arguments = killArguments,
        .offeredOn = "database"_L1,
        .plan = planKill,
        .recheck = recheckKill,
        .run = [](ActionPlan plan) -> std::unique_ptr<ActionRun> { return std::make_unique<KillRun>(std::move(plan)); },
        .words = killWords};
}

} // namespace lockmaster
