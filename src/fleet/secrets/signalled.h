// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A wait for something that reports by callback: whoever reports calls done(). Ends at the deadline or when stopped
// as well, in the very call that stops it.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <functional>
#include <optional>
#include <stop_token>

#include "link/waits.h"

namespace lockmaster {

/// One thread. Has to outlive the wait, as a local of the coroutine does; after done() the caller must not touch what
/// the coroutine owns.
class Signalled
{
public:
    explicit Signalled(std::stop_token stop)
        : m_outer(std::move(stop)), m_forward(m_outer, [source = m_woken]() mutable { source.request_stop(); })
    {
    }

    void done()
    {
        m_isDone = true;
        std::stop_source woken = m_woken; // the coroutine that resumes in the call may end and take this object along
        woken.request_stop();
    }

    QCoro::Task<WaitEnd> wait(QDeadlineTimer deadline)
    {
        const std::chrono::milliseconds left(deadline.remainingTime());
        const WaitEnd slept = co_await sleepFor(left, m_woken.get_token());
        if (m_isDone)
            co_return WaitEnd::Ready;
        co_return slept == WaitEnd::Stopped ? WaitEnd::Stopped : WaitEnd::Timeout;
    }

private:
    std::stop_source m_woken;
    std::stop_token m_outer;
    std::stop_callback<std::function<void()>> m_forward;
    bool m_isDone = false;
};

} // namespace lockmaster
