// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting for what another thread does, as for everything else: the coroutine resumes in its own thread, at once when it is
// stopped, and at the latest at its deadline.
#pragma once

#include <QFutureWatcher>
#include <expected>

#include "link/awaiting.h"

namespace lockmaster {

/// Why there is no result: Timeout or Stopped. The other thread goes on.
template <typename T>
QCoro::Task<std::expected<T, WaitEnd>> resultOfThread(QFuture<T> future, QDeadlineTimer deadline, std::stop_token stop)
{
    if (!future.isFinished()) {
        const WaitEnd end = co_await Awaiting(deadline, stop, [&future](Wait &wait) {
            auto *watcher = new QFutureWatcher<T>(&wait);
            QObject::connect(watcher, &QFutureWatcherBase::finished, &wait, [&wait] { wait.end(WaitEnd::Ready); });
            watcher->setFuture(future);
        });
        if (end != WaitEnd::Ready)
            co_return std::unexpected(end);
    }
    co_return future.result();
}

} // namespace lockmaster
