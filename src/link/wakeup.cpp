// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/wakeup.h"

#include "link/awaiting.h"

namespace lockmaster {

void Wakeup::notify()
{
    if (std::exchange(m_notified, true) || !m_wait)
        return;
    QMetaObject::invokeMethod(m_wait, [wait = m_wait.get()] { wait->end(WaitEnd::Ready); }, Qt::QueuedConnection);
}

QCoro::Task<WaitEnd> Wakeup::wait(QDeadlineTimer deadline, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return WaitEnd::Stopped;
    if (deadline.hasExpired())
        co_return WaitEnd::Timeout;
    WaitEnd end = WaitEnd::Ready;
    if (!m_notified) {
        end = co_await Awaiting(deadline, stop, [this](Wait &wait) { m_wait = &wait; });
        m_wait.clear();
    }
    if (end == WaitEnd::Ready)
        m_notified = false;
    co_return end;
}

} // namespace lockmaster
