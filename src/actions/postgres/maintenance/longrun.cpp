// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/longrun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "link/waits.h"

namespace lockmaster::maintenance {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kLookAtProgress{500};
constexpr std::chrono::milliseconds kLookAtEffect{250};
constexpr std::chrono::seconds kEffectTime{5};  ///< until the server has written down what it did
constexpr std::chrono::seconds kCancelTime{30}; ///< from when the server has signalled it
constexpr std::chrono::minutes kReachTime{2};   ///< until the server could be told to

} // namespace

/// The second connection is opened before: cancelling must not need a login.
QCoro::Task<Result<void>> LongRun::prepare(ActingContext context)
{
    const Result<ReadyServer> second = co_await m_second.ready(context);
    if (!second)
        co_return std::unexpected(second.error());
    if (second->lent.shared) {
        co_await m_second.release(context.stop);
        co_return fail(ErrorKind::Full, ActionText::tr("The server has no connection left to watch it by."));
    }
    const QString memory = m_plan.request.arguments.value("work_memory"_L1).toString();
    const Answer set = co_await context.server.postgres()->query(
        actionQuery("long_settings"_L1, {PgParam::of(lockTimeout()), PgParam::of(memory)}),
        QDeadlineTimer(kLookTimeout), context.stop);
    if (!set)
        co_return std::unexpected(set.error());
    co_return Result<void>();
}

QCoro::Task<bool> LongRun::begin(ActingContext context)
{
    m_startedAt = context.server.facts.serverNow;
    m_limit = QDeadlineTimer(std::chrono::minutes(m_plan.request.arguments.value("limit_minutes"_L1).toInteger(60)));
    const Result<void> prepared = co_await prepare(context);
    if (!prepared) {
        m_evidence.error = prepared.error();
        m_evidence.hasLooked = true; // nothing was sent
    }
    co_return prepared.has_value();
}

QCoro::Task<void> LongRun::send(ActingContext context)
{
    if (!co_await begin(context))
        co_return;
    const auto answer = co_await carryOut(context, m_plan.statements.front());
    takeAnswer(answer, context.server.postgres()->isOpen());
}

QCoro::Task<std::optional<LongRun::Answer>> LongRun::carryOut(ActingContext context, PlannedStatement statement)
{
    m_evidence.isCancelled = false;
    m_isOverTime = false;
    Underway<Answer> work;
    work.begin(
        context.server.postgres()->query(toQuery(statement), QDeadlineTimer(QDeadlineTimer::Forever), work.token()));
    co_await watch(context, &work);
    co_return work.answer();
}

QCoro::Task<void> LongRun::watch(ActingContext context, Underway<Answer> *work)
{
    std::optional<QDeadlineTimer> giveUp;
    while (co_await work->answered(QDeadlineTimer(kLookAtProgress), context.stop) == WaitEnd::Timeout) {
        if (giveUp && giveUp->hasExpired())
            co_return; // it does not react, or is not reached: nobody knows how long it goes on
        const bool isWanted = isTakenBack(context) || m_limit.hasExpired();
        if (isWanted && !giveUp)
            giveUp = QDeadlineTimer(kReachTime);
        if (isWanted && !m_evidence.isCancelled && co_await cancel(context)) {
            giveUp = QDeadlineTimer(kCancelTime);
            m_isOverTime = !isTakenBack(context);
            m_evidence.isCancelled = true;
        }
        co_await tellProgress(context);
    }
}

/// True when the server has signalled it. It is asked again until then: the connection may be lost meanwhile, or the
/// session not yet be at work.
QCoro::Task<bool> LongRun::cancel(ActingContext context)
{
    const Result<ReadyServer> second = co_await m_second.ready(context, SecondLink::Try::IfDue);
    if (!second)
        co_return false;
    const Answer signalled =
        co_await second->postgres()->query(actionQuery("long_cancel"_L1, {PgParam::of(actingName(m_plan.id))}),
                                           QDeadlineTimer(kLookTimeout), context.stop);
    if (second->lent.shared) // the server was full
        co_await m_second.release(context.stop);
    co_return signalled && signalled->count() > 0 && signalled->boolean(0, signalled->column("signalled"));
}

QCoro::Task<void> LongRun::tellProgress(ActingContext context)
{
    const Result<ReadyServer> second = co_await m_second.ready(context, SecondLink::Try::IfDue);
    if (second && second->lent.shared)
        co_await m_second.release(context.stop);
    if (!second || second->lent.shared)
        co_return;
    Result<LongState> state = co_await readLongState(second->postgres(), m_plan.id, context.stop);
    if (!state || !state->isRunning)
        co_return;
    ActionProgress &now = state->progress;
    shape(now);
    const SteadyTime at = systemClock().steadyNow();
    if (now.phase == m_last.phase && now.done && m_last.done && *now.done >= *m_last.done && at > m_lastAt)
        now.perSecond = double(*now.done - *m_last.done) / inSeconds(at - m_lastAt);
    m_last = now;
    m_lastAt = at;
    context.tell(now);
}

void LongRun::takeAnswer(const std::optional<Answer> &answer, bool isConnectionOpen)
{
    if (answer && *answer) {
        m_evidence.messages << (*answer)->notices();
        return;
    }
    if (answer)
        m_evidence.error = answer->error();
    m_evidence.isAnswerLost = !answer || !isConnectionOpen || answer->error().sqlState.isEmpty();
}

QCoro::Task<void> LongRun::verify(ActingContext context)
{
    if (m_evidence.hasLooked)
        co_return;
    const auto link = context.server.postgres();
    const QDeadlineTimer deadline(kEffectTime);
    do {
        const Result<LongState> state = co_await readLongState(link, m_plan.id, context.stop);
        const Result<void> seen = state ? co_await look(link, context.stop) : std::unexpected(state.error());
        m_evidence.hasLooked = seen.has_value();
        if (!seen)
            co_return;
        m_state = *state;
        if (m_state.isRunning || isSettled() || wasWarned() || hasFailed())
            co_return;
    } while (co_await sleepFor(kLookAtEffect, context.stop) == WaitEnd::Timeout && !deadline.hasExpired());
}

ServerTime LongRun::startedAt() const
{
    return m_startedAt.value_or(m_plan.serverNow.value_or(m_plan.madeAt));
}

} // namespace lockmaster::maintenance
