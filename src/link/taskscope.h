// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the coroutines of one owner. The owner calls close() (or lets the destructor do it) before anything that
// its coroutines use goes away.
//
// Every wait in this program ends at once, in the same call, when its stop token is triggered (see link/waits.h).
// So close() is synchronous: after it no coroutine of this scope is left. One thread only.
#pragma once

#include <QCoroTask>
#include <stop_token>

namespace lockmaster {

class TaskScope
{
public:
    TaskScope() = default;
    ~TaskScope() { close(); }
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// The token that every wait of this scope's coroutines has to be given.
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

    /// Keeps `task` running. Start it with token() among its arguments.
    void hold(QCoro::Task<void> task);

    /// Stops all, and returns when all have ended. Further hold() calls are a programming error.
    void close();

    [[nodiscard]] int running() const { return m_running; }

private:
    QCoro::Task<void> watch(QCoro::Task<void> task);

    std::stop_source m_stop;
    int m_running = 0;
    bool m_closed = false;
};

} // namespace lockmaster
