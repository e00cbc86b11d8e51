// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Cancels what an autovacuum worker does to its present table. Never the one that prevents wraparound: it would begin anew,
// and every hour it is held up is one nearer to a server that refuses writes.
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/row.h"
#include "actions/plan/statements.h"
#include "actions/postgres/queryplan.h"
#include "actions/postgres/sessionplan.h"
#include "actions/postgres/sessionrun.h"
#include "base/text.h"

namespace lockmaster::autovacuum {
namespace {

Preflight checkWorker(const Session &session)
{
    switch (dutyOf(session)) {
    case SessionDuty::Autovacuum:
        return {preflight::kBackendType, Verdict::Ok,
                ActionText::tr("It is autovacuum at work: %1").arg(elided(plainLine(session.query), 120))};
    case SessionDuty::WraparoundVacuum:
        return {
            preflight::kBackendType, Verdict::Failed,
            ActionText::tr("It prevents wraparound: cancelled, it begins anew, and the time until the server refuses "
                           "writes runs on. It is never cancelled from here.")};
    default: return {preflight::kBackendType, Verdict::Failed, ActionText::tr("It is no autovacuum worker.")};
    }
}

Preflight checkRight(bool may, const ServerFacts &facts)
{
    const QString role = plainLine(facts.ownUser);
    if (facts.isSuperuser || may)
        return {preflight::kPrivilege, Verdict::Ok, ActionText::tr("The server lets role %1 signal it.").arg(role)};
    return {preflight::kPrivilege, Verdict::Failed,
            ActionText::tr("Role %1 may not signal autovacuum.").arg(role) + u' '
                + (facts.versionNumber >= 180000
                       ? ActionText::tr("As a superuser: GRANT pg_signal_autovacuum_worker TO %1").arg(role)
                       : ActionText::tr("Before PostgreSQL 18 only a superuser may."))};
}

void describe(ActionPlan &plan, const Session &session, const QString &naptime)
{
    plan.subjects = {subjectOf(session)};
    plan.statements = {{actionSql(QLatin1StringView("cancel_autovacuum")),
                        {QString::number(session.key.pid), timeParameter(session.key.backendStart),
                         timeParameter(queryStartIn(plan))}}};
    plan.consequence =
        ActionText::tr("The worker leaves this table and goes on with the next. What it has cleaned stays "
                       "clean; the rest stays bloated. It comes again within autovacuum_naptime = %1 or so.")
            .arg(naptime);
    plan.undo = ActionText::tr("None is needed: it comes again by itself, or vacuum the table from here.");
    plan.alternative =
        ActionText::tr("Leave it: it gives way by itself to whoever waits for its lock. If it takes too much "
                       "of the disk, raise autovacuum_vacuum_cost_delay of the table.");
}

QCoro::Task<Result<ActionPlan>> planCancelling(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const auto link = context.server.postgres();
    SessionKey key = sessionKeyIn(plan.request.arguments);
    plan.severity = Severity::Reversible;
    plan.title = ActionText::tr("Cancel autovacuum %1 on %2").arg(key.pid).arg(plan.target.name);
    const auto seen = co_await readSession(link, key.pid, stop);
    const Result<PgRows> right =
        seen ? co_await ask(link, QLatin1StringView("autovacuum_right"), {}, stop) : std::unexpected(seen.error());
    if (!right)
        co_return std::unexpected(right.error());
    if (*seen && key.backendStart == ServerTime{}) { // a pid alone means the one that has it now
        key = (*seen)->session.key;
        plan.request.arguments.insert(QStringLiteral("backend_start"), timeParameter(key.backendStart));
    }
    plan.preflights = {checkSame(key, *seen)};
    if (hasFailed(plan.preflights))
        co_return plan;
    const Session &session = (*seen)->session;
    takeQueryStart(session, plan);
    plan.preflights.push_back(checkWorker(session));
    plan.preflights.push_back(checkSameQuery(session, queryStartIn(plan)));
    plan.preflights.push_back(checkRight(Row{*right}.boolean("may"), context.server.facts));
    describe(plan, session, Row{*right}.text("naptime"));
    co_return plan;
}

Recheck recheckCancelling(const ActionPlan &confirmed, const ActionPlan &again)
{
    return recheckBy({preflight::kSessionSame, preflight::kQuerySame}, {}, confirmed, again);
}

std::unique_ptr<ActionRun> runCancelling(ActionPlan plan)
{
    const int pid = sessionKeyIn(plan.request.arguments).pid;
    SessionSentences sentences{
        .done = ActionText::tr("Autovacuum %1 has left that table: the console looked again.").arg(pid),
        .stillThere = ActionText::tr("Sent, and autovacuum %1 is still at that table after 5 s.").arg(pid),
        .nothing = ActionText::tr("Autovacuum %1 had left that table already; nothing was cancelled.").arg(pid),
        .whenStillThere = ActionText::tr("It may be in I/O that cannot be interrupted. Wait, then look again.")};
    return std::make_unique<SessionRun>(std::move(plan), isQueryOver, std::move(sentences));
}

Arguments workerArguments()
{
    Arguments arguments = sessionArgumentList();
    arguments.push_back(queryStartArgument());
    return arguments;
}

ActionWords workerWords(const ActionPlan &plan)
{
    return {ActionText::tr("Cancel autovacuum %1").arg(sessionKeyIn(plan.request.arguments).pid),
            ActionText::tr("Let it work"), ActionText::tr("Type %1 to cancel it:")};
}

} // namespace
} // namespace lockmaster::autovacuum

namespace lockmaster {

ActionType cancelAutovacuumAction()
{
    return {.id = kCancelAutovacuum,
            .kind = ServerKind::PostgreSql,
            .title = [] { return ActionText::tr("Cancel autovacuum of a table"); },
            .help =
                [] {
                    return ActionText::tr("An autovacuum worker leaves the table it is at. Never one that prevents "
                                          "wraparound.");
                },
            .arguments = autovacuum::workerArguments,
            .plan = autovacuum::planCancelling,
            .recheck = autovacuum::recheckCancelling,
            .run = autovacuum::runCancelling,
            .words = autovacuum::workerWords};
}

} // namespace lockmaster
