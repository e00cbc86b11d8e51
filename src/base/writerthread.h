// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A thread for what may wait for a disk, so that neither the engine's nor the window's has to. Work is done in the order in
// which it is handed over, by any thread.
#pragma once

#include <QFuture>
#include <QPromise>
#include <functional>
#include <memory>
#include <type_traits>

namespace lockmaster {

class WriterThread
{
public:
    WriterThread();
    /// What was handed over is done first. A disk that hangs for longer than `kPatience` is not waited for: the thread is
    /// left behind, and work must not use what goes with this object.
    ~WriterThread();
    WriterThread(const WriterThread &) = delete;
    WriterThread &operator=(const WriterThread &) = delete;

    static constexpr std::chrono::seconds kPatience{3};

    template <typename Work>
    QFuture<std::invoke_result_t<Work>> run(Work work)
    {
        auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
        promise->start();
        auto future = promise->future();
        post([promise, work = std::move(work)]() mutable {
            promise->addResult(work());
            promise->finish();
        });
        return future;
    }

private:
    struct Queue;
    void post(std::function<void()> work);

    std::shared_ptr<Queue> m_queue;
};

} // namespace lockmaster
