// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot and what is wrong with it: what the engine publishes and everybody shows. Immutable once published;
// shared between threads as ObservationPtr.
#pragma once

#include <QMetaType>
#include <memory>
#include <vector>

#include "model/finding.h"
#include "model/snapshot.h"

namespace lockmaster {

/// What is wrong between targets at one moment.
struct FleetFindings {
    struct Cause {
        QString of; ///< Finding::key() of a finding of one target
        FindingRef cause;
        QString target{};   ///< of the finding
        qint64 clients = 0; ///< of PgBouncer that wait because of it

        bool operator==(const Cause &) const = default;
    };
    std::vector<Finding> findings;
    std::vector<Cause> causes; ///< on other targets than that of what they cause

    bool operator==(const FleetFindings &) const = default;
};

struct Observation {
    SnapshotPtr snapshot;                       ///< never null
    std::vector<Finding> findings;              ///< of this target alone, worst first
    std::shared_ptr<const FleetFindings> fleet; ///< of the newest snapshots of all targets at this moment; never null
};

using ObservationPtr = std::shared_ptr<const Observation>;

} // namespace lockmaster

Q_DECLARE_METATYPE(lockmaster::ObservationPtr)
