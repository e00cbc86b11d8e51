// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a check says of one target, and of all.
#pragma once

#include <QString>
#include <vector>

#include "model/finding.h"
#include "model/snapshot.h"

namespace lockmaster {

/// In the order in which one outweighs the other: known trouble weighs more than what is not known.
enum class Status { Ok, Unknown, Warning, Critical };

/// "ok", "unknown", "warning", "critical".
QString statusName(Status status);
int exitCode(Status status);

/// `snapshot` is null when the target said nothing. Unknown: no answer, a login that is refused, or one that may not
/// see enough to call anything healthy.
Status statusOf(const SnapshotPtr &snapshot, const std::vector<Finding> &findings);

} // namespace lockmaster
