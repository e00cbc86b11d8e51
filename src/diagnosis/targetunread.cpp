// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// target.unread: the link stands, and nothing could be read over it now: what is quiet there is not well. Evidence: errors
// [{kind, text, server_words, sqlstate}] of the probes, hidden [] as target.hidden has it.
#include "diagnosis/linkevidence.h"
#include "diagnosis/rules.h"

#include <QJsonArray>

#include "base/text.h"
#include "diagnosis/diagnosistext.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;

Findings findUnread(const Snapshot &snapshot, const Thresholds &)
{
    const bool isTold = !snapshot.hidden.empty() || !snapshot.probeErrors.empty();
    if (!isLive(snapshot.link) || isOfNow(snapshot) || !isTold)
        return {};
    QJsonArray errors;
    for (const Error &error : snapshot.probeErrors)
        errors.append(errorEvidence(error));
    QJsonArray hidden;
    for (const QString &what : snapshot.hidden)
        hidden.append(what);
    return {{u"target.unread"_s,
             FindingSeverity::Warning,
             {},
             QJsonObject{{u"errors"_s, errors}, {u"hidden"_s, hidden}},
             {},
             {}}};
}

QString unreadSentence(const Finding &finding)
{
    const QJsonValue error = finding.evidence[u"errors"][0];
    const QString hidden = plainLine(finding.evidence[u"hidden"][0].toString());
    const QString text = plainLine(error[u"text"].toString());
    const QString words = plainLine(error[u"server_words"].toString());
    if (!hidden.isEmpty() || text.isEmpty())
        return DiagnosisText::tr("Connected, but nothing can be read. %1").arg(hidden).trimmed();
    return words.isEmpty() ? DiagnosisText::tr("Connected, but nothing can be read: %1").arg(text)
                           : DiagnosisText::tr("Connected, but nothing can be read: %1 – “%2”").arg(text, words);
}

QString unreadShortly(const Findings &)
{
    return DiagnosisText::tr("nothing can be read");
}

} // namespace

constinit const Rule rules::targetUnread{.id = QLatin1StringView("target.unread"),
                                         .input = RuleInput::Link,
                                         .find = findUnread,
                                         .sentence = unreadSentence,
                                         .shortly = unreadShortly};

} // namespace lockmaster
