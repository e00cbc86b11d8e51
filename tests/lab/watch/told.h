// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the console would tell a person of the snapshots that a test has seen.
#pragma once

#include <QStringList>
#include <algorithm>
#include <vector>

#include "diagnosis/diagnosis.h"

namespace lockmaster {

/// Worst first; null snapshots tell nothing.
/// Without redis.restarted: every server of a lab is young.
inline QStringList idsOf(const SnapshotPtr &snapshot)
{
    QStringList ids;
    for (const Finding &finding : snapshot ? findings(*snapshot) : std::vector<Finding>()) {
        if (finding.id != u"redis.restarted")
            ids << finding.id;
    }
    return ids;
}

/// An empty one when there is none.
inline Finding findingOf(const SnapshotPtr &snapshot, const QString &id)
{
    for (const Finding &finding : snapshot ? findings(*snapshot) : std::vector<Finding>()) {
        if (finding.id == id)
            return finding;
    }
    return {};
}

inline const ServerEvent *eventOf(const std::vector<SnapshotPtr> &all, EventKind kind)
{
    for (const SnapshotPtr &snapshot : all) {
        const auto found = std::ranges::find(snapshot->events, kind, &ServerEvent::kind);
        if (found != snapshot->events.end())
            return &*found;
    }
    return nullptr;
}

/// Their names, in order: "sight_lost sight_regained".
inline QString eventsIn(const std::vector<SnapshotPtr> &all)
{
    QStringList names;
    for (const SnapshotPtr &snapshot : all) {
        for (const ServerEvent &event : snapshot->events)
            names << eventName(event.kind);
    }
    return names.join(u' ');
}

/// The second sample that was begun after `moment`; null until it has come. Scenes block, and what comes at once after
/// that is no basis for a rate: samples count that have some time between them.
inline SnapshotPtr secondAfter(const std::vector<SnapshotPtr> &all, WallTime moment)
{
    constexpr std::chrono::milliseconds kApart{60};
    int seen = 0;
    const auto found = std::ranges::find_if(all, [&](const SnapshotPtr &snapshot) {
        if (!isLive(snapshot->link) || snapshot->taken.wall < moment + kApart)
            return false;
        moment = snapshot->taken.wall;
        return ++seen == 2;
    });
    return found == all.end() ? nullptr : *found;
}

template <typename T>
QByteArray wordsOf(const Result<T> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

} // namespace lockmaster
