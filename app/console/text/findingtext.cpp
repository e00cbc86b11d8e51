// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findingtext.h"

#include "actions/registry.h"
#include "app/apptext.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "shellword.h"
#include "terminal.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

/// In the order in which the action describes them.
QStringList argumentNames(const RecommendedAction &action)
{
    QStringList names;
    const ActionType *type = findAction(action.action);
    const Arguments described = type ? type->arguments() : Arguments();
    for (const Argument &argument : described)
        names << argument.name;
    names << action.args.keys();
    names.removeDuplicates();
    return names;
}

/// As argumentsOfWords() reads it.
QString argumentText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

QString toDoLine(const RecommendedAction &one, const QString &target, const FleetOrigin &origin)
{
    if (one.action.isEmpty())
        return AppText::tr("to do: %1").arg(one.command);
    const QString line = actCommandLine(one, target, origin);
    return origin.lackPassword.contains(target) ? AppText::tr("to do, with the password in the URL: %1").arg(line)
                                                : AppText::tr("to do: %1").arg(line);
}

} // namespace

QString actCommandLine(const RecommendedAction &action, const QString &target, const FleetOrigin &origin)
{
    QStringList words{u"lockmaster"_s, u"act"_s, action.action, shellWord(origin.urls.value(target, target))};
    const QStringList names = argumentNames(action);
    for (const QString &name : names) {
        const QString text = argumentText(action.args.value(name));
        if (!text.isEmpty())
            words << shellWord(name + u'=' + text);
    }
    if (!origin.file.isEmpty())
        words << u"--fleet"_s << shellWord(origin.file);
    return words.join(u' ');
}

QString actCommandLine(const ActionRequest &request, const FleetOrigin &origin)
{
    return actCommandLine(RecommendedAction{request.action, request.arguments}, request.target, origin);
}

void printFinding(const Finding &finding, const FleetOrigin &origin)
{
    const QString severity = cell(findingSeverityName(finding.severity), 8);
    printLine(u"%1 %2  %3"_s.arg(severity, finding.id, plainLine(sentenceOf(finding))), 2);
    const FindingRef &cause = finding.causedBy;
    if (!cause.id.isEmpty())
        printLine(cause.target == finding.target
                      ? AppText::tr("because of %1").arg(cause.id)
                      : AppText::tr("because of %1 on %2").arg(cause.id, plainLine(cause.target)),
                  11);
    for (const RecommendedAction &one : finding.recommended)
        printLine(toDoLine(one, finding.target, origin), 11);
}

} // namespace lockmaster
