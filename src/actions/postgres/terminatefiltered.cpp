// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/postgres/sessionlist.h"
#include "actions/postgres/sessionrun.h"
#include "actions/plan/statements.h"

#include <algorithm>
#include <iterator>

namespace lockmaster {
namespace {

/// A pattern that names nobody is none.
bool namesSomebody(const QString &application)
{
    return std::ranges::any_of(application, [](QChar letter) { return letter.isLetterOrNumber(); })
           || application.contains(u'\\');
}

Preflight checkNarrow(const SessionFilter &filter)
{
    if (!namesSomebody(filter.application) && filter.user.isEmpty() && filter.database.isEmpty())
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

QStringList filteredParameters(const std::vector<Session> &batch)
{
    return {pidArray(batch), startArray(batch), stateChangeArray(batch)};
}

QCoro::Task<Result<ActionPlan>> planTerminateFiltered(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    const SessionFilter filter = sessionFilterIn(plan.request.arguments);
    plan.preflights.push_back(checkNarrow(filter));
    plan.title = ActionText::tr("End sessions on %1").arg(plan.target.name);
    if (hasFailed(plan.preflights))
        co_return plan;
    const auto candidates = co_await readCandidates(context.server.postgres(), filter, stop);
    if (!candidates)
        co_return std::unexpected(candidates.error());
    const auto waits = co_await readWaits(context.server.postgres(), stop);
    if (!waits)
        co_return std::unexpected(waits.error());
    Sorted sorted = sortOut(*candidates, context.server.facts);
    plan.preflights.push_back(checkMatches(sorted));
    std::ranges::move(checkList(sorted, context.server.facts), std::back_inserter(plan.preflights));
    const LockRelease release = releaseByEnding(*waits, sorted.victims);
    for (Session &victim : sorted.victims)
        plan.subjects.push_back(subjectOf(std::move(victim)));
    describeList(plan, QLatin1StringView("terminate_list"), filteredParameters, filterParameters(filter), release);
    plan.alternative =
        ActionText::tr("Let the pool or idle_session_timeout close idle connections: ending them by hand "
                       "treats the symptom.");
    co_return plan;
}

Argument textArgument(const QString &name, const QString &help)
{
    return {.name = name, .help = help};
}

Arguments terminateFilteredArguments()
{
    using namespace Qt::StringLiterals;
    return {textArgument(u"application"_s,
                         ActionText::tr(
                             "Sessions of this application_name; * stands for anything, # for digits: invoice-run-#")),
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
            .words = wordsOfList};
}

} // namespace lockmaster
