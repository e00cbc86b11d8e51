// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is in a file that `lockmaster snapshot --save` writes: targets as they were at a moment, to be looked at on another
// machine, without any connection.
#pragma once

#include <QString>
#include <vector>

#include "model/snapshot.h"

namespace lockmaster {

struct SavedMoment {
    Target target; ///< where it is, not how to log in: see placeOf()
    SnapshotPtr snapshot;

    bool operator==(const SavedMoment &) const = default;
};

struct SavedMoments {
    QString writtenBy; ///< "lockmaster 0.1.0"
    QString host;      ///< the machine on which it was taken
    WallTime writtenAt{};
    bool isMasked = true; ///< literals of SQL and arguments of Redis' commands are replaced
    std::vector<SavedMoment> moments;

    bool operator==(const SavedMoments &) const = default;
};

/// `target` without its password's source, and of its parameters only those that say where it is.
Target placeOf(Target target);

/// The steady clock of a snapshot that was read means nothing: here it is as old by it as by the wall's.
Snapshot onThisClock(Snapshot snapshot, Stamp now);

} // namespace lockmaster
