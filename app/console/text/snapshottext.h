// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot as text for a terminal.
#pragma once

#include "app/fleetchoice.h"
#include "model/finding.h"
#include "model/snapshot.h"

namespace lockmaster {

/// `origin`: how the target is named in lines to copy.
void printAsText(const Snapshot &snapshot, const std::vector<Finding> &findings, const FleetOrigin &origin,
                 bool fullText);

} // namespace lockmaster
