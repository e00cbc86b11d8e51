// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What became of a pause, in an outcome and in words.
#include "actions/pgbouncer/consolechecks.h"
#include "actions/pgbouncer/pauseplan.h"
#include "actions/pgbouncer/pauserun.h"
#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "base/format.h"
#include "base/text.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

/// Before 1.19 a pause of all shows by its effect alone.
bool PauseRun::isUntold() const
{
    return m_database.isEmpty() && m_state && !m_state->isPaused;
}

/// Of a planned pause that is over.
QString PauseRun::heldText(const QString &name) const
{
    const qint64 seconds = m_heldFor.count();
    if (m_hold == Hold::Resumed)
        return ActionText::tr("%1 was paused; somebody resumed it after %2 s.").arg(name).arg(seconds);
    return (m_evidence.isCancelled
                ? ActionText::tr("%1 was paused for %2 s; you had it resumed, and its clients go on.")
                : ActionText::tr("%1 was paused for %2 s; nobody kept it paused, so it was resumed, and its clients go "
                                 "on."))
        .arg(name)
        .arg(seconds);
}

Outcome PauseRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (m_isTakenBack || m_isResumed) {
        if (isUntold() && m_evidence.isAnswerLost)
            return Outcome::Unknown;
        return isHeld() ? Outcome::FailedPartial : m_hold == Hold::Over ? Outcome::DoneVerified : Outcome::FailedClean;
    }
    if (m_hold == Hold::Resumed)
        return isHeld() ? Outcome::SentUnverified : Outcome::DoneVerified;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return m_evidence.error->detail.contains(u"already") ? Outcome::NoOp : Outcome::FailedClean;
    if (isHeld() || (isUntold() && !m_evidence.isAnswerLost))
        return isFree() ? Outcome::DoneVerified : Outcome::SentUnverified;
    if (isUntold())
        return Outcome::Unknown;
    return m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::SentUnverified;
}

QString PauseRun::whyNotPaused(const QString &name) const
{
    if (m_isResumed)
        return ActionText::tr("Somebody resumed %1 while it waited for transactions to end.").arg(name);
    if (m_isTakenBack && m_isLost)
        return ActionText::tr("The connection was lost while %1 waited for transactions to end; the pause was taken "
                              "back, and %1 goes on.")
            .arg(name);
    if (m_isTakenBack)
        return (m_evidence.isCancelled ? ActionText::tr("It was cancelled, and %1 goes on. (%2 in progress.)")
                                       : ActionText::tr("%2 did not end in time: %1 goes on."))
            .arg(name, transactionsText(m_stillBusy));
    return m_evidence.error ? m_evidence.error->text : ActionText::tr("%1 is not paused.").arg(name);
}

QString PauseRun::summary(Outcome outcome) const
{
    const QString name = m_plan.subjects.empty() ? QString() : plainLine(m_plan.subjects.front().name);
    switch (outcome) {
    case Outcome::DoneVerified:
        return isOver() ? heldText(name) : ActionText::tr("%1 is paused, and no server connection is left.").arg(name);
    case Outcome::SentUnverified:
        return isHeld()
                   ? ActionText::tr("%1 holds its clients back and still waits for %2.")
                         .arg(name, connectionsText(m_state->connections(m_database)))
                   : ActionText::tr("PgBouncer said that %1 is paused, and it is not any more: somebody resumed it.")
                         .arg(name);
    case Outcome::NoOp: return ActionText::tr("%1 was paused already.").arg(name);
    case Outcome::FailedPartial:
        return (isOver() ? ActionText::tr("The pause of %1 could not be taken back when it was over: its clients wait.")
                         : ActionText::tr("%1 could not be paused in time, and the pause could not be taken back: its "
                                          "clients wait."))
            .arg(name);
    case Outcome::FailedClean: return whyNotPaused(name);
    case Outcome::Unknown:
        return (m_hold == Hold::Underway
                    ? ActionText::tr(
                          "The console ended while %1 was paused: it stays paused until somebody resumes it.")
                    : ActionText::tr(
                          "PgBouncer's answer was lost, and nobody could look since: whether %1 is paused is "
                          "not known."))
            .arg(name);
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

QString PauseRun::nextStep(Outcome seen, WallTime now) const
{
    const QString resume = consoleCommand(u"RESUME"_s, m_database);
    if (seen == Outcome::DoneVerified && m_evidence.isAnswerLost)
        return ActionText::tr("It stays paused until somebody resumes it: %1.").arg(resume);
    if (seen == Outcome::DoneVerified && !isOver())
        return ActionText::tr("Resume it by %1 at the latest: %2. Nobody else does.")
            .arg(formatTimeOfDay(now + plannedPause(m_plan) - m_heldFor), resume);
    if (seen == Outcome::FailedPartial || (seen == Outcome::SentUnverified && isHeld()) || seen == Outcome::Unknown)
        return ActionText::tr("Look again. To let the clients go on: %1.").arg(resume);
    if (seen == Outcome::FailedClean && m_isTakenBack && !m_isLost && !m_evidence.isCancelled)
        return ActionText::tr("Find and end the transactions that last, or allow more time.");
    return {};
}

ActionResult PauseRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    result.isRunning = seen == Outcome::SentUnverified && isHeld();
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    if (const QString next = nextStep(seen, now); !next.isEmpty())
        result.next = next;
    if (isHeld() || seen == Outcome::Unknown)
        result.offer = resumeRequest(m_plan);
    return result;
}

} // namespace lockmaster
