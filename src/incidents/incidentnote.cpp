// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "incidents/incidentnote.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "incidents/notetimeline.h"

namespace lockmaster {
namespace {

bool isWithin(WallTime at, WallTime from, WallTime to)
{
    return from <= at && at <= to;
}

void appendTimeline(std::vector<NoteEntry> &timeline, const WatchedTarget &watched, WallTime from, WallTime to)
{
    TimelineJoiner joiner(watched.target.name);
    for (const SeenMoment &moment : watched.moments) {
        if (isWithin(moment.at, from, to))
            joiner.see(moment);
    }
    std::ranges::copy(watched.joined, std::back_inserter(timeline));
    std::ranges::copy(joiner.entries(), std::back_inserter(timeline));
    for (const Deed &deed : watched.deeds) {
        if (isWithin(deed.at.wall, from, to))
            timeline.push_back({watched.target.name, deed.at.wall, deed.at.wall, {}, deed});
    }
}

/// Higher is worse; 0: nothing is wrong.
int badness(const NoteEntry &entry)
{
    if (std::holds_alternative<LinkState>(entry.what))
        return 2;
    const Finding *finding = entry.finding();
    if (!finding)
        return 0;
    return finding->severity == FindingSeverity::Critical ? 3 : 1;
}

bool isCausedWithin(const IncidentNote &note, const NoteEntry &entry)
{
    const Finding *finding = entry.finding();
    if (!finding || finding->causedBy.key.isEmpty())
        return false;
    return std::ranges::any_of(note.timeline, [&](const NoteEntry &other) {
        return other.finding() && other.target == finding->causedBy.target
               && other.finding()->key == finding->causedBy.key;
    });
}

} // namespace

IncidentNote incidentNote(const std::vector<WatchedTarget> &watched, WallTime from, WallTime to, NoteMaker maker)
{
    IncidentNote note{{}, from, to, {}, {}, std::move(maker)};
    for (const WatchedTarget &one : watched) {
        note.targets.push_back({one.target.name, one.server, endpoint(one.target), one.target.environment});
        appendTimeline(note.timeline, one, from, to);
        std::ranges::copy(one.charts, std::back_inserter(note.charts));
    }
    std::ranges::stable_sort(note.timeline, {}, &NoteEntry::at);
    return note;
}

const NoteEntry *mainEntry(const IncidentNote &note)
{
    const auto rank = [&](const NoteEntry &entry) {
        return std::tuple(badness(entry), !isCausedWithin(note, entry), lasted(entry));
    };
    const auto worst = std::ranges::max_element(note.timeline, {}, rank);
    return worst == note.timeline.end() || badness(*worst) == 0 ? nullptr : &*worst;
}

std::chrono::microseconds lasted(const NoteEntry &entry)
{
    return std::max(entry.over.value_or(entry.lastSeen) - entry.at, std::chrono::microseconds::zero());
}

} // namespace lockmaster
