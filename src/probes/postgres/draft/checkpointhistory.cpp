// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/draft/checkpointhistory.h"

namespace lockmaster {
namespace {

constexpr std::chrono::minutes kCheckpointReach{30};

} // namespace

/// Not after the counters were put back, or with another clock or history.
bool CheckpointHistory::goesOnWith(const Reading &now) const
{
    if (m_readings.empty())
        return true;
    const Reading &last = m_readings.back();
    return now.at >= last.at && now.timed >= last.timed && now.requested >= last.requested
           && (!now.wal || !last.wal || *now.wal >= *last.wal);
}

void CheckpointHistory::follow(ServerTime now, std::optional<Lsn> wal, Checkpoints &checkpoints)
{
    const Reading read{now, checkpoints.timed, checkpoints.requested, wal};
    if (!goesOnWith(read))
        m_readings.clear();
    m_readings.push_back(read);
    while (now - m_readings.front().at > kCheckpointReach)
        m_readings.pop_front();
    const Reading &first = m_readings.front();
    checkpoints.recent = {.since = first.at,
                          .span = now - first.at,
                          .timed = read.timed - first.timed,
                          .requested = read.requested - first.requested};
    if (read.wal && first.wal)
        checkpoints.recent.walBytes = static_cast<std::int64_t>(*read.wal - *first.wal);
}

} // namespace lockmaster
