// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/taskscope.h"

#include <QtLogging>

namespace lockmaster {

void TaskScope::hold(QCoro::Task<void> task)
{
    if (m_closed)
        qFatal("TaskScope::hold: the scope is closed");
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
    if (m_running != 0) // what its coroutines use goes away now: going on would corrupt memory
        qFatal("TaskScope::close: a wait did not listen to its stop token");
}

} // namespace lockmaster
