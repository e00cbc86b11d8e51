// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting for what another thread does, as for everything else: the coroutine resumes in its own thread, and at once when
// it is stopped.
#pragma once

#include <QFutureWatcher>
#include <optional>

#include "link/awaiting.h"

namespace lockmaster {

/// Empty when stopped before; the other thread goes on.
template <typename T>
QCoro::Task<std::optional<T>> resultOfThread(QFuture<T> future, std::stop_token stop)
{
    if (!future.isFinished()) {
        const WaitEnd end = co_await Awaiting(QDeadlineTimer(QDeadlineTimer::Forever), stop, [&future](Wait &wait) {
            auto *watcher = new QFutureWatcher<T>(&wait);
            QObject::connect(watcher, &QFutureWatcherBase::finished, &wait, [&wait] { wait.end(WaitEnd::Ready); });
            watcher->setFuture(future);
        });
        if (end != WaitEnd::Ready)
            co_return std::nullopt;
    }
    co_return future.result();
}

} // namespace lockmaster
