// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/postgres/maintenance/vacuumrun.h"

#include "actions/plan/actiontext.h"
#include "actions/plan/statements.h"
#include "actions/postgres/maintenance/table.h"
#include "actions/postgres/maintenance/vacuumoptions.h"
#include "base/format.h"

namespace lockmaster::vacuum {

using namespace Qt::StringLiterals;

bool Effect::isAll(const QJsonObject &arguments) const
{
    const Mode mode = modeOf(arguments);
    const bool isVacuumed = mode == Mode::Analyze || vacuumed >= tables;
    const bool isAnalyzed = (mode != Mode::Analyze && mode != Mode::VacuumAnalyze) || analyzed >= tables;
    return tables > 0 && isVacuumed && isAnalyzed;
}

QCoro::Task<Result<std::vector<Effect>>> readEffects(std::shared_ptr<PgLink> link, maintenance::Oids tables,
                                                     QJsonObject arguments, ServerTime since, std::stop_token stop)
{
    const QString only = arguments.value("only"_L1).toBool() ? u"true"_s : u"false"_s;
    const Result<PgRows> rows =
        co_await link->query(actionQuery("vacuum_seen"_L1, {PgParam::of(maintenance::oidArray(tables)),
                                                            PgParam::of(since), PgParam::of(only)}),
                             QDeadlineTimer(kLookTimeout), std::move(stop));
    if (!rows)
        co_return std::unexpected(rows.error());
    std::vector<Effect> effects;
    for (int row = 0; row < rows->count(); ++row) {
        const auto number = [&](const char *name) { return rows->integer(row, rows->column(name)); };
        effects.push_back(
            {number("oid"), number("tables"), number("vacuumed"), number("analyzed"), number("dead_rows")});
    }
    co_return effects;
}

QCoro::Task<Result<void>> VacuumRun::look(std::shared_ptr<PgLink> link, std::stop_token stop)
{
    const QJsonObject arguments = m_plan.request.arguments;
    const maintenance::Oids table(1, maintenance::seenIn(arguments).oid);
    const auto seen = co_await readEffects(link, table, arguments, startedAt(), stop);
    if (!seen)
        co_return std::unexpected(seen.error());
    m_effect = seen->empty() ? Effect() : seen->front();
    co_return Result<void>();
}

Outcome VacuumRun::outcome() const
{
    if (hasFailed())
        return m_effect.isAny() ? Outcome::FailedPartial : Outcome::FailedClean;
    // A table that is gone tells nothing; nor do statistics that a crash has reset.
    if (!m_evidence.hasLooked || m_effect.tables == 0 || (m_evidence.serverRestarted && !isSettled()))
        return Outcome::Unknown;
    if (isRunning())
        return Outcome::SentUnverified;
    if (wasWarned())
        return m_effect.isAny() ? Outcome::FailedPartial : Outcome::NoOp;
    if (isSettled())
        return Outcome::DoneVerified;
    if (m_evidence.isAnswerLost)
        return m_effect.isAny() ? Outcome::FailedPartial : Outcome::FailedClean;
    return Outcome::SentUnverified;
}

QString VacuumRun::summary(Outcome outcome) const
{
    switch (outcome) {
    case Outcome::DoneVerified:
        return modeOf(m_plan.request.arguments) == Mode::Analyze
                   ? ActionText::tr("Analyzed, seen in the server's statistics.")
                   : ActionText::tr("Vacuumed, seen in the server's statistics; %1 dead rows are left.")
                         .arg(formatCount(m_effect.dead));
    case Outcome::SentUnverified:
        return isRunning() ? runningText()
                           : ActionText::tr("The server says that it is done, but its statistics do not show it.");
    case Outcome::NoOp: return ActionText::tr("The server left the table out, and says success all the same.");
    case Outcome::FailedPartial:
        return failureText() + u' '
               + ActionText::tr("Of %1, %2 vacuumed and %3 analyzed.")
                     .arg(counted(m_effect.tables, ActionText::tr("1 table"), ActionText::tr("%1 tables")))
                     .arg(m_effect.vacuumed)
                     .arg(m_effect.analyzed);
    case Outcome::FailedClean:
        return failureText() + u' ' + ActionText::tr("The table can be used as before; what was cleaned stays clean.");
    case Outcome::Unknown:
        return m_evidence.hasLooked && !m_evidence.serverRestarted ? ActionText::tr("The table is not there any more.")
                                                                   : unknownText();
    case Outcome::RefusedByConsole: break;
    }
    return {};
}

ActionResult VacuumRun::conclude(WallTime now) const
{
    const Outcome seen = outcome();
    return resultWith(seen, summary(seen), now);
}

} // namespace lockmaster::vacuum
