// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How well a few typed letters fit a name. Pure function.
#pragma once

#include <QStringView>
#include <optional>

namespace lockmaster {

/// All letters of `typed` have to occur in `name` in this order, whatever their case. Higher is better: letters at
/// the beginning of words and next to each other count more, long names less. Empty: no match.
std::optional<int> fuzzyScore(QStringView typed, QStringView name);

} // namespace lockmaster
