// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the time bar marks: when sessions were blocked, when the console could not see, what happened to the server, what
// was done from here. Pure functions.
#pragma once

#include <deque>
#include <vector>

#include "model/snapshot.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

class MomentBus;

struct TimeMark {
    WallTime from{};
    WallTime to{};
    HealthState state = HealthState::Critical;
    QString text;        ///< for the tool tip
    bool isDeed = false; ///< something that was done from this console, which is no state

    bool operator==(const TimeMark &) const = default;
};

/// "the server was restarted"; empty for those that are told as a span of blindness.
QString eventWords(const ServerEvent &event);

/// The newest event with words among the snapshots up to `until`; null when there is none.
const ServerEvent *newestEvent(const std::deque<SnapshotPtr> &kept, SteadyTime until);

/// Of what is kept of a target. Spans in the order of time; those of different states may overlap.
std::vector<TimeMark> timeMarks(const MomentBus &bus, const QString &target);

} // namespace lockmaster
