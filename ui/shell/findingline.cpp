// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/findingline.h"

#include "base/format.h"
#include "base/text.h"
#include "ui/locks/lockrows.h"
#include "ui/shell/targethealth.h"

#include <QCoreApplication>
#include <algorithm>

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

FindingLine blocking(const Snapshot &snapshot, int root)
{
    const PostgresState &state = *snapshot.postgres;
    const LockNode &node = state.forest.nodes[std::size_t(root)];
    const WallTime since = state.serverNow - longestWait(state.forest, root);
    FindingLine line{QStringLiteral("locks.blocked"),
                     StateRole::Critical,
                     blockingText(node.victims, formatTimeOfDay(since)),
                     {},
                     QStringLiteral("locks"),
                     {}};
    const LockRow row = lockRow(state, root);
    if (const SessionPtr session = findSession(state, node.pid); session && node.pid != kPreparedTransactionPid) {
        line.culprit = session->key;
        line.detail = joined({tr("pid %1").arg(node.pid), plainLine(session->application), row.state, row.lock});
    } else {
        line.detail = joined({row.who, row.state, row.lock});
    }
    return line;
}

void addConnections(std::vector<FindingLine> &lines, const Headroom &headroom)
{
    const double share = fillShare(headroom);
    if (share < kFillWarning)
        return;
    FindingLine line{QStringLiteral("connections.full"),
                     share >= kFillCritical ? StateRole::Critical : StateRole::Warning,
                     tr("%1 of %2 usable connections are taken (%3)")
                         .arg(QString::number(headroom.used), QString::number(headroom.usable), formatPercent(share)),
                     {},
                     QStringLiteral("sessions"),
                     {}};
    if (!headroom.holders.empty()) {
        const Headroom::Holder &most = headroom.holders.front();
        line.detail = plainLine(tr("%1 has %2 of them, %3 idle")
                                    .arg(most.application.isEmpty() ? most.user : most.application)
                                    .arg(most.count)
                                    .arg(most.idle));
    }
    lines.push_back(std::move(line));
}

} // namespace

std::vector<FindingLine> findingLines(const Snapshot &snapshot)
{
    std::vector<FindingLine> lines;
    if (!snapshot.postgres)
        return lines;
    const LockForest &forest = snapshot.postgres->forest;
    for (int root : forest.roots)
        if (longestWait(forest, root) >= kLongWait)
            lines.push_back(blocking(snapshot, root));
    addConnections(lines, snapshot.postgres->headroom);
    std::ranges::stable_partition(lines, [](const FindingLine &line) { return line.state == StateRole::Critical; });
    return lines;
}

} // namespace lockmaster
