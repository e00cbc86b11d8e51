// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long to wait before the next connection attempt: at once, then 1-2-4-…-30 s, with jitter so that a fleet of
// consoles does not come back in step.
#pragma once

#include <chrono>

namespace lockmaster {

class Backoff
{
public:
    /// `ceiling`: the longest wait for this kind of trouble; a server that starts up is asked every second.
    std::chrono::milliseconds next(std::chrono::milliseconds ceiling = std::chrono::seconds(30));
    void reset() { m_failures = 0; }

private:
    int m_failures = 0;
};

} // namespace lockmaster
