// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/interruptiblesleep.h"

#include <functional>

#include "link/waits.h"

namespace lockmaster {

QCoro::Task<void> InterruptibleSleep::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    if (std::exchange(m_woken, false))
        co_return;
    m_wake = {};
    {
        const std::stop_callback<std::function<void()>> stopping(stop,
                                                                 [wake = m_wake]() mutable { wake.request_stop(); });
        co_await sleepFor(duration, m_wake.get_token());
    }
    m_woken = false;
}

void InterruptibleSleep::wake()
{
    m_woken = true;
    std::stop_source wake = m_wake; // who wakes up in the call may sleep again, and put another in its place
    wake.request_stop();
}

} // namespace lockmaster
