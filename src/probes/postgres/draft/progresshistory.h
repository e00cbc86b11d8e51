// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How far commands in progress were over the last half minute: how fast they go on.
#pragma once

#include <deque>
#include <vector>

#include "model/postgres/progress.h"

namespace lockmaster {

class ProgressHistory
{
public:
    /// Remembers what was read at `now`, and says in each how fast its phase goes on. Those that are gone are forgotten, and so
    /// is a phase that has ended.
    void follow(ServerTime now, std::vector<CommandProgress> &commands);

private:
    struct Point {
        ServerTime at{};
        std::int64_t done = 0;
    };
    struct Track {
        int pid = 0;
        QString command;
        QString relation;
        QString phase;
        std::deque<Point> points; ///< both rise
    };
    [[nodiscard]] Track trackOf(const CommandProgress &command) const;
    std::vector<Track> m_tracks;
};

} // namespace lockmaster
