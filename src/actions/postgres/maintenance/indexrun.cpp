// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/indexrun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "actions/postgres/maintenance/indexes.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::newindex {

using namespace Qt::StringLiterals;

QString IndexRun::index() const
{
    const auto found = std::ranges::find(m_plan.subjects, u"index"_s, &ActionSubject::kind);
    return found == m_plan.subjects.end() ? QString() : found->name;
}

QCoro::Task<Result<void>> IndexRun::look(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const qint64 table = maintenance::seenIn(m_plan.request.arguments).oid;
    const Result<PgRows> rows =
        co_await link->query(actionQuery("index_made"_L1, {PgParam::of(table), PgParam::of(index())}),
                             QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    m_isThere = rows->count() > 0;
    m_isUsable = m_isThere && rows->boolean(0, rows->column("is_usable"));
    m_bytes = m_isThere ? rows->integer(0, rows->column("bytes")) : 0;
    co_return Result<void>();
}

Outcome IndexRun::outcome() const
{
    if (!m_evidence.hasLooked)
        return Outcome::Unknown;
    if (isRunning())
        return Outcome::SentUnverified;
    if (m_isUsable && !hasFailed())
        return Outcome::DoneVerified;
    if (m_isThere && !m_isUsable)
        return Outcome::FailedPartial;
    return hasFailed() || m_evidence.isAnswerLost ? Outcome::FailedClean : Outcome::SentUnverified;
}

QString IndexRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified:
        return ActionText::tr("The index %1 is built and valid, of %2.").arg(plainLine(index()), formatBytes(m_bytes));
    case Outcome::SentUnverified:
        return isRunning() ? runningText()
                           : ActionText::tr("The server says that it is done, but there is no such index.");
    case Outcome::FailedPartial:
        return failureText() + u' '
               + ActionText::tr("It has left the invalid index %1, which no query uses and every write pays for.")
                     .arg(plainLine(index()));
    case Outcome::FailedClean: return failureText() + u' ' + ActionText::tr("Nothing is left of it.");
    case Outcome::Unknown: return unknownText();
    case Outcome::NoOp:
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult IndexRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultWith(seen, summary(seen), now);
    if (seen == Outcome::FailedPartial)
        result.next = maintenance::dropHint(index()) + u' ' + ActionText::tr("Then make the plan again.");
    return result;
}

} // namespace lockmaster::newindex
