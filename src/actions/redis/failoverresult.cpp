// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What became of a failover, in an outcome and in words.
#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "actions/redis/failoverrun.h"
#include "base/text.h"

namespace lockmaster::failover {

using namespace Qt::StringLiterals;

/// What of the rest of the plan is not done. Nobody went through it, or nobody knows how far, when the answer was lost.
QStringList FailoverRun::left() const
{
    if (m_hasFollowed)
        return m_left;
    QStringList rest;
    for (std::size_t i = 1; i < m_plan.statements.size(); ++i) {
        const PlannedStatement &statement = m_plan.statements[i];
        rest << ActionText::tr("%1 on %2")
                    .arg(statement.sql, statement.server.isEmpty() ? m_plan.target.name : statement.server);
    }
    return rest;
}

Outcome FailoverRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return Outcome::FailedClean;
    if (!m_old)
        return Outcome::Unknown;
    if (hasTakenOver())
        return !isAttached()      ? Outcome::SentUnverified
               : left().isEmpty() ? Outcome::DoneVerified
                                  : Outcome::FailedPartial;
    if (m_old->text("master_failover_state") != u"no-failover")
        return Outcome::SentUnverified;
    if (hasOldGivenWay() || m_isCandidatePrimary == true)
        return Outcome::FailedPartial; // the two do not agree on who is the primary
    return m_evidence.isCancelled || m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::NoOp;
}

QString FailoverRun::summary(Outcome outcome) const
{
    const QString candidate = plainLine(m_candidate);
    const QString &old = m_plan.target.name;
    switch (outcome) {
    case Outcome::DoneVerified:
        return ActionText::tr("%1 is the primary, and %2 follows it; no write was lost.").arg(candidate, old);
    case Outcome::SentUnverified:
        return hasTakenOver()
                   ? ActionText::tr("%1 is the primary, but %2 does not follow it yet.").arg(candidate, old)
                   : ActionText::tr("The failover is still under way: %1.").arg(m_old->text("master_failover_state"));
    case Outcome::NoOp:
        return ActionText::tr(
                   "The replica did not catch up within %1 s: the server gave up, and %2 is the primary as before.")
            .arg(timeoutOf(m_plan).count() / 1000)
            .arg(old);
    case Outcome::FailedClean:
        return m_evidence.error && !m_evidence.isAnswerLost
                   ? m_evidence.error->text
                   : ActionText::tr("It was taken back: %1 is the primary as before.").arg(old);
    case Outcome::FailedPartial:
        if (!hasTakenOver())
            return ActionText::tr("%1 and %2 do not agree on who is the primary.").arg(candidate, old);
        return (m_hasFollowed
                    ? ActionText::tr("%1 is the primary, and not all that had to follow was done: %2")
                    : ActionText::tr("%1 is the primary, and of what had to follow nothing is known to be done: %2"))
            .arg(candidate, left().join(u"; "_s));
    case Outcome::Unknown:
        return ActionText::tr(
            "The server's answer was lost, and nobody could look since: who is the primary is not known.");
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

QString FailoverRun::nextStep(Outcome outcome) const
{
    const QString candidate = plainLine(m_candidate);
    switch (outcome) {
    case Outcome::DoneVerified:
        return isWanted(m_plan, "disconnect"_L1)
                   ? ActionText::tr("Point applications and DNS at %1.").arg(candidate)
                   : ActionText::tr("Point applications and DNS at %1. Clients that stay connected to the old primary "
                                    "get READONLY until they connect again.")
                         .arg(candidate);
    case Outcome::NoOp: return ActionText::tr("Find out why the replica lags, or allow more time.");
    case Outcome::SentUnverified:
        if (!hasTakenOver())
            return ActionText::tr("Look again. If it stays so: see in the log of %1 why it cannot follow, and take it "
                                  "back there by FAILOVER ABORT, unless the new one is the primary already.")
                .arg(m_plan.target.name);
        return left().isEmpty() ? QString() : ActionText::tr("Look again. Left to do: %1").arg(left().join(u"; "_s));
    case Outcome::FailedPartial: return ActionText::tr("Do the rest by hand, server by server.");
    default: return {};
    }
}

ActionResult FailoverRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    result.isRunning = seen == Outcome::SentUnverified;
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    if (const QString next = nextStep(seen); !next.isEmpty())
        result.next = next;
    return result;
}

} // namespace lockmaster::failover
