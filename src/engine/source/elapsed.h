// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long something took.
#pragma once

#include <QElapsedTimer>
#include <chrono>

namespace lockmaster {

inline std::chrono::microseconds elapsed(const QElapsedTimer &timer)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(timer.durationElapsed());
}

} // namespace lockmaster
