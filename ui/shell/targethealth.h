// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A target at one glance, for the fleet list: its state, its role and its worst number. Pure functions.
#pragma once

#include "model/snapshot.h"
#include "ui/theme/tokens.h"

namespace lockmaster {

struct TargetHealth {
    StateRole state = StateRole::Unknown;
    QString role;    ///< "primary", "standby"; empty when not known
    QString number;  ///< the worst one: "42 blocked", "96 % full", "31 / 97"; or what broke
    int badness = 0; ///< for worst first; larger is worse

    bool operator==(const TargetHealth &) const = default;
};

/// `snapshot` is null before the first one.
TargetHealth targetHealth(const Snapshot *snapshot);

/// Whether the data can be taken for now: the link is live and the data younger than three periods.
bool isFresh(const Snapshot &snapshot, SteadyTime now);

/// How old the data is, in whole seconds: nothing moves on screen while all is on time.
QString dataAge(const Snapshot &snapshot, SteadyTime now);

/// Share of the usable connections that are taken; 0 when the limit is not known.
double fillShare(const Headroom &headroom);

/// From here on a fill share is a warning, or critical.
inline constexpr double kFillWarning = 0.8;
inline constexpr double kFillCritical = 0.9;

/// Sessions that wait for a lock, and the longest of their waits.
struct Blocked {
    int sessions = 0;
    std::chrono::microseconds longest{};
};
Blocked blockedSessions(const LockForest &forest);

} // namespace lockmaster
