// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessionrow.h"

#include "base/text.h"
#include "model/hidden.h"

#include <algorithm>

namespace lockmaster {
namespace {

constexpr qsizetype kQueryLength = 400;

/// Folding white space of a megabyte for a line of it would be waste; escapes make it no shorter.
QString line(const QString &text)
{
    return elided(plainLine(text.left(4 * kQueryLength)), kQueryLength);
}

} // namespace

SessionTexts sessionTexts(const Session &session)
{
    const QString wait =
        session.waitEventType.isEmpty() ? QString() : session.waitEventType + QStringLiteral(": ") + session.waitEvent;
    return {line(session.database), line(session.user), line(session.application),
            line(session.client),   line(wait),         line(session.query).trimmed()};
}

SessionAges agesOf(const Session &session, ServerTime now)
{
    return {isRunning(session) ? ageAt(now, session.queryStart) : std::nullopt, ageAt(now, session.transactionStart),
            ageAt(now, startOf(session)), ageAt(now, session.stateChange),
            waitsForLock(session) ? ageAt(now, session.stateChange) : std::nullopt};
}

SessionAges highest(const SessionAges &left, const SessionAges &right)
{
    return {std::max(left.query, right.query), std::max(left.transaction, right.transaction),
            std::max(left.backend, right.backend), std::max(left.state, right.state), std::max(left.wait, right.wait)};
}

bool isRunning(const Session &session)
{
    return session.state == SessionState::Active || session.state == SessionState::FastpathFunctionCall;
}

bool isInTransaction(const Session &session)
{
    return session.state == SessionState::IdleInTransaction || session.state == SessionState::IdleInTransactionAborted;
}

bool waitsForLock(const Session &session)
{
    return session.waitEventType == u"Lock";
}

bool isBackground(const Session &session)
{
    if (session.state == SessionState::Hidden) // its kind is hidden too; autovacuum workers have a database
        return session.application.isEmpty() && (session.database.isEmpty() || session.user.isEmpty());
    return session.backendType != u"client backend" && session.backendType != u"parallel worker"
           && session.backendType != u"walsender";
}

bool isOfConsole(const Session &session)
{
    return session.application.startsWith(u"lockmaster", Qt::CaseInsensitive);
}

} // namespace lockmaster
