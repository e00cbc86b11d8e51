// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findings/findingline.h"

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "diagnosis/rules.h"
#include "ui/locks/lockrows.h"
#include "ui/shell/shelltext.h"

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString blockingText(int victims, const QString &since)
{
    return victims == 1 ? ShellText::tr("One session blocks another since %1").arg(since)
                        : ShellText::tr("One session blocks %1 others since %2").arg(formatCount(victims), since);
}

/// The page that shows the proof; the overview of one that a later version found.
QString pageOf(const Finding &finding)
{
    const Rule *rule = ruleOf(finding.id);
    return rule ? QString(rule->page) : QStringLiteral("overview");
}

SessionKey culpritOf(const PostgresState &state, const Finding &finding)
{
    const int pid = finding.evidence[u"root"][u"pid"].toInt();
    const SessionPtr session = pid > 0 ? findSession(state, pid) : nullptr;
    return session ? session->key : SessionKey{};
}

/// The blockade in the words of the Locks page; other findings speak for themselves.
void tellBlockade(FindingLine &line, const PostgresState &state, const Finding &finding)
{
    const int root = state.forest.find(finding.evidence[u"root"][u"pid"].toInt());
    if (root < 0)
        return;
    const LockNode &node = state.forest.nodes[std::size_t(root)];
    const LockRow row = lockRow(state, root);
    line.text = blockingText(node.victims, formatTimeOfDay(state.serverNow - longestWait(state.forest, root)));
    const SessionPtr session = node.pid == kPreparedTransactionPid ? nullptr : findSession(state, node.pid);
    line.detail =
        session ? joined({ShellText::tr("pid %1").arg(node.pid), plainLine(session->application), row.state, row.lock})
                : joined({row.who, row.state, row.lock});
}

/// What it comes from, in the words that lists have for it.
void tellCause(FindingLine &line, const Finding &finding, const FindingLookup &lookup)
{
    const Finding *cause = lookup ? lookup(finding.causedBy) : nullptr;
    if (!cause)
        return;
    const QString words = plainLine(shortly({*cause}));
    const QString text = cause->target == finding.target
                             ? ShellText::tr("cause: %1").arg(words)
                             : ShellText::tr("cause: %1 on %2").arg(words, plainLine(cause->target));
    line.detail = joined({text, line.detail});
    line.cause = cause->subject;
    line.causePageId = pageOf(*cause);
}

void tellLevers(FindingLine &line, const Finding &finding)
{
    for (const RecommendedAction &one : finding.recommended) {
        if (one.action.isEmpty())
            line.levers << one.command;
    }
}

/// The first sentence is the headline, what follows stands below it.
void splitSentences(FindingLine &line)
{
    const qsizetype end = line.text.indexOf(u". ");
    if (end < 0)
        return;
    line.detail = line.text.sliced(end + 2);
    line.text.truncate(end + 1);
}

} // namespace

bool hasHeadlines(const Snapshot &snapshot)
{
    return snapshot.hasData() && isLive(snapshot.link);
}

bool isHeadline(const Finding &finding)
{
    return !finding.id.startsWith(u"target.");
}

HealthState stateOfSeverity(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Info: return HealthState::Unknown; // to be known, and no trouble
    case FindingSeverity::Warning: return HealthState::Warning;
    case FindingSeverity::Critical: return HealthState::Critical;
    }
    return HealthState::Critical;
}

std::vector<FindingLine> findingLines(const Snapshot &snapshot, const std::vector<Finding> &findings,
                                      const FindingLookup &lookup)
{
    std::vector<FindingLine> lines;
    if (!hasHeadlines(snapshot))
        return lines;
    for (const Finding &finding : findings) {
        if (!isHeadline(finding))
            continue;
        FindingLine line{
            finding.id,          stateOfSeverity(finding.severity),
            sentenceOf(finding), {},
            pageOf(finding),     snapshot.postgres ? culpritOf(*snapshot.postgres, finding) : SessionKey{}};
        line.key = finding.key;
        tellLevers(line, finding);
        splitSentences(line);
        if (snapshot.postgres && finding.id == u"pg.lock.blocked")
            tellBlockade(line, *snapshot.postgres, finding);
        tellCause(line, finding, lookup);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace lockmaster
