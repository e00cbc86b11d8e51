// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/draft/progresshistory.h"

#include <algorithm>

namespace lockmaster {
namespace {

constexpr std::chrono::seconds kProgressReach{30};

} // namespace

ProgressHistory::Track ProgressHistory::trackOf(const CommandProgress &command) const
{
    const auto found = std::ranges::find_if(m_tracks, [&](const Track &track) {
        return track.pid == command.pid && track.command == command.command && track.relation == command.relation
               && track.phase == command.phase;
    });
    return found == m_tracks.end() ? Track{command.pid, command.command, command.relation, command.phase, {}} : *found;
}

void ProgressHistory::follow(ServerTime now, std::vector<CommandProgress> &commands)
{
    std::vector<Track> tracks;
    for (CommandProgress &command : commands) {
        if (!command.done)
            continue;
        Track track = trackOf(command);
        auto &points = track.points;
        if (!points.empty() && (*command.done < points.back().done || now < points.back().at))
            points.clear(); // the next table, or another clock
        points.push_back({now, *command.done});
        while (now - points.front().at > kProgressReach)
            points.pop_front();
        const double seconds = std::chrono::duration<double>(now - points.front().at).count();
        if (seconds > 0)
            command.perSecond = double(points.back().done - points.front().done) / seconds;
        tracks.push_back(std::move(track));
    }
    m_tracks = std::move(tracks);
}

} // namespace lockmaster
