// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/timemarks.h"

#include "ui/common/linkwords.h"
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

/// Grows one span as long as its condition holds.
class Span
{
public:
    explicit Span(StateRole state) : m_state(state) {}

    void follow(std::vector<TimeMark> &marks, WallTime at, const QString &text)
    {
        if (text.isEmpty()) {
            m_open = false;
            return;
        }
        if (!m_open)
            marks.push_back({at, at, m_state, text});
        m_open = true;
        const auto last = std::ranges::find(marks.rbegin(), marks.rend(), m_state, &TimeMark::state);
        last->to = at;
    }

private:
    StateRole m_state;
    bool m_open = false;
};

QString blockedText(const Snapshot &snapshot)
{
    if (!snapshot.postgres || !isLive(snapshot.link))
        return {};
    const Blocked blocked = blockedSessions(snapshot.postgres->forest);
    return blocked.longest >= kLongWait ? tr("sessions were blocked for more than 5 s") : QString();
}

QString blindText(const Snapshot &snapshot)
{
    if (isLive(snapshot.link) || snapshot.link.phase == LinkPhase::Connecting)
        return {};
    return snapshot.link.error ? errorWords(snapshot.link.error->kind) : tr("the console could not see the target");
}

} // namespace

std::vector<TimeMark> timeMarks(const std::deque<SnapshotPtr> &kept)
{
    std::vector<TimeMark> marks;
    Span blocked(StateRole::Critical);
    Span blind(StateRole::Blind);
    for (const SnapshotPtr &snapshot : kept) {
        blocked.follow(marks, snapshot->taken.wall, blockedText(*snapshot));
        blind.follow(marks, snapshot->taken.wall, blindText(*snapshot));
    }
    return marks;
}

} // namespace lockmaster
