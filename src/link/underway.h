// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A call that is under way while its caller does other things: asks elsewhere how far it is, or takes it back. What is
// still under way when this object goes is stopped.
#pragma once

#include <QCoroTask>
#include <optional>

#include "link/wakeup.h"
#include "link/taskscope.h"

namespace lockmaster {

template <typename T>
class Underway
{
public:
    /// What the call has to be given as its stop token.
    [[nodiscard]] std::stop_token token() const { return m_scope.token(); }
    /// Once.
    void begin(QCoro::Task<T> call) { m_scope.hold(keep(this, std::move(call))); }

    /// Ready when the answer is there.
    QCoro::Task<WaitEnd> answered(QDeadlineTimer deadline, std::stop_token stop)
    {
        if (m_answer)
            co_return WaitEnd::Ready;
        co_return co_await m_wakeup.wait(deadline, stop);
    }
    [[nodiscard]] const std::optional<T> &answer() const { return m_answer; }

private:
    static QCoro::Task<void> keep(Underway *self, QCoro::Task<T> call)
    {
        self->m_answer = co_await std::move(call);
        self->m_wakeup.notify();
    }

    std::optional<T> m_answer;
    Wakeup m_wakeup;
    TaskScope m_scope; ///< last: its coroutine uses all of the above
};

} // namespace lockmaster
