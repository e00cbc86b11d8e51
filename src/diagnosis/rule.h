// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule is: one record, at the end of the file that looks for the one thing it finds.
#pragma once

#include <QHash>
#include <QLatin1StringView>
#include <vector>

#include "diagnosis/thresholds.h"
#include "model/finding.h"
#include "model/snapshot.h"
#include "model/target.h"

namespace lockmaster {

using Findings = std::vector<Finding>;
using Subjects = std::vector<Subject>;
using Snapshots = std::vector<SnapshotPtr>;

/// What a rule looks at. Data are those of now: of a blind moment only rules of the link are asked.
enum class RuleInput { Link, PostgreSql, PgBouncer, Redis, Sentinel, Fleet };

/// Those that were heard of, by the target's name.
inline QHash<QString, SnapshotPtr> byTarget(const Snapshots &all)
{
    QHash<QString, SnapshotPtr> named;
    for (const SnapshotPtr &one : all) {
        if (one)
            named.insert(one->target, one);
    }
    return named;
}

/// All targets at one moment; null snapshots: nothing was heard yet.
struct FleetMoment {
    const Fleet &fleet;
    const Snapshots &newest;
    QHash<QString, SnapshotPtr> named = byTarget(newest);
};

struct Rule {
    QLatin1StringView id; ///< stable: Finding::id
    RuleInput input = RuleInput::Link;
    /// Of one target. `snapshot` has the data of `input`.
    Findings (*find)(const Snapshot &snapshot, const Thresholds &thresholds) = nullptr;
    /// Between targets, of RuleInput::Fleet; each finding names the target that it is about.
    Findings (*findBetween)(const FleetMoment &moment) = nullptr;
    /// One sentence for people, plain text, from the finding alone: also from one that was stored, or came from
    /// elsewhere, so that it may lack evidence. Two rules with one id have one function, or each leaves what the other
    /// found empty.
    QString (*sentence)(const Finding &finding) = nullptr;
    QLatin1StringView page{"overview"}; ///< id of the page that shows the proof
    /// Two or three words for lists that have no room for a sentence; those of this rule come first among `findings`,
    /// which are of one target and worst first. Empty: the sentence has to do.
    QString (*shortly)(const Findings &findings) = nullptr;
    /// What is wrong may be the doing of whatever holds these up. The snapshot is the one of the finding.
    Subjects (*standsBehind)(const Finding &finding, const Snapshot &snapshot, const FleetMoment &moment) = nullptr;
    /// What stands still because of it, beside its own subject.
    Subjects (*holdsUp)(const Finding &finding, const Snapshot &snapshot) = nullptr;
};

} // namespace lockmaster
