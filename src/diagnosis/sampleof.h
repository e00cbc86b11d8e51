// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A number of a snapshot, for rules that judge what the engine worked out over time.
#pragma once

#include <algorithm>
#include <optional>

#include "model/snapshot.h"

namespace lockmaster {

/// The value of this series; nothing when the snapshot has none.
inline std::optional<double> sampleOf(const Snapshot &snapshot, const QString &series)
{
    const auto found = std::ranges::find(snapshot.samples, series, &Sample::series);
    return found == snapshot.samples.end() ? std::nullopt : std::optional(found->value);
}

} // namespace lockmaster
