// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/ladderrun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "actions/plan/statements.h"
#include "actions/postgres/queryplan.h"
#include "base/format.h"
#include "link/waits.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kSignalTime{12}; ///< pg_terminate_backend itself waits 5 s
constexpr std::chrono::seconds kGoneWithin{5};
constexpr std::chrono::milliseconds kBetweenLooks{250};

} // namespace

LadderRun::LadderRun(ActionPlan plan) : ActionRun(std::move(plan))
{
    const std::vector<Session> sessions = sessionsOf(m_plan);
    if (!sessions.empty())
        m_session = sessions.front();
}

LadderRun::Step LadderRun::stepOf(const PlannedStatement &statement) const
{
    return statement.sql == actionSql(QLatin1StringView("cancel")) ? Step::Cancel : Step::End;
}

std::chrono::seconds LadderRun::patience() const
{
    return std::chrono::seconds(m_plan.request.arguments.value(QLatin1StringView("wait_seconds")).toInteger(10));
}

void LadderRun::takeError(const Error &error, bool isOpen)
{
    m_evidence.error = error;
    m_evidence.isAnswerLost = !isRefusedByServer(error, isOpen);
}

/// False when nothing further is to be done.
QCoro::Task<bool> LadderRun::take(ActingContext context, PlannedStatement statement, Step step)
{
    const auto link = context.server.postgres();
    const Result<PgRows> rows = co_await link->query(toQuery(statement), QDeadlineTimer(kSignalTime), context.stop);
    if (!rows) {
        takeError(rows.error(), link->isOpen());
        if (m_evidence.isAnswerLost)
            (step == Step::Cancel ? m_isCancelSent : m_isEndSent) = true;
        co_return false;
    }
    m_evidence.messages << rows->notices();
    m_isSpared = rows->count() == 0;
    if (!m_isSpared)
        (step == Step::Cancel ? m_isCancelSent : m_isEndSent) = true;
    co_return !m_isSpared;
}

QCoro::Task<Result<LadderRun::Is>> LadderRun::look(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const auto present = co_await readPresent(link, {m_session}, QDeadlineTimer(kLookTimeout), stop);
    if (!present)
        co_return std::unexpected(present.error());
    if (present->empty())
        co_return Is::Gone;
    co_return isQueryOver(m_session, present->front()) ? Is::QueryOver : Is::AsBefore;
}

/// Until the query has reacted to the cancel, or the time is over that it was given.
QCoro::Task<void> LadderRun::waitForIt(ActingContext context)
{
    const SteadyTime from = systemClock().steadyNow();
    while (m_waited < patience() && !context.cancel.stop_requested()) {
        const Result<Is> is = co_await look(context.server.postgres(), context.stop);
        if (!is) {
            takeError(is.error(), context.server.postgres()->isOpen());
            co_return;
        }
        m_is = *is;
        m_waited = std::chrono::duration_cast<std::chrono::milliseconds>(systemClock().steadyNow() - from);
        if (m_is != Is::AsBefore)
            co_return;
        context.tell({.planId = m_plan.id,
                      .phase = ActionText::tr("cancelled, waiting for its query to end"),
                      .done = std::chrono::duration_cast<std::chrono::seconds>(m_waited).count(),
                      .total = patience().count(),
                      .unit = ActionText::tr("seconds"),
                      .perSecond = {}});
        if (co_await sleepFor(kBetweenLooks, context.stop) == WaitEnd::Stopped)
            co_return;
    }
    m_evidence.isCancelled = context.cancel.stop_requested();
}

QCoro::Task<void> LadderRun::send(ActingContext context)
{
    for (const PlannedStatement &statement : m_plan.statements) {
        const Step step = stepOf(statement);
        if (m_is != Is::AsBefore || m_evidence.error || m_evidence.isCancelled || context.stop.stop_requested())
            co_return;
        if (!co_await take(context, statement, step))
            co_return;
        if (step == Step::Cancel)
            co_await waitForIt(context);
    }
}

bool LadderRun::isDone() const
{
    return m_is == Is::Gone || (m_is == Is::QueryOver && !m_isEndSent);
}

QCoro::Task<void> LadderRun::verify(ActingContext context)
{
    if (m_evidence.isAnswerLost && !m_isCancelSent && !m_isEndSent) { // somebody else has sent it
        m_isCancelSent = stepOf(m_plan.statements.front()) == Step::Cancel;
        m_isEndSent = !m_isCancelSent;
    }
    const QDeadlineTimer deadline(kGoneWithin);
    do {
        const Result<Is> is = co_await look(context.server.postgres(), context.stop);
        m_evidence.hasLooked = is.has_value();
        if (!is)
            co_return;
        m_is = *is;
    } while (!isDone() && m_isEndSent && !deadline.hasExpired()
             && co_await sleepFor(kBetweenLooks, context.stop) == WaitEnd::Timeout);
    if (!isDone() || m_plan.waiters.empty() || context.stop.stop_requested())
        co_return;
    if (auto seen = co_await lookAtWaiters(context.server.postgres(), m_plan.waiters, context.stop))
        m_aftermath = std::move(*seen);
}

Outcome LadderRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    const bool isSent = m_isCancelSent || m_isEndSent;
    if (isDone() && isSent)
        return Outcome::DoneVerified;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return isSent ? Outcome::FailedPartial : Outcome::FailedClean;
    if (!isSent)
        return Outcome::NoOp;
    return Outcome::SentUnverified;
}

QString LadderRun::doneText() const
{
    const int pid = m_session.key.pid;
    if (m_evidence.serverRestarted)
        return ActionText::tr("The server restarted meanwhile; session %1 went with it.").arg(pid);
    if (m_is == Is::QueryOver)
        return ActionText::tr("The query of session %1 ended after the cancel; the session was not ended.").arg(pid);
    if (m_isCancelSent && m_isEndSent)
        return ActionText::tr("Session %1 is gone: its query did not react to the cancel within %2, and it was ended.")
            .arg(pid)
            .arg(formatDuration(patience()));
    return ActionText::tr("Session %1 is gone: the console looked again.").arg(pid);
}

QString LadderRun::stillThereText() const
{
    const int pid = m_session.key.pid;
    if (m_evidence.isAnswerLost)
        return ActionText::tr(
                   "The server's answer was lost, and session %1 is as it was: whether the request arrived is "
                   "not known.")
            .arg(pid);
    if (m_evidence.isCancelled)
        return ActionText::tr("The query of session %1 was cancelled and still runs; the session was not ended, as you "
                              "took that back.")
            .arg(pid);
    return m_isEndSent ? ActionText::tr("Sent, and session %1 is still there after 5 s.").arg(pid)
                       : ActionText::tr("Sent, and the query of session %1 still runs after %2.")
                             .arg(pid)
                             .arg(formatDuration(patience()));
}

QString LadderRun::summary(Outcome outcome) const
{
    const QString pid = QString::number(m_session.key.pid);
    switch (outcome) {
    case Outcome::DoneVerified: return doneText();
    case Outcome::SentUnverified: return stillThereText();
    case Outcome::NoOp: return ActionText::tr("Session %1 was gone or had changed; nothing was done to it.").arg(pid);
    case Outcome::FailedPartial:
        return ActionText::tr(
                   "The query of session %1 was cancelled and still runs; ending the session was refused: %2.")
            .arg(pid, m_evidence.error->text);
    case Outcome::Unknown:
        return ActionText::tr("The server's answer was lost, and nobody could look since: what became of session %1 is "
                              "not known.")
            .arg(pid);
    default: return m_evidence.error ? m_evidence.error->text : QString();
    }
}

QString LadderRun::nextStep(Outcome outcome) const
{
    if (outcome == Outcome::SentUnverified && m_isEndSent)
        return ActionText::tr(
            "It may be stopped, or in I/O that cannot be interrupted. Look at the process on its host. "
            "Never kill -9 it: the whole server would restart.");
    if (outcome == Outcome::SentUnverified)
        return ActionText::tr(
            "It may be in a function or in I/O that cannot be interrupted. Wait, or end the session.");
    return usualNextStep(outcome);
}

ActionResult LadderRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    result.next = nextStep(seen);
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    if (m_aftermath) {
        result.summary += u' ' + aftermathText(*m_aftermath);
        result.stillWaiting = m_aftermath->still;
    }
    return result;
}

} // namespace lockmaster
