// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A sleep that can be cut short.
#pragma once

#include <QCoroTask>
#include <chrono>
#include <stop_token>

namespace lockmaster {

class InterruptibleSleep
{
public:
    /// Sleeps for `duration`, until wake(), or until `stop`. Wakes that come while nobody sleeps count for the next.
    QCoro::Task<void> sleep(std::chrono::milliseconds duration, std::stop_token stop);
    void wake();

private:
    std::stop_source m_wake;
    bool m_woken = false;
};

} // namespace lockmaster
