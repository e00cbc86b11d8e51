// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a target, told from one snapshot. Pure; any thread.
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <vector>

#include "diagnosis/rule.h"

namespace lockmaster {

/// Worst first, each with its key. Of a blind moment only what can be said of the link: old data accuses nobody.
std::vector<Finding> findings(const Snapshot &snapshot, const Thresholds &thresholds = {});

/// What is wrong between targets, told from the newest snapshot of each (null: none yet): each finding names the target
/// that it is about. `fleet` tells what stands apart.
std::vector<Finding> fleetFindings(const Snapshots &newest, const Fleet &fleet = {});

/// Targets that take writes for the same system as `target` and are one service with it, a split brain, or may be.
/// `findings` are those of fleetFindings(), with or without others.
QStringList otherPrimaries(const std::vector<Finding> &findings, const QString &target);

/// One sentence for people, plain text, in the reader's language; the finding's id when no rule of this version has it,
/// as in a file of a later one.
QString sentenceOf(const Finding &finding);

/// The first of `findings`, worst first, not empty: "42 blocked", "96 % full"; its whole sentence where there are no
/// shorter words.
QString shortly(const std::vector<Finding> &findings);

/// {"id", "key", "severity", "target", "subject": {"kind", "name"}, "since", "summary", "evidence": {…},
/// "recommended": [{"action", "args": {…}} or {"action": null, "command"}], "caused_by", "cause": {"target", "key"}}; the
/// last two are there when the cause is known, "since" (ISO) when it is. Stable, but for the words of "summary", which are
/// sentenceOf().
QJsonObject toJson(const Finding &finding);

} // namespace lockmaster
