// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/statements.h"
#include "actions/postgres/sessionlist.h"
#include "actions/postgres/sessionplan.h"
#include "actions/postgres/sessionrun.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace lockmaster {
namespace {

constexpr std::size_t kMostChosen = 200;

/// Those of the chosen that are still the same sessions.
struct Chosen {
    std::vector<SeenSession> sessions;
    std::size_t gone = 0;
};

bool isChosen(const SeenSession &seen, const SessionKey &key)
{
    return isClientBackend(seen.session) && !seen.isHidden
           && (key.backendStart == ServerTime{} || seen.session.key == key);
}

QCoro::Task<Result<Chosen>> readChosen(std::shared_ptr<PgLink> link, std::vector<SessionKey> keys, std::stop_token stop)
{
    Chosen chosen;
    for (const SessionKey &key : keys) {
        auto seen = co_await readSession(link, key.pid, stop);
        if (!seen)
            co_return std::unexpected(seen.error());
        if (*seen && isChosen(**seen, key))
            chosen.sessions.push_back(std::move(**seen));
        else
            ++chosen.gone;
    }
    co_return chosen;
}

Preflight checkThere(const Chosen &chosen, const Sorted &sorted)
{
    if (sorted.victims.empty())
        return {preflight::kFilterMatches, Verdict::Failed,
                ActionText::tr("None of the chosen sessions is there any more, or may be ended.")};
    if (sorted.victims.size() > kMostChosen)
        return {preflight::kFilterMatches, Verdict::Failed,
                ActionText::tr("At most %1 sessions at once.").arg(kMostChosen)};
    const QString frozen = ActionText::tr(
        "The list is frozen: only these sessions, and of those none that has ended its transaction meanwhile.");
    if (chosen.gone == 0)
        return {preflight::kFilterMatches, Verdict::Ok, frozen};
    return {preflight::kFilterMatches, Verdict::Warning,
            ActionText::tr("%1 of the chosen are gone, or are no session of a client.").arg(chosen.gone) + u' '
                + frozen};
}

/// Ending some of a chain without the one that holds them all kills for nothing.
Preflight checkHolder(const Chosen &chosen, const std::vector<LockWait> &waits, const LockRelease &release)
{
    std::set<int> all;
    for (const SeenSession &seen : chosen.sessions)
        all.insert(seen.session.key.pid);
    if (releaseBy(waits, all).freed() > release.freed())
        return {
            preflight::kRoot, Verdict::Failed,
            ActionText::tr("One of the chosen that may not be ended holds up others: without it, ending the rest does "
                           "not free them.")};
    return {preflight::kRoot, Verdict::Ok, ActionText::tr("Nobody who may not be ended holds the others up.")};
}

QStringList chosenParameters(const std::vector<Session> &batch)
{
    return {pidArray(batch), startArray(batch), transactionStartArray(batch), stateChangeArray(batch)};
}

/// From here on each pid means the session that has it now.
void pinChosen(ActionPlan &plan)
{
    std::vector<SessionKey> keys;
    for (const ActionSubject &subject : plan.subjects)
        keys.push_back(subject.session->key);
    plan.request.arguments = sessionListArguments(keys);
}

QCoro::Task<Result<ActionPlan>> planTerminateChosen(PlanContext context, std::stop_token stop)
{
    ActionPlan plan = std::move(context.draft);
    auto chosen = co_await readChosen(context.server.postgres(), sessionKeysIn(plan.request.arguments), stop);
    if (!chosen)
        co_return std::unexpected(chosen.error());
    const auto waits = co_await readWaits(context.server.postgres(), stop);
    if (!waits)
        co_return std::unexpected(waits.error());
    Sorted sorted = sortOut(chosen->sessions, context.server.facts);
    const LockRelease release = releaseByEnding(*waits, sorted.victims);
    plan.preflights.push_back(checkThere(*chosen, sorted));
    plan.preflights.push_back(checkHolder(*chosen, *waits, release));
    std::ranges::move(checkList(sorted, context.server.facts), std::back_inserter(plan.preflights));
    if (sorted.leftOut() > 0) // somebody asked for exactly these
        std::ranges::find(plan.preflights, preflight::kFilterExcluded, &Preflight::id)->verdict = Verdict::Warning;
    for (Session &victim : sorted.victims)
        plan.subjects.push_back(subjectOf(std::move(victim)));
    pinChosen(plan);
    describeList(plan, QLatin1StringView("terminate_chosen"), chosenParameters, {}, release);
    plan.alternative = ActionText::tr("Cancel the queries of those that run one: their sessions stay.");
    co_return plan;
}

Arguments terminateChosenArguments()
{
    return {
        {.name = QStringLiteral("sessions"),
         .help = ActionText::tr("Pids with commas between them. Each means the session that has it now, or, with @ and "
                                "when it began, that session or none."),
         .isRequired = true}};
}

/// Whoever waited behind them and does not any more was freed meanwhile: then there is no reason left, or another one.
Recheck recheckChosen(const ActionPlan &confirmed, const ActionPlan &again)
{
    const auto waits = [&again](int pid) { return std::ranges::contains(again.waiters, pid); };
    if (!std::ranges::all_of(confirmed.waiters, waits))
        return {Recheck::Verdict::Changed, ActionText::tr("Some of those that waited behind them do not any more.")};
    return recheckBy({preflight::kFilterMatches}, {preflight::kSyncWait, preflight::kWritten}, confirmed, again);
}

QString chosenObjection(const QJsonObject &arguments)
{
    const std::vector<SessionKey> keys = sessionKeysIn(arguments);
    if (keys.empty())
        return ActionText::tr(
            "sessions= takes pids with commas between them, such as 8123,8140@2026-11-30T03:07:51.000000Z.");
    return keys.size() > kMostChosen ? ActionText::tr("At most %1 sessions at once.").arg(kMostChosen) : QString();
}

std::unique_ptr<ActionRun> runChosen(ActionPlan plan)
{
    SessionSentences sentences = endingSentences(plan);
    return std::make_unique<SessionRun>(std::move(plan), isNeverDoneWhilePresent, std::move(sentences));
}

} // namespace

ActionType terminateChosenAction()
{
    return {.id = kTerminateChosen,
            .title = [] { return ActionText::tr("End chosen sessions"); },
            .help = [] { return ActionText::tr("Ends the sessions that are named, those that did not change since."); },
            .arguments = terminateChosenArguments,
            .objection = chosenObjection,
            .plan = planTerminateChosen,
            .recheck = recheckChosen,
            .run = runChosen,
            .words = wordsOfList};
}

} // namespace lockmaster
