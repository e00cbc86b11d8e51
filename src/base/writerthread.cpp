// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/writerthread.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "base/log.h"

namespace lockmaster {

/// Shared with the thread, which may outlive the object.
struct WriterThread::Queue {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> work;
    bool isClosing = false;
    bool isOver = false;

    void serve()
    {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [this] { return isClosing || !work.empty(); });
            if (work.empty())
                break;
            auto next = std::move(work.front());
            work.pop_front();
            lock.unlock();
            next();
            next = {};
            lock.lock();
        }
        isOver = true;
        changed.notify_all();
    }
};

WriterThread::WriterThread() : m_queue(std::make_shared<Queue>())
{
    std::thread([queue = m_queue] { queue->serve(); }).detach();
}

WriterThread::~WriterThread()
{
    std::unique_lock lock(m_queue->mutex);
    m_queue->isClosing = true;
    m_queue->changed.notify_all();
    if (!m_queue->changed.wait_for(lock, kPatience, [this] { return m_queue->isOver; }))
        qCWarning(lcBase) << "A disk does not answer: what was to be written last may be lost";
}

void WriterThread::post(std::function<void()> work)
{
    const std::lock_guard lock(m_queue->mutex);
    m_queue->work.push_back(std::move(work));
    m_queue->changed.notify_all();
}

} // namespace lockmaster
