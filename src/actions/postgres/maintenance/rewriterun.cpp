// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/rewriterun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "actions/postgres/maintenance/rewriteplan.h"
#include "actions/postgres/maintenance/table.h"
#include "base/format.h"

namespace lockmaster::rewrite {

using namespace Qt::StringLiterals;

QString RewriteRun::lockTimeout() const
{
    return u"%1s"_s.arg(lockWait(m_plan.request.arguments).count());
}

QCoro::Task<Result<void>> RewriteRun::look(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const QJsonObject arguments = m_plan.request.arguments;
    const maintenance::Seen before = maintenance::seenIn(arguments);
    const Result<PgRows> rows =
        co_await link->query(actionQuery("rewrite_seen"_L1, {PgParam::of(before.oid), PgParam::of(startedAt())}),
                             QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    m_isThere = rows->count() > 0;
    if (!m_isThere)
        co_return Result<void>();
    m_isRewritten = rows->integer(0, rows->column("file")) != before.file;
    m_isAnalyzed = isCluster(arguments) || !arguments.value("analyze"_L1).toBool()
                   || rows->boolean(0, rows->column("is_analyzed"));
    m_bytes = rows->integer(0, rows->column("bytes"));
    co_return Result<void>();
}

Outcome RewriteRun::outcome() const
{
    if (hasFailed())
        return m_isRewritten ? Outcome::FailedPartial : Outcome::FailedClean;
    if (!m_evidence.hasLooked || !m_isThere)
        return Outcome::Unknown;
    if (isRunning())
        return Outcome::SentUnverified;
    if (isSettled() && !wasWarned())
        return Outcome::DoneVerified;
    if (m_isRewritten)
        return Outcome::FailedPartial;
    return wasWarned() && !m_evidence.isAnswerLost ? Outcome::NoOp : Outcome::FailedClean;
}

QString RewriteRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified:
        return ActionText::tr("Rewritten: it has a new file, of %1 with its indexes (%2 before).")
            .arg(formatBytes(m_bytes), formatBytes(maintenance::seenIn(m_plan.request.arguments).bytes));
    case Outcome::SentUnverified: return runningText();
    case Outcome::NoOp: return ActionText::tr("The server left the table out, and says success all the same.");
    case Outcome::FailedPartial:
        return failureText() + u' '
               + ActionText::tr("The table is rewritten; its statistics for the planner are not renewed.");
    case Outcome::FailedClean: return failureText() + u' ' + ActionText::tr("The table is as it was.");
    case Outcome::Unknown:
        return m_evidence.hasLooked ? ActionText::tr("The table is not there any more.") : unknownText();
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult RewriteRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    return resultWith(seen, summary(seen), now);
}

} // namespace lockmaster::rewrite
