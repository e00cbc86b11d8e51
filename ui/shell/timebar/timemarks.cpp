// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/timebar/timemarks.h"

#include "base/text.h"
#include "ui/actions/confirmation/actionwords.h"
#include "ui/common/notices/linkwords.h"
#include "watch/health.h"
#include "ui/shell/shelltext.h"
#include "watch/momentbus.h"
#include "watch/postgreshealth.h"

#include <algorithm>

namespace lockmaster {

namespace {

/// Grows one span as long as its condition holds.
class Span
{
public:
    explicit Span(HealthState state) : m_state(state) {}

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
    HealthState m_state;
    bool m_open = false;
};

/// Sessions wait for a lock, and one of them for long.
QString blockedText(const Snapshot &snapshot)
{
    if (!snapshot.postgres || !isLive(snapshot.link))
        return {};
    const auto isLong = [](const LockNode &node) { return lockWaitHealth(node.waited) == HealthState::Critical; };
    return std::ranges::any_of(snapshot.postgres->forest.nodes, isLong)
               ? ShellText::tr("sessions were blocked for more than 5 s")
               : QString();
}

QString blindText(const Snapshot &snapshot)
{
    if (isLive(snapshot.link) || snapshot.link.phase == LinkPhase::Connecting)
        return {};
    return snapshot.link.error ? errorWords(snapshot.link.error->kind)
                               : ShellText::tr("the console could not see the target");
}

TimeMark markOf(const Deed &deed, WallTime at)
{
    const QString title = plainLine(deed.plan.title);
    const QString text = ShellText::tr("from here: %1 (%2)").arg(title, outcomeWord(deed.result.outcome));
    return {at, at, outcomeState(deed.result.outcome), text, true};
}

} // namespace

QString eventWords(const ServerEvent &event)
{
    switch (event.kind) {
    case EventKind::Restarted: return ShellText::tr("the server was restarted");
    case EventKind::RoleChanged:
        return ShellText::tr("%1 became %2").arg(roleWord(event.before), roleWord(event.after));
    case EventKind::Replaced: return ShellText::tr("another server answers at this address");
    case EventKind::CountersReset: return ShellText::tr("the counters were reset");
    case EventKind::SightLost:
    case EventKind::SightRegained: break; // the span of blindness says those
    }
    return {};
}

const ServerEvent *newestEvent(const std::deque<SnapshotPtr> &kept, SteadyTime until)
{
    for (auto snapshot = kept.rbegin(); snapshot != kept.rend(); ++snapshot) {
        if ((*snapshot)->taken.steady > until)
            continue;
        for (auto event = (*snapshot)->events.rbegin(); event != (*snapshot)->events.rend(); ++event) {
            if (!eventWords(*event).isEmpty())
                return &*event;
        }
    }
    return nullptr;
}

std::vector<TimeMark> timeMarks(const MomentBus &bus, const QString &target)
{
    std::vector<TimeMark> marks;
    Span blocked(HealthState::Critical);
    Span blind(HealthState::Blind);
    for (const SnapshotPtr &snapshot : bus.kept(target)) {
        const WallTime taken = bus.timeOf(*snapshot);
        blocked.follow(marks, taken, blockedText(*snapshot));
        blind.follow(marks, taken, blindText(*snapshot));
        for (const ServerEvent &event : snapshot->events) {
            if (const QString text = eventWords(event); !text.isEmpty()) {
                const WallTime at = event.at + (taken - snapshot->taken.wall);
                marks.push_back({at, at, HealthState::Warning, text});
            }
        }
    }
    for (const Deed &deed : bus.deeds(target))
        marks.push_back(markOf(deed, bus.timeOf(deed.at)));
    return marks;
}

} // namespace lockmaster
