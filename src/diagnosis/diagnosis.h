// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a target, told from one snapshot. Pure; any thread.
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <vector>

#include "diagnosis/thresholds.h"
#include "model/finding.h"
#include "model/snapshot.h"
#include "model/target.h"

namespace lockmaster {

/// Worst first. Of a blind moment only what can be said of the link: old data accuses nobody.
std::vector<Finding> findings(const Snapshot &snapshot, const Thresholds &thresholds = {});

/// What is wrong between targets, told from the newest snapshot of each (null: none yet). Each finding has a target that
/// is concerned. `fleet` tells what stands apart.
std::vector<Finding> fleetFindings(const std::vector<SnapshotPtr> &newest, const Fleet &fleet = {});

/// Targets that take writes for the same system as `target` although they are one service with it: a split brain.
/// `findings` are those of fleetFindings(), with or without others.
QStringList otherPrimaries(const std::vector<Finding> &findings, const QString &target);

/// {"id", "severity", "target", "summary", "evidence": {…}, "recommended": [{"action", "args": {…}}], "caused_by"};
/// "caused_by" is there when the cause is known. Stable.
QJsonObject toJson(const Finding &finding);

} // namespace lockmaster
