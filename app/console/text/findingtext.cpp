// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findingtext.h"

#include <QRegularExpression>

#include "app/apptext.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "terminal.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

QString shellWord(const QString &text)
{
    static const QRegularExpression kHarmless(u"^[A-Za-z0-9_./:=@%+-]+$"_s);
    return kHarmless.match(text).hasMatch() ? text : u'\'' + QString(text).replace(u'\'', "'\\''"_L1) + u'\'';
}

} // namespace

QString actCommandLine(const RecommendedAction &action, const QString &target)
{
    QStringList words{u"lockmaster"_s, u"act"_s, action.action, shellWord(target)};
    for (const QString &key : {u"pid"_s, u"backend_start"_s, u"query_start"_s}) {
        if (action.args.contains(key))
            words << shellWord(key + u'=' + action.args.value(key).toVariant().toString());
    }
    return words.join(u' ');
}

void printFinding(const Finding &finding)
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
        printLine(AppText::tr("to do: %1")
                      .arg(one.action.isEmpty() ? plainLine(one.command) : actCommandLine(one, finding.target)),
                  11);
}

} // namespace lockmaster
