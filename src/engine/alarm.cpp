// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/alarm.h"

#include <functional>

#include "link/waits.h"

namespace lockmaster {

QCoro::Task<void> Alarm::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    if (std::exchange(m_rung, false))
        co_return;
    m_ring = {};
    {
        const std::stop_callback<std::function<void()>> stopping(stop,
                                                                 [ring = m_ring]() mutable { ring.request_stop(); });
        co_await sleepFor(duration, m_ring.get_token());
    }
    m_rung = false;
}

void Alarm::ring()
{
    m_rung = true;
    std::stop_source ring = m_ring; // who wakes up in the call may sleep again, and put another in its place
    ring.request_stop();
}

} // namespace lockmaster
