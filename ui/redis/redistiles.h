// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The main numbers of a Redis server. What is not known is the dash with the reason, never 0.
#pragma once

#include <optional>
#include <vector>

#include "model/finding.h"
#include "ui/charts/tiletext.h"

namespace lockmaster {

std::vector<TileText> redisTiles(const Snapshot &snapshot, const std::vector<Finding> &findings);

/// A number of INFO; nothing when the server was not seen or does not tell it.
std::optional<double> redisNumber(const Snapshot &snapshot, const QString &field);

/// Why a field of INFO is not there: hidden, with the rule that mends it, or not told.
QString notTold(const Snapshot &snapshot);

/// A tile of a number that is not known.
TileText unknownTile(const char *id, const QString &title, const QString &why);

} // namespace lockmaster
