// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/executor.h"

#include "actions/journal/journalwriter.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/preflights.h"
#include "actions/plan/results.h"
#include "actions/registry.h"
#include "base/log.h"
#include "link/waits.h"

#include <QUuid>

#include <algorithm>
#include <set>

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kLostConnectionTime{15};
constexpr std::chrono::seconds kReconnectPause{1};
constexpr std::chrono::hours kUnderWay{24}; ///< what was sent longer ago nobody carries out any more

using RunPtr = std::shared_ptr<ActionRun>;

/// Short enough for application_name (63 bytes) to show all of it.
QString newPlanId()
{
    return QUuid::createUuid().toString(QUuid::Id128).left(12);
}

QString makePlanAgain()
{
    return ActionText::tr("Make the plan again.");
}

// Of a split brain: what is done to the wrong one of two primaries is done to the wrong data. What is typed is the name of
// the server, since both may have a session of that pid, or a table of that name.
void askForTheServer(ActionPlan &plan, const QStringList &otherPrimaries)
{
    plan.preflights.push_back(warnOfOtherPrimaries(otherPrimaries));
    plan.token = plan.target.name;
}

// A long action would keep the monitoring connection, and the console blind, for as long.
void refuseShared(ActionPlan &plan, const ActionType &type, const ReadyServer &server)
{
    if (type.isLong && server.lent.shared)
        plan.preflights.push_back({preflight::kOwnConnection, Verdict::Failed,
                                   ActionText::tr("The server has no connection left besides the console's own, which "
                                                  "this action would occupy for too long.")});
}

/// The loan stays with the executor: who plans or acts uses the connection, and cannot keep it from being given back.
ReadyServer withoutLoan(ReadyServer server)
{
    server.lent.guard.reset();
    return server;
}

} // namespace

struct Executor::Private {
    FleetAccess fleet;
    JournalWriter &journal;
    const Clock &clock;
    std::set<QString> executed;

    ActionPlan draft(const Target &target, ActionRequest request) const;
    Result<ActionPlan> outline(ActionRequest request) const;
    QCoro::Task<Result<ReadyServer>> ready(const ActionPlan &plan, std::stop_token stop) const;
    QCoro::Task<Result<ActionPlan>> planOn(ReadyServer server, ActionPlan draft, std::stop_token stop) const;
    QCoro::Task<Result<ActionPlan>> makePlan(ActionPlan draft, std::stop_token stop);
    QCoro::Task<ActionPlan> withOtherPrimaries(ActionPlan plan, std::stop_token stop) const;
    QCoro::Task<ActionPlan> withOpenActions(ActionPlan plan, std::stop_token stop) const;
    QCoro::Task<std::optional<ActionResult>> recheckOn(ReadyServer server, ActionPlan plan, std::stop_token stop);
    QCoro::Task<std::optional<ActionResult>> recheckElsewhere(ActionPlan plan, std::stop_token stop) const;
    QCoro::Task<ActionResult> act(ActionPlan plan, std::stop_token stop, ActionWatch watch);
    QCoro::Task<ActionResult> send(ReadyServer server, ActionPlan plan, std::stop_token stop, ActionWatch watch);
    QCoro::Task<void> lookElsewhere(RunPtr run, std::stop_token stop, ActionWatch watch);
    QCoro::Task<ActionPlan> recorded(ActionPlan plan, std::stop_token stop);
    QCoro::Task<ActionResult> recorded(ActionPlan plan, ActionResult result, std::stop_token stop);
    QCoro::Task<QStringList> othersOf(Target target, std::stop_token stop) const;
    [[nodiscard]] ActingContext context(ReadyServer server, const QString &planId, ActionWatch watch,
                                        std::stop_token stop) const
    {
        const auto preserve = [this, planId, stop](QByteArray content) {
            return journal.preserve(planId, std::move(content), stop);
        };
        return {withoutLoan(std::move(server)),
                &fleet,
                std::move(watch.tell),
                std::move(watch.cancel),
                std::move(stop),
                preserve,
                watch.steering ? std::move(watch.steering) : std::make_shared<ActionSteering>()};
    }
};

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

/// As far as no server has to be asked: errors mean that the request makes no sense.
Result<ActionPlan> Executor::Private::outline(ActionRequest request) const
{
    const Target *target = findTarget(fleet, request.target);
    const ActionType *type = findAction(request.action);
    if (!target || !type)
        return fail(ErrorKind::Config,
                    ActionText::tr("There is no target %1, or no action %2.").arg(request.target, request.action));
    if (target->kind != type->kind)
        return fail(ErrorKind::Config, ActionText::tr("%1 is not for %2: that is a server of kind %3.")
                                           .arg(request.action, target->name, QString(recordOf(target->kind).name)));
    const Result<QJsonObject> arguments = checkedArguments(type->arguments(), request.arguments);
    if (!arguments)
        return std::unexpected(arguments.error());
    request.arguments = *arguments;
    if (type->hideSecrets)
        type->hideSecrets(request.arguments);
    ActionPlan plan = draft(*target, std::move(request));
    if (target->readOnly)
        plan.preflights.push_back(checkTargetWritable(*target));
    return plan;
}

QCoro::Task<Result<ReadyServer>> Executor::Private::ready(const ActionPlan &plan, std::stop_token stop) const
{
    // A plan of the journal knows its target by name alone.
    const Target *target = findTarget(fleet, plan.target.name);
    return readyServer(fleet.lend, target ? *target : plan.target, actingName(plan.id), std::move(stop));
}

QCoro::Task<Result<ActionPlan>> Executor::Private::planOn(ReadyServer server, ActionPlan draft,
                                                          std::stop_token stop) const
{
    const ActionType *type = findAction(draft.request.action);
    return type->plan({withoutLoan(std::move(server)), std::move(draft), &fleet}, std::move(stop));
}

QCoro::Task<Result<ActionPlan>> Executor::Private::makePlan(ActionPlan draft, std::stop_token stop)
{
    const ActionType &type = *findAction(draft.request.action);
    const Result<ReadyServer> server = co_await ready(draft, stop);
    if (!server)
        co_return std::unexpected(server.error());
    draft.serverIdentity = server->facts.identity;
    if (server->facts.kind == ServerKind::PostgreSql)
        draft.serverNow = server->facts.serverNow;
    refuseShared(draft, type, *server);
    Result<ActionPlan> plan = draft;
    if (server->facts.isPooled)
        plan->preflights.push_back(checkServerDirect(server->facts));
    else
        plan = co_await planOn(*server, draft, stop);
    co_await giveBack(*server, stop);
    if (!plan)
        co_return plan;
    ActionPlan guarded = co_await withOtherPrimaries(std::move(*plan), stop);
    co_return co_await withOpenActions(std::move(guarded), stop);
}

QCoro::Task<QStringList> Executor::Private::othersOf(Target target, std::stop_token stop) const
{
    if (!fleet.otherPrimaries)
        co_return QStringList();
    co_return co_await fleet.otherPrimaries(target.name, stop);
}

// Other servers are asked only about what this one allows.
QCoro::Task<ActionPlan> Executor::Private::withOtherPrimaries(ActionPlan plan, std::stop_token stop) const
{
    if (!plan.isAllowed())
        co_return plan;
    const QStringList others = co_await othersOf(plan.target, stop);
    if (!others.isEmpty())
        askForTheServer(plan, others);
    co_return plan;
}

// What somebody else has under way cannot be seen at the server. A journal that cannot be read is one that cannot be
// written either: recorded() says so.
QCoro::Task<ActionPlan> Executor::Private::withOpenActions(ActionPlan plan, std::stop_token stop) const
{
    const Result<std::vector<OpenAction>> open = co_await journal.open(clock.wallNow() - kUnderWay, stop);
    std::optional<Preflight> check = open ? checkOpenActions(*open, plan, clock.wallNow()) : std::nullopt;
    if (check)
        plan.preflights.push_back(std::move(*check));
    co_return plan;
}

QCoro::Task<std::optional<ActionResult>> Executor::Private::recheckOn(ReadyServer server, ActionPlan plan,
                                                                      std::stop_token stop)
{
    const ActionType &type = *findAction(plan.request.action);
    if (server.facts.isPooled)
        co_return refusedResult(plan, checkServerDirect(server.facts).detail, {}, clock.wallNow());
    if (isAnotherServer(plan.serverIdentity, server.facts.identity))
        co_return refusedResult(plan, ActionText::tr("The server restarted or another one took over since the plan."),
                                makePlanAgain(), clock.wallNow());
    if (!type.recheck)
        co_return std::nullopt;
    ActionPlan fresh = draft(plan.target, plan.request);
    refuseShared(fresh, type, server);
    const auto again = co_await planOn(server, std::move(fresh), stop);
    if (!again)
        co_return failedCleanResult(plan, again.error(), clock.wallNow());
    const Recheck verdict = type.recheck(plan, *again);
    if (verdict.verdict == Recheck::Verdict::Gone)
        co_return nothingDoneResult(plan, verdict.why, clock.wallNow());
    if (verdict.verdict == Recheck::Verdict::Changed)
        co_return refusedResult(plan, verdict.why, makePlanAgain(), clock.wallNow());
    co_return std::nullopt;
}

// What the plan could not know yet, and its server does not tell.
QCoro::Task<std::optional<ActionResult>> Executor::Private::recheckElsewhere(ActionPlan plan,
                                                                             std::stop_token stop) const
{
    const QStringList others = co_await othersOf(plan.target, stop);
    if (!others.isEmpty() && !findCheck(plan.preflights, preflight::kOnePrimary))
        co_return refusedResult(plan, warnOfOtherPrimaries(others).detail, makePlanAgain(), clock.wallNow());
    const Result<std::vector<OpenAction>> open = co_await journal.open(clock.wallNow() - kUnderWay, stop);
    const auto sent = open ? sentSincePlan(*open, plan, clock.wallNow()) : std::nullopt;
    if (sent)
        co_return refusedResult(plan, *sent, makePlanAgain(), clock.wallNow());
    co_return std::nullopt;
}

QCoro::Task<ActionResult> Executor::Private::send(ReadyServer server, ActionPlan plan, std::stop_token stop,
                                                  ActionWatch watch)
{
    const Result<void> written = co_await journal.sent(plan, stop);
    if (!written) {
        co_await giveBack(server, stop);
        co_return refusedResult(plan, written.error().text, ActionText::tr("Nothing is done that cannot be recorded."),
                                clock.wallNow());
    }
    if (watch.cancel.stop_requested()) { // while the disk was waited for
        co_await giveBack(server, stop);
        co_return refusedResult(plan, ActionText::tr("It was taken back before anything was sent."), {},
                                clock.wallNow());
    }
    const RunPtr run = findAction(plan.request.action)->run(plan);
    co_await run->send(context(server, plan.id, watch, stop));
    if (!run->evidence().isAnswerLost)
        co_await run->verify(context(server, plan.id, watch, stop));
    co_await giveBack(server, stop);
    server = {}; // the next one has to be a new one, and a shared one is free for sampling
    if (!run->evidence().hasLooked)
        co_await lookElsewhere(run, stop, watch);
    co_return run->conclude(clock.wallNow());
}

QCoro::Task<void> Executor::Private::lookElsewhere(RunPtr run, std::stop_token stop, ActionWatch watch)
{
    const ActionPlan plan = run->plan();
    const QDeadlineTimer deadline(kLostConnectionTime);
    while (!stop.stop_requested() && !deadline.hasExpired()) {
        const Result<ReadyServer> server = co_await ready(plan, stop);
        if (server) {
            // What is on another server says nothing about this one's.
            if (!isSameServer(plan.serverIdentity, server->facts.identity))
                co_return;
            run->evidence().serverRestarted = isRestarted(plan.serverIdentity, server->facts.identity);
            co_await run->verify(context(*server, plan.id, watch, stop));
            co_await giveBack(*server, stop);
        }
        if (run->evidence().hasLooked || co_await sleepFor(kReconnectPause, stop) == WaitEnd::Stopped)
            co_return;
    }
}

QCoro::Task<ActionResult> Executor::Private::act(ActionPlan plan, std::stop_token stop, ActionWatch watch)
{
    Result<ReadyServer> server = co_await ready(plan, stop);
    if (!server)
        co_return failedCleanResult(plan, server.error(), clock.wallNow());
    std::optional<ActionResult> result = co_await recheckOn(*server, plan, stop);
    if (!result)
        result = co_await recheckElsewhere(plan, stop);
    if (!result)
        co_return co_await send(std::move(*server), plan, stop, std::move(watch));
    co_await giveBack(*server, stop);
    co_return *result;
}

QCoro::Task<ActionPlan> Executor::Private::recorded(ActionPlan plan, std::stop_token stop)
{
    const Result<void> written = co_await journal.planned(plan, stop);
    if (!written)
        plan.preflights.push_back({QStringLiteral("journal"), Verdict::Failed, written.error().text});
    co_return plan;
}

QCoro::Task<ActionResult> Executor::Private::recorded(ActionPlan plan, ActionResult result, std::stop_token stop)
{
    const Result<void> written = co_await journal.finished(plan, result, stop);
    if (!written && written.error().kind != ErrorKind::Cancelled) { // the console ends: it is written all the same
        qCWarning(lcActions) << "the result of" << plan.id << "was not recorded:" << written.error().text;
        result.next += ActionText::tr(" The result could not be recorded: %1").arg(written.error().text);
    }
    co_return result;
}

Executor::Executor(FleetAccess fleet, JournalWriter &journal, const Clock &clock)
    : d(new Private{std::move(fleet), journal, clock, {}})
{
}

Executor::~Executor() = default;

bool Executor::asksServer(const ActionRequest &request) const
{
    const Result<ActionPlan> plan = d->outline(request);
    return plan && plan->isAllowed();
}

QCoro::Task<Result<ActionPlan>> Executor::plan(ActionRequest request, std::stop_token stop)
{
    Result<ActionPlan> plan = d->outline(std::move(request));
    if (plan && plan->isAllowed())
        plan = co_await d->makePlan(*plan, stop);
    if (!plan)
        co_return plan;
    co_return co_await d->recorded(std::move(*plan), stop);
}

QCoro::Task<ActionResult> Executor::execute(ActionPlan plan, QString typed, QStringList ticked, std::stop_token stop,
                                            ActionWatch watch)
{
    const Target *target = findTarget(d->fleet, plan.target.name);
    std::optional<QString> why = objection(plan, typed, ticked, d->clock.wallNow());
    if (!why && (!target || target->readOnly))
        why = ActionText::tr("This target does not allow actions.");
    if (!why && !d->executed.insert(plan.id).second)
        why = ActionText::tr("This plan has already been carried out.");
    if (why)
        co_return co_await d->recorded(plan, refusedResult(plan, *why, makePlanAgain(), d->clock.wallNow()), stop);
    const ActionResult result = co_await d->act(plan, stop, std::move(watch));
    co_return co_await d->recorded(plan, result, stop);
}

QCoro::Task<ActionResult> Executor::verify(ActionPlan plan, std::stop_token stop)
{
    const ActionType *type = findAction(plan.request.action);
    if (!type)
        co_return refusedResult(plan,
                                ActionText::tr("This console does not know the action %1.").arg(plan.request.action),
                                {}, d->clock.wallNow());
    const RunPtr run = type->run(plan);
    run->assumeSent();
    if (findTarget(d->fleet, plan.target.name))
        co_await d->lookElsewhere(run, stop, {});
    ActionResult result = run->conclude(d->clock.wallNow());
    const Result<void> written = co_await d->journal.verified(plan, result, stop);
    if (!written && written.error().kind != ErrorKind::Cancelled)
        qCWarning(lcActions) << "the check of" << plan.id << "was not recorded:" << written.error().text;
    co_return result;
}

} // namespace lockmaster
