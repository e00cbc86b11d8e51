// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "acttext.h"

#include "app/apptext.h"
#include "base/format.h"
#include "base/redact.h"
#include "base/text.h"
#include "findingtext.h"
#include "terminal.h"

#include <cstdio>
#include <unistd.h>
#include <utility>

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
    printIfAny(AppText::tr("statement"), statement.server.isEmpty()
                                             ? statement.sql
                                             : AppText::tr("%1  (on %2)").arg(statement.sql, statement.server));
    for (qsizetype i = 0; i < statement.parameters.size(); ++i)
        printIfAny({}, u"$%1 = %2"_s.arg(QString::number(i + 1), statement.parameters[i]));
}

void printSubject(const ActionSubject &subject)
{
    if (!subject.session)
        return printIfAny(AppText::tr("hits"), subject.name);
    const Session &session = *subject.session;
    printIfAny(AppText::tr("hits"),
               u"%1  %2  %3  %4  %5"_s.arg(subject.name, session.application, session.user,
                                           sessionStateName(session.state), elided(maskLiterals(session.query), 80)));
}

} // namespace

void printPlan(const ActionPlan &plan)
{
    printLine(u"%1  (%2, %3)"_s.arg(plainLine(plan.title), severityName(plan.severity),
                                    environmentName(plan.target.environment)));
    for (const PlannedStatement &statement : plan.statements)
        printStatement(statement);
    for (const ActionSubject &subject : plan.subjects)
        printSubject(subject);
    for (const Preflight &check : plan.preflights)
        printIfAny(AppText::tr("check"),
                   u"%1 %2  %3"_s.arg(cell(verdictName(check.verdict), 8), check.id, check.detail));
    printIfAny(AppText::tr("consequence"), plan.consequence);
    printIfAny(AppText::tr("undo"), plan.undo);
    printIfAny(AppText::tr("instead"), plan.alternative);
}

void printResult(const ActionResult &result, const FleetOrigin &origin)
{
    printLine(u"%1  %2"_s.arg(outcomeName(result.outcome), plainLine(result.summary)));
    for (const QString &message : result.serverMessages)
        printIfAny(AppText::tr("server"), message);
    printIfAny(AppText::tr("next"), result.next);
    if (result.offer)
        printIfAny({}, actCommandLine(*result.offer, origin));
}

ProgressLine::ProgressLine() : m_isTerminal(::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(const ActionProgress &progress)
{
    QStringList parts{plainLine(progress.phase)};
    if (progress.total)
        parts << AppText::tr("%1 of %2 %3")
                     .arg(formatCount(progress.done.value_or(0)), formatCount(*progress.total), progress.unit);
    if (progress.perSecond)
        parts << formatRate(*progress.perSecond);
    const QString text = parts.join(u"  "_s);
    if (text == std::exchange(m_text, text))
        return;
    // In a file every change of phase is a line, and not every number.
    if (m_isTerminal)
        std::fputs((u"\r\x1b[K"_s + elided(text, 100)).toUtf8().constData(), stderr);
    else if (progress.phase != std::exchange(m_phase, progress.phase))
        std::fputs((text + u'\n').toUtf8().constData(), stderr);
    std::fflush(stderr);
}

void ProgressLine::end()
{
    if (m_isTerminal && !m_text.isEmpty())
        std::fputs("\r\x1b[K", stderr);
}

} // namespace lockmaster
