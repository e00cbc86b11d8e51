// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What became of a queue of tables: of each, and of all of them in an outcome and in words.
#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "actions/postgres/maintenance/queuerun.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::queue {
namespace {

using namespace Qt::StringLiterals;

QString stateText(const Turn &turn)
{
    switch (turn.state) {
    case TurnState::Waiting: return ActionText::tr("its turn did not come");
    case TurnState::Accepted: return ActionText::tr("accepted, not seen in the server's statistics");
    case TurnState::LeftOut: return ActionText::tr("left out: %1").arg(turn.detail);
    case TurnState::Skipped: return ActionText::tr("skipped");
    case TurnState::Cancelled: return ActionText::tr("cancelled");
    case TurnState::Failed: return ActionText::tr("failed: %1").arg(turn.detail);
    case TurnState::Lost: return ActionText::tr("the connection was lost before it was done");
    case TurnState::Gone: return ActionText::tr("it is not there any more");
    }
    return {};
}

/// A table whose turn ended without effect can be seen as done all the same, by autovacuum's hand it is not: only a
/// VACUUM that somebody sent counts for last_vacuum.
bool isDone(const Turn &turn)
{
    return turn.isSeen && turn.state != TurnState::LeftOut;
}

} // namespace

std::size_t QueueRun::count(TurnState state) const
{
    return std::size_t(
        std::ranges::count_if(m_turns, [&](const Turn &turn) { return turn.state == state && !isDone(turn); }));
}

std::size_t QueueRun::doneCount() const
{
    return std::size_t(std::ranges::count_if(m_turns, isDone));
}

Outcome QueueRun::outcomeOf(const Turn &turn) const
{
    if (isDone(turn))
        return Outcome::DoneVerified;
    if (!m_evidence.hasLooked)
        return turn.state == TurnState::Accepted ? Outcome::SentUnverified : Outcome::Unknown;
    switch (turn.state) {
    case TurnState::Accepted: return Outcome::SentUnverified;
    case TurnState::Skipped:
    case TurnState::Cancelled:
    case TurnState::Failed:
    case TurnState::Lost: return Outcome::FailedClean;
    default: return Outcome::NoOp;
    }
}

Outcome QueueRun::outcome() const
{
    const std::size_t done = doneCount();
    if (hasFailed())
        return Outcome::FailedClean;
    if (!m_evidence.hasLooked || m_turns.empty())
        return Outcome::Unknown;
    if (isRunning())
        return Outcome::SentUnverified;
    if (done == m_turns.size())
        return Outcome::DoneVerified;
    if (done > 0)
        return done + count(TurnState::Accepted) == m_turns.size() ? Outcome::SentUnverified : Outcome::FailedPartial;
    if (m_evidence.serverRestarted)
        return Outcome::Unknown; // a crash resets the statistics
    if (count(TurnState::LeftOut) + count(TurnState::Gone) == m_turns.size())
        return Outcome::NoOp;
    return count(TurnState::Accepted) > 0 ? Outcome::SentUnverified : Outcome::FailedClean;
}

QString QueueRun::summary(Outcome outcome) const
{
    if (outcome == Outcome::FailedClean && hasFailed())
        return failureText();
    if (outcome == Outcome::Unknown)
        return unknownText();
    QStringList parts{
        ActionText::tr("%1 of %2 done, seen in the server's statistics.")
            .arg(doneCount())
            .arg(counted(qint64(m_turns.size()), ActionText::tr("1 table"), ActionText::tr("%1 tables")))};
    if (isRunning())
        parts << runningText();
    const auto tell = [&](TurnState state, const QString &text) {
        const std::size_t number = count(state);
        if (number > 0)
            parts << text.arg(number);
    };
    tell(TurnState::Failed, ActionText::tr("Failed: %1."));
    tell(TurnState::LeftOut, ActionText::tr("Left out by the server: %1."));
    tell(TurnState::Skipped, ActionText::tr("Skipped: %1."));
    tell(TurnState::Cancelled, ActionText::tr("Cancelled: %1."));
    tell(TurnState::Lost, ActionText::tr("Lost with the connection: %1."));
    tell(TurnState::Gone, ActionText::tr("Not there any more: %1."));
    tell(TurnState::Accepted, ActionText::tr("Accepted, but not seen in the statistics: %1."));
    tell(TurnState::Waiting,
         m_evidence.isAnswerLost ? ActionText::tr("Not done: %1.") : ActionText::tr("Their turn did not come: %1."));
    return parts.join(u' ');
}

QString QueueRun::restText() const
{
    QStringList rest;
    for (const Turn &turn : m_turns) {
        if (!isDone(turn) && turn.state != TurnState::Gone)
            rest << turn.table.name;
    }
    return ActionText::tr("A new plan for the rest: tables=%1").arg(elided(plainLine(rest.join(u", ")), 600));
}

ActionResult QueueRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultWith(seen, summary(seen), now);
    result.subjects.clear();
    for (const Turn &turn : m_turns)
        result.subjects.push_back(
            {{u"table"_s, turn.table.name}, outcomeOf(turn), isDone(turn) ? QString() : stateText(turn)});
    if (seen == Outcome::FailedPartial || (seen == Outcome::FailedClean && !hasFailed()))
        result.next = restText();
    return result;
}

} // namespace lockmaster::queue
