// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/plan/steprun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "actions/plan/row.h"
#include "actions/plan/statements.h"
#include "link/waits.h"

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kStepTime{15}; ///< the session's own statement_timeout is shorter
constexpr std::chrono::milliseconds kLookAgainAfter{250};

} // namespace

QCoro::Task<Result<void>> StepRun::prepare(ActingContext)
{
    co_return Result<void>();
}

QCoro::Task<Result<PgRows>> StepRun::sendOne(ActingContext context, PlannedStatement statement)
{
    co_return co_await context.server.postgres()->query(toQuery(statement), QDeadlineTimer(kStepTime), context.stop);
}

QString StepRun::spared(const PgRows &) const
{
    return {};
}

QCoro::Task<void> StepRun::send(ActingContext context)
{
    m_startedAt = context.server.facts.serverNow;
    if (const Result<void> prepared = co_await prepare(context); !prepared) {
        m_evidence.error = prepared.error();
        m_evidence.hasLooked = m_isUnsent = true;
        co_return;
    }
    for (const PlannedStatement &statement : m_plan.statements) {
        const Result<PgRows> answer = co_await sendOne(context, statement);
        if (!answer) {
            m_evidence.error = answer.error();
            m_evidence.isAnswerLost = !isRefusedByServer(answer.error(), context.server.postgres()->isOpen());
            co_return;
        }
        m_evidence.messages << answer->notices();
        m_spared = spared(*answer);
        if (!m_spared.isEmpty())
            co_return;
        ++m_done;
    }
}

/// The server may work on a statement whose connection is gone. New sessions of this action have its name too.
QCoro::Task<Result<bool>> StepRun::isStillActing(ReadyServer server, std::stop_token stop)
{
    if (!m_evidence.isAnswerLost)
        co_return false;
    const Result<PgRows> rows =
        co_await ask(server.postgres(), QLatin1StringView("still_acting"), {PgParam::of(actingName(m_plan.id))}, stop);
    if (!rows)
        co_return std::unexpected(rows.error());
    co_return Row{*rows}.boolean("is_there");
}

bool StepRun::isSettled() const
{
    return m_sight->effect == Sight::Effect::Whole || isRefused() || !m_spared.isEmpty();
}

QCoro::Task<void> StepRun::verify(ActingContext context)
{
    if (m_isUnsent)
        co_return;
    const QDeadlineTimer deadline(lookingTime());
    do {
        const Result<bool> acting = co_await isStillActing(context.server, context.stop);
        Result<Sight> sight = !acting ? std::unexpected(acting.error()) : co_await look(context.server, context.stop);
        m_evidence.hasLooked = sight.has_value();
        if (!sight)
            co_return;
        m_isActing = *acting;
        m_sight = std::move(*sight);
    } while (!isSettled() && !deadline.hasExpired()
             && co_await sleepFor(kLookAgainAfter, context.stop) == WaitEnd::Timeout);
}

Outcome StepRun::outcome() const
{
    if (m_isUnsent)
        return Outcome::FailedClean;
    if (!m_evidence.hasLooked || !m_sight)
        return Outcome::Unknown;
    if (isRefused())
        return m_done > 0 ? Outcome::FailedPartial : Outcome::FailedClean;
    if (!m_spared.isEmpty())
        return m_done > 0 ? Outcome::FailedPartial : Outcome::NoOp;
    if (m_sight->effect == Sight::Effect::Whole)
        return Outcome::DoneVerified;
    if (!m_evidence.isAnswerLost)
        return m_sight->effect == Sight::Effect::Needless ? Outcome::NoOp : Outcome::SentUnverified;
    if (m_isActing || m_sight->mayCome)
        return Outcome::Unknown;
    return m_sight->effect == Sight::Effect::Partly ? Outcome::FailedPartial : Outcome::FailedClean;
}

QString StepRun::failureText() const
{
    if (isRefused())
        return m_evidence.error->text + u'.';
    if (!m_spared.isEmpty())
        return m_spared;
    return ActionText::tr("The server's answer was lost.");
}

QString StepRun::summary(Outcome outcome) const
{
    const QString seen = m_sight ? m_sight->text : QString();
    switch (outcome) {
    case Outcome::DoneVerified: return seen;
    case Outcome::SentUnverified:
        return ActionText::tr("The server took it, but its effect is not seen after %1 s.").arg(lookingTime().count())
               + u' ' + seen;
    case Outcome::NoOp: return m_spared.isEmpty() ? seen : m_spared;
    case Outcome::FailedPartial: {
        const QString left = residue();
        return failureText() + u' ' + ActionText::tr("Done in part:") + u' ' + (left.isEmpty() ? seen : left);
    }
    case Outcome::FailedClean: return failureText() + u' ' + ActionText::tr("Nothing was changed.");
    case Outcome::Unknown:
        return m_sight
                   ? ActionText::tr("The server's answer was lost, and it may still be at work on it.") + u' ' + seen
                   : ActionText::tr("The server's answer was lost, and nobody could look since: whether it was "
                                    "done is not known.");
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult StepRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    if (m_sight && !m_sight->next.isEmpty())
        result.next = m_sight->next;
    return result;
}

ServerTime StepRun::startedAt() const
{
    return m_startedAt.value_or(m_plan.serverNow.value_or(m_plan.madeAt));
}

} // namespace lockmaster
