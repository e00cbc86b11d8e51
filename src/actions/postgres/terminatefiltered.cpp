// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/sessionplan.h"
#include "actions/postgres/sessionrun.h"
#include "actions/plan/statements.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster {
namespace {

/// More at once is Destructive, and a reconnect storm.
constexpr std::size_t kManySessions = 20;

struct Sorted {
    std::vector<Session> victims;
    int managed = 0;
    int superusers = 0;
    int own = 0;
    int notAllowed = 0;
};

Sorted sortOut(const std::vector<SeenSession> &candidates, const ServerFacts &facts)
{
    Sorted sorted;
    for (const SeenSession &seen : candidates) {
        if (isOwnName(seen.session.application))
            ++sorted.own;
        else if (isManagedName(seen.session.application))
            ++sorted.managed;
        else if (seen.roleIsSuperuser)
            ++sorted.superusers;
        else if (checkPrivilege(seen, facts).verdict == Verdict::Failed)
            ++sorted.notAllowed;
        else
            sorted.victims.push_back(seen.session);
    }
    return sorted;
}

Preflight checkNarrow(const SessionFilter &filter)
{
    if (filter.application.isEmpty() && filter.user.isEmpty() && filter.database.isEmpty())
        return {preflight::kFilterNarrow, Verdict::Failed,
                ActionText::tr("The filter names neither an application nor a user nor a database: it would hit "
                               "everybody.")};
    return {preflight::kFilterNarrow, Verdict::Ok,
            ActionText::tr("The filter is about one application, user or database.")};
}

Preflight checkMatches(const Sorted &sorted)
{
    if (sorted.victims.empty())
        return {preflight::kFilterMatches, Verdict::Failed, ActionText::tr("No session matches that may be ended.")};
    return {preflight::kFilterMatches, Verdict::Ok,
            ActionText::tr("The list is frozen: only these sessions, and only those that do not change meanwhile.")};
}

Preflight checkExcluded(const Sorted &sorted, const ServerFacts &facts)
{
    QStringList parts;
    if (sorted.managed > 0)
        parts << ActionText::tr("%1 of cluster managers, backups or exporters").arg(sorted.managed);
    if (sorted.superusers > 0)
        parts << ActionText::tr("%1 of superusers").arg(sorted.superusers);
    if (sorted.own > 0)
        parts << ActionText::tr("%1 of Lockmaster").arg(sorted.own);
    if (sorted.notAllowed > 0)
        parts << ActionText::tr("%1 that role %2 may not signal").arg(sorted.notAllowed).arg(plainLine(facts.ownUser));
    return {preflight::kFilterExcluded, Verdict::Ok,
            parts.isEmpty() ? ActionText::tr("Nothing had to be left out; replication and autovacuum never match.")
                            : ActionText::tr("Left out: %1.").arg(parts.join(QStringLiteral(", ")))};
}

Preflight checkShare(const Sorted &sorted, const ServerFacts &facts)
{
    const double share =
        facts.maxConnections > 0 ? static_cast<double>(sorted.victims.size()) / facts.maxConnections : 0.0;
    const QString text = ActionText::tr("%1 of the %2 connections this server allows (%3).")
                             .arg(sorted.victims.size())
                             .arg(facts.maxConnections)
                             .arg(formatPercent(share));
    if (share < 0.25)
        return {preflight::kFilterShare, Verdict::Ok, text};
    return {preflight::kFilterShare, Verdict::Warning,
            text + u' ' + ActionText::tr("Their clients may all come back at once.")};
}

Preflight checkWriters(const std::vector<Session> &victims)
{
    const auto writers = std::ranges::count_if(victims, [](const Session &one) { return one.backendXid.has_value(); });
    if (writers == 0)
        return {preflight::kWritten, Verdict::Ok, ActionText::tr("None of them has written in an open transaction.")};
    return {preflight::kWritten, Verdict::Warning,
            ActionText::tr("%1 of them have written in an open transaction: that work is rolled back and lost.")
                .arg(writers)};
}

Preflight checkSyncWaits(const std::vector<Session> &victims)
{
    const auto waiting = std::ranges::find(victims, QStringLiteral("SyncRep"), &Session::waitEvent);
    Preflight check = checkSyncWait(waiting == victims.end() ? Session{} : *waiting);
    if (check.verdict == Verdict::Ok)
        check.detail = ActionText::tr("None of them waits for a synchronous standby.");
    return check;
}

std::vector<PlannedStatement> statementsFor(const std::vector<Session> &victims, const SessionFilter &filter)
{
    std::vector<PlannedStatement> statements;
    const QString sql = actionSql(QLatin1StringView("terminate_list"));
    for (std::size_t first = 0; first < victims.size(); first += kSessionsPerStatement) {
        const auto begin = victims.begin() + static_cast<std::ptrdiff_t>(first);
        const std::vector<Session> batch(
            begin, begin + static_cast<std::ptrdiff_t>(std::min(kSessionsPerStatement, victims.size() - first)));
        statements.push_back(
            {sql, QStringList{pidArray(batch), startArray(batch), stateChangeArray(batch)} + filterParameters(filter)});
    }
    return statements;
}

LockRelease releaseByEnding(const std::vector<LockWait> &waits, const std::vector<Session> &victims)
{
    std::set<int> pids;
    for (const Session &victim : victims)
        pids.insert(victim.key.pid);
    return releaseBy(waits, pids);
}

void decideHowToConfirm(ActionPlan &plan)
{
    const bool isMany = plan.subjects.size() > kManySessions;
    plan.severity = isMany ? Severity::Destructive : Severity::Disruptive;
    plan.allRequiredTicks = isMany;
    if (plan.target.environment == Environment::Production)
        plan.token = isMany ? plan.target.name : QString::number(plan.subjects.size());
}

QString titleFor(const ActionPlan &plan)
{
    return plan.subjects.size() == 1
               ? ActionText::tr("End 1 session on %1").arg(plan.target.name)
               : ActionText::tr("End %1 sessions on %2").arg(plan.subjects.size()).arg(plan.target.name);
}

QString consequenceOf(const ActionPlan &plan)
{
    QString text = ActionText::tr("Their clients are cut off, open transactions are rolled back.");
    if (plan.subjects.size() > kSessionsPerStatement)
        text +=
            u' ' + ActionText::tr("They go in batches of %1 with a pause of one second.").arg(kSessionsPerStatement);
    return text;
}

void describe(ActionPlan &plan, const SessionFilter &filter, const LockRelease &release)
{
    plan.statements = statementsFor(sessionsOf(plan), filter);
    plan.title = titleFor(plan);
    plan.consequence = withRelease(consequenceOf(plan), release);
    plan.undo = ActionText::tr("None. Pools connect again by themselves; other clients have to.");
    plan.alternative =
        ActionText::tr("Let the pool or idle_session_timeout close idle connections: ending them by hand "
                       "treats the symptom.");
    decideHowToConfirm(plan);
}

QCoro::Task<Result<ActionPlan>> planTerminateFiltered(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const SessionFilter filter = sessionFilterIn(plan.request.arguments);
    plan.preflights.push_back(checkNarrow(filter));
    plan.title = titleFor(plan);
    if (hasFailed(plan.preflights))
        co_return plan;
    const auto candidates = co_await readCandidates(context.server.postgres(), filter, stop);
    if (!candidates)
        co_return std::unexpected(candidates.error());
    const auto waits = co_await readWaits(context.server.postgres(), stop);
    if (!waits)
        co_return std::unexpected(waits.error());
    Sorted sorted = sortOut(*candidates, context.server.facts);
    for (Preflight check :
         {checkMatches(sorted), checkExcluded(sorted, context.server.facts), checkShare(sorted, context.server.facts),
          checkWriters(sorted.victims), checkSyncWaits(sorted.victims)})
        plan.preflights.push_back(std::move(check));
    const LockRelease release = releaseByEnding(*waits, sorted.victims);
    countFreed(release, plan);
    for (Session &victim : sorted.victims)
        plan.subjects.push_back(subjectOf(std::move(victim)));
    describe(plan, filter, release);
    co_return plan;
}

Argument textArgument(const QString &name, const QString &help)
{
    return {.name = name, .help = help};
}

Arguments terminateFilteredArguments()
{
    using namespace Qt::StringLiterals;
    return {textArgument(u"application"_s, ActionText::tr("Sessions of this application_name.")),
            textArgument(u"user"_s, ActionText::tr("Sessions of this role.")),
            textArgument(u"database"_s, ActionText::tr("Sessions in this database.")),
            textArgument(u"client"_s, ActionText::tr("Sessions from this address; “local” for the Unix socket.")),
            {.name = u"state"_s,
             .type = ArgumentType::Choice,
             .help = ActionText::tr("Sessions in this state."),
             .standard = u"idle"_s,
             .choices = {u"idle"_s, u"active"_s, u"idle in transaction"_s, u"idle in transaction (aborted)"_s,
                         u"fastpath function call"_s, u"disabled"_s}},
            {.name = u"older_than"_s,
             .type = ArgumentType::Number,
             .help = ActionText::tr("Seconds that they have been in it at least."),
             .standard = 300}};
}

QString filterObjection(const QJsonObject &arguments)
{
    const SessionFilter filter = sessionFilterIn(arguments);
    return filter.application.isEmpty() && filter.user.isEmpty() && filter.database.isEmpty()
               ? ActionText::tr("At least one of application=, user= and database= is needed.")
               : QString();
}

ActionWords terminateFilteredWords(const ActionPlan &plan)
{
    const bool isOne = plan.subjects.size() == 1;
    return {isOne ? ActionText::tr("End session %1").arg(plan.subjects.front().name)
                  : ActionText::tr("End %1 sessions").arg(plan.subjects.size()),
            isOne ? ActionText::tr("Keep it") : ActionText::tr("Keep them"),
            isOne ? ActionText::tr("Type %1 to end it:") : ActionText::tr("Type %1 to end them:")};
}

std::unique_ptr<ActionRun> runFiltered(ActionPlan plan)
{
    SessionSentences sentences = endingSentences(plan);
    sentences.whenDone = ActionText::tr("If as many come straight back, a pool keeps them: change its size instead.");
    return std::make_unique<SessionRun>(std::move(plan), isNeverDoneWhilePresent, std::move(sentences));
}

} // namespace

ActionType terminateFilteredAction()
{
    return {.id = kTerminateByFilter,
            .title = [] { return ActionText::tr("End sessions by a filter"); },
            .help =
                [] {
                    return ActionText::tr("Ends exactly the sessions of a list made from a filter, those that did not "
                                          "change since.");
                },
            .arguments = terminateFilteredArguments,
            .objection = filterObjection,
            .plan = planTerminateFiltered,
            .run = runFiltered,
            .words = terminateFilteredWords};
}

} // namespace lockmaster
