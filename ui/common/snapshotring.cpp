// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/snapshotring.h"

#include "model/postgres/postgres.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lockmaster {
namespace {

constexpr std::chrono::minutes kKeepSnapshots{15};
constexpr std::int64_t kKeepBytes = 24 * 1024 * 1024;
constexpr std::chrono::hours kKeepPoints{2};
constexpr std::chrono::minutes kSlack{5}; ///< points are dropped in batches

std::int64_t bytesOf(const Session &session)
{
    const auto characters = session.query.size() + session.application.size() + session.client.size();
    return static_cast<std::int64_t>(sizeof(Session)) + 2 * characters;
}

/// Sessions that did not change are shared with the snapshot before; both lists are ordered by key.
std::int64_t costOfSessions(const std::vector<SessionPtr> &sessions, const std::vector<SessionPtr> &before)
{
    std::int64_t bytes = static_cast<std::int64_t>(sessions.size() * sizeof(SessionPtr));
    auto old = before.begin();
    for (const SessionPtr &session : sessions) {
        while (old != before.end() && (*old)->key < session->key)
            ++old;
        if (old == before.end() || *old != session)
            bytes += bytesOf(*session);
    }
    return bytes;
}

std::int64_t costOf(const Snapshot &snapshot, const Snapshot *before)
{
    constexpr std::int64_t kSample = 16;
    constexpr std::int64_t kWait = 256;
    auto bytes = static_cast<std::int64_t>(sizeof(Snapshot)) + kSample * std::ssize(snapshot.samples);
    const PostgresState *state = snapshot.postgres.get();
    const PostgresState *old = before ? before->postgres.get() : nullptr;
    if (!state || state == old)
        return bytes;
    bytes += static_cast<std::int64_t>(sizeof(PostgresState)) + kWait * std::ssize(state->lockWaits);
    return bytes + costOfSessions(state->sessions, old ? old->sessions : std::vector<SessionPtr>());
}

} // namespace

void SnapshotRing::append(const SnapshotPtr &snapshot)
{
    const std::int64_t cost = costOf(*snapshot, newest().get());
    m_snapshots.push_back(snapshot);
    m_costs.push_back(cost);
    m_bytes += cost;
    const WallTime oldest = snapshot->taken.wall - kKeepSnapshots;
    while (m_snapshots.size() > 1 && (m_bytes > kKeepBytes || m_snapshots.front()->taken.wall < oldest))
        dropOldest();
}

void SnapshotRing::dropOldest()
{
    m_snapshots.pop_front();
    m_bytes -= m_costs.front();
    m_costs.pop_front();
}

SnapshotPtr SnapshotRing::at(WallTime moment) const
{
    const auto after =
        std::ranges::upper_bound(m_snapshots, moment, {}, [](const SnapshotPtr &kept) { return kept->taken.wall; });
    return after == m_snapshots.begin() ? SnapshotPtr() : *std::prev(after);
}

void SeriesStore::append(const Snapshot &snapshot)
{
    if (snapshot.samples.empty())
        return appendGap(snapshot.taken.wall);
    const WallTime oldest = snapshot.taken.wall - kKeepPoints;
    for (const Sample &sample : snapshot.samples) {
        std::vector<SeriesPoint> &points = m_series[sample.series];
        points.push_back({snapshot.taken.wall, sample.value});
        if (points.front().at < oldest - kSlack)
            points.erase(points.begin(), std::ranges::lower_bound(points, oldest, {}, &SeriesPoint::at));
    }
}

void SeriesStore::appendGap(WallTime at)
{
    for (std::vector<SeriesPoint> &points : m_series) {
        if (!std::isnan(points.back().value))
            points.push_back({at, std::numeric_limits<double>::quiet_NaN()});
    }
}

std::span<const SeriesPoint> SeriesStore::points(const QString &series) const
{
    const auto found = m_series.constFind(series);
    return found == m_series.constEnd() ? std::span<const SeriesPoint>() : std::span<const SeriesPoint>(*found);
}

} // namespace lockmaster
