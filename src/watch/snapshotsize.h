// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory a snapshot takes. Pure functions; an estimate: strings are counted by their characters, what is small
// and there once is not.
#pragma once

#include <cstdint>

#include "model/observation.h"

namespace lockmaster {

/// Bytes that `snapshot` takes beside `before`, the one kept before it, with which it shares what did not change; null
/// when there is none.
std::int64_t addedBytes(const Snapshot &snapshot, const Snapshot *before);

/// Bytes that these findings take.
std::int64_t bytesOf(const std::vector<Finding> &findings);

} // namespace lockmaster
