// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot as text for a terminal.
#pragma once

#include "model/finding.h"
#include "model/snapshot.h"

namespace lockmaster {

void printAsText(const Snapshot &snapshot, const std::vector<Finding> &findings, bool fullText);

} // namespace lockmaster
