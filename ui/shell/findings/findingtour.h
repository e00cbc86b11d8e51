// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The findings of all targets in one row, worst first: the way of "next finding". Pure functions.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "model/healthstate.h"

namespace lockmaster {

class MomentBus;

struct FindingPlace {
    QString target;
    QString key; ///< Finding::key; empty: the target is blind
    HealthState state = HealthState::Warning;
    bool isRoot = true; ///< it is nobody else's doing

    bool operator==(const FindingPlace &) const = default;
};

/// At the moment shown: worst first, of those roots before what comes of them, those of the worse target before those of
/// others.
std::vector<FindingPlace> findingPlaces(const MomentBus &bus);

/// From what is shown one forward (1) or back (−1), round and round; from the worst on when that is none of them.
/// Empty when all is well.
std::optional<FindingPlace> findingPlaceFrom(const std::vector<FindingPlace> &places, const QString &target,
                                             const QString &key, int by);

} // namespace lockmaster
