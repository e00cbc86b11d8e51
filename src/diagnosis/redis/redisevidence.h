// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of evidence that rules of Redis share.
#pragma once

#include <QJsonValue>
#include <QString>
#include <optional>
#include <vector>

#include "metrics/sampleof.h"
#include "model/finding.h"
#include "model/redis/redis.h"
#include "model/snapshot.h"

namespace lockmaster {

/// Null when the server did not tell it.
QJsonValue fieldJson(const RedisState &state, const QString &field);

/// A number of INFO or 0, for fields whose absence means that there is nothing.
double fieldOrZero(const RedisState &state, const QString &field);

/// The line that raises maxmemory by a quarter; none where that is not known to leave the machine a quarter of its memory,
/// which a fork to save needs.
std::vector<RecommendedAction> moreMemoryLines(const RedisState &state);

/// Three digits are enough for people.
double rounded(double ratio);

} // namespace lockmaster
