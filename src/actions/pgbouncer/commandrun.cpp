// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/pgbouncer/commandrun.h"

#include "actions/plan/results.h"
#include "link/waits.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kCommandTimeout{5};
constexpr std::chrono::seconds kAfterLoss{1};
constexpr std::chrono::milliseconds kBetweenConsoleLooks{200};

} // namespace

QCoro::Task<Result<void>> CommandRun::lookBefore(LinkPtr, std::stop_token)
{
    co_return Result<void>();
}

QCoro::Task<void> CommandRun::send(ActingContext context)
{
    const LinkPtr link = context.server.postgres();
    const Result<void> before = co_await lookBefore(link, context.stop);
    if (!before) {
        m_evidence.error = before.error();
        m_evidence.hasLooked = true; // nothing was sent
        co_return;
    }
    for (const PlannedStatement &statement : m_plan.statements) {
        const Result<PgRows> answer =
            co_await link->command(statement.sql.toUtf8(), QDeadlineTimer(kCommandTimeout), context.stop);
        if (!answer) {
            m_evidence.error = answer.error();
            m_evidence.isAnswerLost = !isRefusedByServer(answer.error(), link->isOpen());
            co_return;
        }
        ++m_taken;
    }
}

void CommandRun::assumeSent()
{
    ActionRun::assumeSent();
    m_isAssumed = true;
}

QCoro::Task<void> CommandRun::verify(ActingContext context)
{
    if (m_evidence.hasLooked)
        co_return;
    // A command whose answer was lost has arrived by now, or never will.
    const QDeadlineTimer deadline(m_evidence.isAnswerLost ? kAfterLoss : patience());
    do {
        const Result<void> seen = co_await look(context.server.postgres(), context.stop);
        m_evidence.hasLooked = seen.has_value();
        if (!seen || isDone() || (m_evidence.error && !m_evidence.isAnswerLost))
            co_return;
    } while (!deadline.hasExpired() && co_await sleepFor(kBetweenConsoleLooks, context.stop) == WaitEnd::Timeout);
}

Outcome CommandRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return isNothing(*m_evidence.error) ? Outcome::NoOp : Outcome::FailedClean;
    if (isDone())
        return Outcome::DoneVerified;
    return m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::SentUnverified;
}

QString CommandRun::refusal() const
{
    return m_evidence.error && !m_evidence.isAnswerLost ? m_evidence.error->text : QString();
}

ActionResult CommandRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    complete(result);
    return result;
}

} // namespace lockmaster
