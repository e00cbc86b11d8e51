// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which finding is the consequence of which, by what they are about: a full server whose sessions wait for a lock is
// that lock's doing, and so is a pool whose server connections do.
#pragma once

#include <span>

#include "diagnosis/rule.h"

namespace lockmaster {

struct FoundOn {
    const Finding *finding = nullptr;
    const Snapshot *snapshot = nullptr; ///< of the finding's target
};

/// For each of `all` its cause among them, in their order. A finding is caused by the findings of one rule that hold up
/// at least half of what it stands behind, and of those by the one that holds up most.
std::vector<FindingRef> causesOf(std::span<const FoundOn> all, const FleetMoment &moment);

} // namespace lockmaster
