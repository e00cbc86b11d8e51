// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Makes observations out of the snapshots of a fleet: diagnoses each once, remembers since when what is wrong has been
// so, and looks at the newest moments of all targets together. One thread.
#pragma once

#include <QHash>

#include "diagnosis/rule.h"
#include "model/observation.h"

namespace lockmaster {

/// When each finding was first seen, by key.
class FindingAges
{
public:
    /// Sets `since`. What is not among `findings` has ended, unless `isBlind`: then it is not known.
    void date(std::vector<Finding> &findings, WallTime now, bool isBlind = false);

private:
    QHash<QString, WallTime> m_since;
};

/// Those of the target itself and those between targets that are about it, worst first, each with its cause.
std::vector<Finding> allFindings(const Observation &observation, const FleetFindings &fleet);

class Observer
{
public:
    explicit Observer(Fleet fleet);

    /// Of a target of the fleet.
    ObservationPtr observe(SnapshotPtr snapshot);
    /// One whose findings are known: only what is between targets is looked for.
    ObservationPtr observe(SnapshotPtr snapshot, std::vector<Finding> found);

private:
    struct Seen {
        SnapshotPtr snapshot;
        std::vector<Finding> findings;
        FindingAges ages;
    };
    [[nodiscard]] SnapshotPtr snapshotOf(const QString &target) const;
    void lookAtFleet(WallTime now);

    Fleet m_fleet;
    QHash<QString, Seen> m_seen;
    FindingAges m_ages; ///< of findings between targets
    std::shared_ptr<const FleetFindings> m_between = std::make_shared<const FleetFindings>();
    qsizetype m_unlooked = 0; ///< snapshots since all were last looked at together
};

} // namespace lockmaster
