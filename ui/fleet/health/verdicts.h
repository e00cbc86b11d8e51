// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with each target, worked out once a snapshot for all who show it. GUI thread.
#pragma once

#include <QHash>
#include <QObject>
#include <vector>

#include "model/finding.h"
#include "ui/fleet/health/targethealth.h"

namespace lockmaster {

class MomentBus;

class Verdicts : public QObject
{
    Q_OBJECT
public:
    /// Those of a bus; they live as long as it does.
    static Verdicts &of(MomentBus &bus);

    /// Of the newest snapshot; valid until the next call for this target.
    [[nodiscard]] const TargetHealth &health(const QString &target);
    [[nodiscard]] const std::vector<Finding> &findings(const QString &target);
    /// Of any snapshot, without those between targets unless it is the newest, which is not worked out again.
    [[nodiscard]] std::vector<Finding> findings(const SnapshotPtr &snapshot);

    /// Targets that take writes for the same system although they are one service with this one: a split brain.
    [[nodiscard]] QStringList otherPrimaries(const QString &target);

private:
    struct Verdict {
        SnapshotPtr snapshot;
        std::vector<Finding> findings;
        TargetHealth health;
    };

    explicit Verdicts(MomentBus &bus);
    const Verdict &verdict(const QString &target);
    [[nodiscard]] std::vector<Finding> findingsOf(const Snapshot &newest) const;
    void lookAtFleet(); ///< again, when something has come since

    MomentBus &m_bus;
    bool m_hasNews = true;
    std::vector<Finding> m_between; ///< of targets together
    QHash<QString, Verdict> m_verdicts;
};

} // namespace lockmaster
