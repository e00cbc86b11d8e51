// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/taskscope.h"

#include <QtAssert>

namespace lockmaster {

void TaskScope::hold(QCoro::Task<void> task)
{
    Q_ASSERT(!m_closed);
    ++m_running;
    [[maybe_unused]] const QCoro::Task<void> detached = watch(std::move(task)); // counted in m_running until it ends
}

QCoro::Task<void> TaskScope::watch(QCoro::Task<void> task)
{
    co_await task;
    --m_running;
}

void TaskScope::close()
{
    m_closed = true;
    m_stop.request_stop();
    Q_ASSERT_X(m_running == 0, "TaskScope::close", "a wait did not listen to its stop token");
}

} // namespace lockmaster
