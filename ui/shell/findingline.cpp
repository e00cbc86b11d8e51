// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findingline.h"

#include "base/format.h"
#include "base/text.h"
#include "diagnosis/diagnosis.h"
#include "ui/locks/lockrows.h"

#include <QCoreApplication>

namespace lockmaster {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Shell", text);
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString blockingText(int victims, const QString &since)
{
    return victims == 1 ? tr("One session blocks another since %1").arg(since)
                        : tr("One session blocks %1 others since %2").arg(formatCount(victims), since);
}

/// The page that shows the proof of a finding.
QString pageOf(const QString &findingId)
{
    return findingId.startsWith(u"pg.lock.") ? QStringLiteral("locks") : QStringLiteral("sessions");
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
    line.detail = session ? joined({tr("pid %1").arg(node.pid), plainLine(session->application), row.state, row.lock})
                          : joined({row.who, row.state, row.lock});
}

} // namespace

std::vector<FindingLine> findingLines(const Snapshot &snapshot)
{
    std::vector<FindingLine> lines;
    if (!snapshot.postgres || !isLive(snapshot.link))
        return lines;
    for (const Finding &finding : findings(snapshot)) {
        if (finding.id.startsWith(u"target.")) // the page's banner says those
            continue;
        FindingLine line{finding.id,
                         finding.severity == FindingSeverity::Critical ? StateRole::Critical : StateRole::Warning,
                         finding.summary,
                         {},
                         pageOf(finding.id),
                         culpritOf(*snapshot.postgres, finding)};
        if (finding.id == u"pg.lock.blocked")
            tellBlockade(line, *snapshot.postgres, finding);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace lockmaster
