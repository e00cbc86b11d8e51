// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a Sentinel watches, in a few words, for lists of the fleet. Pure functions.
#pragma once

#include <QString>

#include "model/redis/sentinel.h"

namespace lockmaster {

/// "2 primaries · quorum reachable"
QString watchText(const SentinelState &state);

/// "2 of 2 replicas, 3 of 3 Sentinels up"; itself among the Sentinels; of several groups the sum.
QString peersText(const SentinelState &state);

} // namespace lockmaster
