// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints of the last half hour: what the counters rose by, and the WAL of that time.
#pragma once

#include <deque>

#include "model/postgres/checkpoints.h"
#include "model/postgres/replication.h"

namespace lockmaster {

class CheckpointHistory
{
public:
    /// What was read at `now`, when the WAL was so long (absent: not known), into the value's `recent`.
    void follow(ServerTime now, std::optional<Lsn> wal, Checkpoints &checkpoints);

private:
    struct Reading {
        ServerTime at{};
        std::int64_t timed = 0;
        std::int64_t requested = 0;
        std::optional<Lsn> wal;
    };
    [[nodiscard]] bool goesOnWith(const Reading &now) const;
    std::deque<Reading> m_readings;
};

} // namespace lockmaster
