// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "acttext.h"

#include "app/apptext.h"
#include "base/redact.h"
#include "base/text.h"
#include "terminal.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

void printIfAny(const QString &label, const QString &text)
{
    if (!text.isEmpty())
        printLine(cell(label, 13) + text, 2);
}

void printStatement(const PlannedStatement &statement)
{
    printIfAny(AppText::tr("statement"), statement.sql);
    for (qsizetype i = 0; i < statement.parameters.size(); ++i)
        printIfAny({}, u"$%1 = %2"_s.arg(QString::number(i + 1), statement.parameters[i]));
}

void printVictim(const Session &victim)
{
    printIfAny(AppText::tr("hits"),
               u"%1  %2  %3  %4  %5"_s.arg(QString::number(victim.key.pid), victim.application, victim.user,
                                           sessionStateName(victim.state), elided(maskLiterals(victim.query), 80)));
}

} // namespace

void printPlan(const ActionPlan &plan)
{
    printLine(u"%1  (%2, %3)"_s.arg(plainLine(plan.title), severityName(plan.severity),
                                    environmentName(plan.target.environment)));
    for (const PlannedStatement &statement : plan.statements)
        printStatement(statement);
    for (const Session &victim : plan.victims)
        printVictim(victim);
    for (const Preflight &check : plan.preflights)
        printIfAny(AppText::tr("check"),
                   u"%1 %2  %3"_s.arg(cell(verdictName(check.verdict), 8), check.id, check.detail));
    printIfAny(AppText::tr("consequence"), plan.consequence);
    printIfAny(AppText::tr("undo"), plan.undo);
    printIfAny(AppText::tr("instead"), plan.alternative);
}

void printResult(const ActionResult &result)
{
    printLine(u"%1  %2"_s.arg(outcomeName(result.outcome), plainLine(result.summary)));
    for (const QString &message : result.serverMessages)
        printIfAny(AppText::tr("server"), message);
    printIfAny(AppText::tr("next"), result.next);
}

} // namespace lockmaster
