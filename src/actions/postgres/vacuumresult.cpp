// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What became of a vacuum, in an outcome and in words.
#include "actions/plan/actiontext.h"
#include "actions/plan/results.h"
#include "actions/postgres/vacuumrun.h"
#include "base/format.h"
#include "base/text.h"

#include <algorithm>

namespace lockmaster::vacuum {

using namespace Qt::StringLiterals;

bool VacuumRun::isSeen() const
{
    const Mode mode = modeOf(m_plan);
    const bool isVacuumed = mode == Mode::Analyze || m_vacuumed >= m_tables;
    const bool isAnalyzed = (mode != Mode::Analyze && mode != Mode::VacuumAnalyze) || m_analyzed >= m_tables;
    return m_tables > 0 && isVacuumed && isAnalyzed;
}

/// The server says success, and warns that it left something out.
bool VacuumRun::wasSkipped() const
{
    return std::ranges::any_of(m_evidence.messages, [](const QString &line) { return line.startsWith(u"WARNING"); });
}

Outcome VacuumRun::outcome() const
{
    const bool isPartlyDone = m_vacuumed > 0 || m_analyzed > 0;
    if (m_evidence.error && !m_evidence.isAnswerLost)
        return isPartlyDone ? Outcome::FailedPartial : Outcome::FailedClean;
    if (!m_evidence.hasLooked || (m_evidence.serverRestarted && !isSeen()))
        return Outcome::Unknown;
    if (m_isRunning)
        return Outcome::SentUnverified;
    if (wasSkipped())
        return isPartlyDone ? Outcome::FailedPartial : Outcome::NoOp;
    if (isSeen())
        return Outcome::DoneVerified;
    if (m_evidence.isAnswerLost)
        return isPartlyDone ? Outcome::FailedPartial : Outcome::FailedClean;
    return Outcome::SentUnverified;
}

QString VacuumRun::failureText() const
{
    if (m_isOverTime)
        return ActionText::tr("It took longer than its limit and was cancelled.");
    if (m_evidence.isCancelled)
        return ActionText::tr("It was cancelled.");
    if (m_evidence.isAnswerLost)
        return ActionText::tr("The connection was lost, and the server does not run it any more.");
    if (m_evidence.error && m_evidence.error->sqlState == u"55P03")
        return ActionText::tr("Somebody kept a lock on it: the vacuum gave up after 3 s.");
    return m_evidence.error ? m_evidence.error->text : ActionText::tr("The server left parts of it out.");
}

QString VacuumRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified:
        return modeOf(m_plan) == Mode::Analyze
                   ? ActionText::tr("Analyzed, seen in the server's statistics.")
                   : ActionText::tr("Vacuumed, seen in the server's statistics; %1 dead rows are left.")
                         .arg(formatCount(m_dead));
    case Outcome::SentUnverified:
        return m_isRunning ? ActionText::tr("It still runs on the server (%1).").arg(plainLine(m_last.phase))
                           : ActionText::tr("The server says that it is done, but its statistics do not show it.");
    case Outcome::NoOp: return ActionText::tr("The server left the table out, and says success all the same.");
    case Outcome::FailedPartial:
        return failureText() + u' '
               + ActionText::tr("Of %1, %2 vacuumed and %3 analyzed.")
                     .arg(counted(m_tables, ActionText::tr("1 table"), ActionText::tr("%1 tables")))
                     .arg(m_vacuumed)
                     .arg(m_analyzed);
    case Outcome::FailedClean:
        return failureText() + u' ' + ActionText::tr("The table can be used as before; what was cleaned stays clean.");
    case Outcome::Unknown:
        return m_evidence.serverRestarted
                   ? ActionText::tr("The server restarted meanwhile, and its statistics do not tell what was done.")
                   : ActionText::tr("The connection was lost, and nobody could look since: the server may still be "
                                    "working on it.");
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult VacuumRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    ActionResult result = resultOf(m_plan, m_evidence, seen, summary(seen), now);
    result.isRunning = seen == Outcome::SentUnverified && m_isRunning;
    for (const ActionSubject &subject : m_plan.subjects)
        result.subjects.push_back({subject, seen, {}});
    if (result.isRunning)
        result.next =
            ActionText::tr("Look again later. To stop it, cancel the query of the session that calls itself %1.")
                .arg(actingName(m_plan.id));
    return result;
}

} // namespace lockmaster::vacuum
