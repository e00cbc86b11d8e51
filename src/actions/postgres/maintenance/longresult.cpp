// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What all long work says of its end.
#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "actions/postgres/maintenance/longrun.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::maintenance {

using namespace Qt::StringLiterals;

/// The server says success, and warns that it left something out.
bool LongRun::wasWarned() const
{
    return std::ranges::any_of(m_evidence.messages, [](const QString &line) { return line.startsWith(u"WARNING"); });
}

QString LongRun::failureText() const
{
    if (m_isOverTime)
        return ActionText::tr("It took longer than its limit and was cancelled.");
    if (m_evidence.isCancelled)
        return ActionText::tr("It was cancelled.");
    if (m_evidence.isAnswerLost)
        return ActionText::tr("The connection was lost, and the server does not run it any more.");
    if (m_evidence.error && m_evidence.error->sqlState == u"55P03")
        return ActionText::tr("Somebody kept a lock on it: it gave up after %1.").arg(lockTimeout());
    return m_evidence.error ? m_evidence.error->text : ActionText::tr("The server left parts of it out.");
}

QString LongRun::runningText() const
{
    const ActionProgress &now = m_state.progress;
    QString where = plainLine(now.phase);
    if (now.done && now.total && *now.total > 0)
        where += u", "_s + formatPercent(double(*now.done) / double(*now.total));
    return ActionText::tr("It still runs on the server (%1).").arg(where);
}

QString LongRun::unknownText() const
{
    return m_evidence.serverRestarted
               ? ActionText::tr("The server restarted meanwhile, and what is there does not tell what was done.")
               : ActionText::tr("The connection was lost, and nobody could look since: the server may still be "
                                "working on it.");
}

ActionResult LongRun::resultWith(Outcome outcome, const QString &summary, WallTime now) const
{
    ActionResult result = resultOf(m_plan, m_evidence, outcome, summary, now);
    result.isRunning = outcome == Outcome::SentUnverified && isRunning();
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, outcome, {}});
    if (result.isRunning)
        result.next =
            ActionText::tr("Look again later. To stop it, cancel the query of the session that calls itself %1.")
                .arg(actingName(m_plan.id));
    return result;
}

} // namespace lockmaster::maintenance
