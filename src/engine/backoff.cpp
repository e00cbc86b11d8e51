// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backoff.h"

#include <QRandomGenerator>
#include <algorithm>

namespace lockmaster {

std::chrono::milliseconds Backoff::next(std::chrono::milliseconds ceiling)
{
    constexpr std::chrono::milliseconds kAtOnce{50};
    constexpr std::chrono::milliseconds kFirst{1000};
    constexpr int kMostDoublings = 10;
    const int failures = m_failures++;
    if (failures == 0)
        return kAtOnce;
    const auto wait = std::min(kFirst * (1 << std::min(failures - 1, kMostDoublings)), ceiling);
    const double jitter = 0.8 + 0.4 * QRandomGenerator::global()->generateDouble();
    return std::chrono::milliseconds(static_cast<long>(double(wait.count()) * jitter));
}

} // namespace lockmaster
