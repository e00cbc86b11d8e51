// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong or going on in two or three words, for lists that have no room for a sentence. Pure functions.
#pragma once

#include <QString>
#include <vector>

#include "model/finding.h"
#include "model/redis/sentinel.h"

namespace lockmaster {

/// The first of `findings`, worst first, not empty: "42 blocked", "96 % full"; its whole sentence where there are no
/// shorter words.
QString shortly(const std::vector<Finding> &findings);

/// "2 primaries · quorum reachable"
QString watchText(const SentinelState &state);

/// "2 of 2 replicas, 3 of 3 Sentinels up"; itself among the Sentinels; of several groups the sum.
QString peersText(const SentinelState &state);

} // namespace lockmaster
