// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/executor.h"

#include "actions/conclusion.h"
#include "actions/journal/journal.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/confirmation.h"
#include "actions/plan/preflights.h"
#include "actions/registry.h"
#include "actions/sending.h"
#include "base/log.h"
#include "link/waits.h"

#include <QUuid>

#include <algorithm>
#include <set>

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kVerifyTime{5};
constexpr std::chrono::seconds kLostConnectionTime{15};
constexpr std::chrono::seconds kReconnectPause{1};

/// Short enough for application_name (63 bytes) to show all of it.
QString newPlanId()
{
    return QUuid::createUuid().toString(QUuid::Id128).left(12);
}

QString loginName()
{
    return qEnvironmentVariable("USER", QStringLiteral("unknown")).left(24);
}

QString applicationName(const ActionPlan &plan)
{
    return QStringLiteral("lockmaster/%1/%2").arg(loginName(), plan.id);
}

QString makePlanAgain()
{
    return ActionText::tr("Make the plan again.");
}

// Of a split brain: what is done to the wrong one of two primaries is done to the wrong data. What is typed is the name of
// the server, since both may have a session of that pid.
void askForTheServer(ActionPlan &plan)
{
    plan.preflights.push_back(warnOfOtherPrimaries(plan.request.otherPrimaries));
    plan.token = plan.target.name;
}

} // namespace

/// A connection that is ready to act, and the settings it has to be given back with.
struct Readied {
    LentLink lent;
    ServerFacts facts;
};

struct Executor::Private {
    std::vector<Target> targets;
    LinkLender lender;
    Journal &journal;
    const Clock &clock;
    std::set<QString> executed;

    const Target *find(const QString &name) const;
    ActionPlan draft(const Target &target, ActionRequest request) const;
    QCoro::Task<Result<Readied>> ready(ActionPlan plan, std::stop_token stop);
    static QCoro::Task<void> giveBack(Readied readied, std::stop_token stop);
    QCoro::Task<Result<ActionPlan>> makePlan(ActionPlan draft, std::stop_token stop);
    QCoro::Task<std::optional<ActionResult>> recheckOn(Readied readied, ActionPlan plan, std::stop_token stop);
    QCoro::Task<ActionResult> act(ActionPlan plan, std::stop_token stop);
    QCoro::Task<ActionResult> send(Readied readied, ActionPlan plan, std::stop_token stop);
    QCoro::Task<Evidence> lookElsewhere(ActionPlan plan, Evidence evidence, std::stop_token stop);
    ActionPlan recorded(ActionPlan plan);
    ActionResult recorded(const ActionPlan &plan, ActionResult result);
};

const Target *Executor::Private::find(const QString &name) const
{
    const auto found = std::ranges::find(targets, name, &Target::name);
    return found == targets.end() ? nullptr : &*found;
}

ActionPlan Executor::Private::draft(const Target &target, ActionRequest request) const
{
    ActionPlan plan;
    plan.id = newPlanId();
    plan.target = target;
    plan.title = ActionText::tr("No action on %1").arg(target.name);
    plan.madeAt = clock.wallNow();
    if (request.seenAt)
        plan.dataAge =
            std::chrono::duration_cast<std::chrono::milliseconds>(clock.steadyNow() - request.seenAt->steady);
    plan.request = std::move(request);
    return plan;
}

QCoro::Task<Result<Readied>> Executor::Private::ready(ActionPlan plan, std::stop_token stop)
{
    Result<LentLink> lent = co_await lender(plan.target.name, applicationName(plan), stop);
    if (!lent)
        co_return std::unexpected(lent.error());
    Result<ServerFacts> facts = co_await readServerFacts(lent->link, stop);
    if (!facts)
        co_return std::unexpected(facts.error());
    if (facts->isPooled) // settings would stay on a connection that other clients use next; no action follows anyway
        co_return Readied{std::move(*lent), std::move(*facts)};
    const Result<void> set = co_await applySettings(lent->link, actingSettings(applicationName(plan)), stop);
    if (!set)
        co_return std::unexpected(set.error());
    co_return Readied{std::move(*lent), std::move(*facts)};
}

QCoro::Task<void> Executor::Private::giveBack(Readied readied, std::stop_token stop)
{
    if (!readied.lent.shared || readied.facts.isPooled || !readied.lent.link->isOpen())
        co_return;
    const Result<void> restored = co_await applySettings(readied.lent.link, readied.facts.settings, stop);
    if (!restored) // better a new monitoring connection than one with an action's settings
        readied.lent.link->close();
}

QCoro::Task<Result<ActionPlan>> Executor::Private::makePlan(ActionPlan draft, std::stop_token stop)
{
    Result<Readied> readied = co_await ready(draft, stop);
    if (!readied)
        co_return std::unexpected(readied.error());
    draft.serverIdentity = readied->facts.identity;
    draft.serverNow = readied->facts.serverNow;
    Result<ActionPlan> plan = draft;
    if (readied->facts.isPooled)
        plan->preflights.push_back(checkServerDirect(readied->facts));
    else
        plan = co_await findAction(draft.request.action)->plan({readied->lent.link, readied->facts, draft}, stop);
    if (plan && !plan->request.otherPrimaries.isEmpty())
        askForTheServer(*plan);
    co_await giveBack(*readied, stop);
    co_return plan;
}

QCoro::Task<std::optional<ActionResult>> Executor::Private::recheckOn(Readied readied, ActionPlan plan,
                                                                      std::stop_token stop)
{
    if (readied.facts.isPooled)
        co_return refusedResult(plan, checkServerDirect(readied.facts).detail, {}, clock.wallNow());
    if (readied.facts.identity != plan.serverIdentity)
        co_return refusedResult(plan, ActionText::tr("The server restarted or another one took over since the plan."),
                                makePlanAgain(), clock.wallNow());
    // A frozen list is tested by its own statement, row by row.
    if (!plan.request.session)
        co_return std::nullopt;
    const auto again = co_await findAction(plan.request.action)
                           ->plan({readied.lent.link, readied.facts, draft(plan.target, plan.request)}, stop);
    if (!again)
        co_return failedCleanResult(plan, again.error(), clock.wallNow());
    const Recheck verdict = recheck(plan, *again);
    if (verdict.verdict == Recheck::Verdict::Gone)
        co_return nothingDoneResult(plan, verdict.why, clock.wallNow());
    if (verdict.verdict == Recheck::Verdict::Changed)
        co_return refusedResult(plan, verdict.why, makePlanAgain(), clock.wallNow());
    co_return std::nullopt;
}

QCoro::Task<ActionResult> Executor::Private::send(Readied readied, ActionPlan plan, std::stop_token stop)
{
    if (const Result<void> written = journal.sent(plan); !written) {
        co_await giveBack(readied, stop);
        co_return refusedResult(plan, written.error().text, ActionText::tr("Nothing is done that cannot be recorded."),
                                clock.wallNow());
    }
    const QDeadlineTimer deadline(kVerifyTime);
    Evidence evidence = co_await sendStatements(readied.lent.link, plan, stop);
    if (!evidence.isAnswerLost)
        evidence = co_await lookForEffect(readied.lent.link, plan, std::move(evidence),
                                          plan.statements.size() > 1 ? QDeadlineTimer(kVerifyTime) : deadline, stop);
    co_await giveBack(readied, stop);
    readied.lent = {}; // the next one has to be a new one, and a shared one is free for sampling
    if (!evidence.hasLooked)
        evidence = co_await lookElsewhere(plan, std::move(evidence), stop);
    co_return conclude(plan, evidence, clock.wallNow());
}

QCoro::Task<Evidence> Executor::Private::lookElsewhere(ActionPlan plan, Evidence evidence, std::stop_token stop)
{
    const QDeadlineTimer deadline(kLostConnectionTime);
    while (!stop.stop_requested() && !deadline.hasExpired()) {
        const Result<Readied> readied = co_await ready(plan, stop);
        if (readied) {
            // Another server's sessions say nothing about this one's.
            if (!isSameServer(plan.serverIdentity, readied->facts.identity))
                co_return evidence;
            evidence.serverRestarted = readied->facts.identity != plan.serverIdentity;
            evidence = co_await lookForEffect(readied->lent.link, plan, std::move(evidence),
                                              QDeadlineTimer(kVerifyTime), stop);
            co_await giveBack(*readied, stop);
        }
        if (evidence.hasLooked || co_await sleepFor(kReconnectPause, stop) == WaitEnd::Stopped)
            co_return evidence;
    }
    co_return evidence;
}

QCoro::Task<ActionResult> Executor::Private::act(ActionPlan plan, std::stop_token stop)
{
    Result<Readied> readied = co_await ready(plan, stop);
    if (!readied)
        co_return failedCleanResult(plan, readied.error(), clock.wallNow());
    const std::optional<ActionResult> result = co_await recheckOn(*readied, plan, stop);
    if (!result)
        co_return co_await send(std::move(*readied), plan, stop);
    co_await giveBack(*readied, stop);
    co_return *result;
}

ActionPlan Executor::Private::recorded(ActionPlan plan)
{
    if (const Result<void> written = journal.planned(plan); !written)
        plan.preflights.push_back({QStringLiteral("journal"), Verdict::Failed, written.error().text});
    return plan;
}

ActionResult Executor::Private::recorded(const ActionPlan &plan, ActionResult result)
{
    if (const Result<void> written = journal.finished(plan, result); !written) {
        qCWarning(lcActions) << "the result of" << plan.id << "was not recorded:" << written.error().text;
        result.next += ActionText::tr(" The result could not be recorded: %1").arg(written.error().text);
    }
    return result;
}

Executor::Executor(std::vector<Target> targets, LinkLender lender, Journal &journal, const Clock &clock)
    : d(new Private{std::move(targets), std::move(lender), journal, clock, {}})
{
}

Executor::~Executor() = default;

QCoro::Task<Result<ActionPlan>> Executor::plan(ActionRequest request, std::stop_token stop)
{
    const Target *target = d->find(request.target);
    if (!target || !findAction(request.action))
        co_return fail(ErrorKind::Config,
                       ActionText::tr("There is no target %1, or no action %2.").arg(request.target, request.action));
    ActionPlan draft = d->draft(*target, std::move(request));
    if (target->readOnly) {
        draft.preflights.push_back(checkTargetWritable(*target));
        co_return d->recorded(std::move(draft));
    }
    Result<ActionPlan> plan = co_await d->makePlan(std::move(draft), stop);
    if (!plan)
        co_return plan;
    co_return d->recorded(std::move(*plan));
}

QCoro::Task<ActionResult> Executor::execute(ActionPlan plan, QString typed, QStringList ticked, std::stop_token stop)
{
    const Target *target = d->find(plan.target.name);
    std::optional<QString> why = objection(plan, typed, ticked, d->clock.wallNow());
    if (!why && (!target || target->readOnly))
        why = ActionText::tr("This target does not allow actions.");
    if (!why && !d->executed.insert(plan.id).second)
        why = ActionText::tr("This plan was carried out already.");
    if (why)
        co_return d->recorded(plan, refusedResult(plan, *why, makePlanAgain(), d->clock.wallNow()));
    const ActionResult result = co_await d->act(plan, stop);
    co_return d->recorded(plan, result);
}

QCoro::Task<ActionResult> Executor::verify(ActionPlan plan, std::stop_token stop)
{
    Evidence evidence;
    evidence.asked = plan.victims.size();
    evidence.isAnswerLost = true;
    if (d->find(plan.target.name))
        evidence = co_await d->lookElsewhere(plan, std::move(evidence), stop);
    const ActionResult result = conclude(plan, evidence, d->clock.wallNow());
    if (const Result<void> written = d->journal.verified(plan, result); !written)
        qCWarning(lcActions) << "the check of" << plan.id << "was not recorded:" << written.error().text;
    co_return result;
}

} // namespace lockmaster
