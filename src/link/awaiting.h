// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every wait is made of: one suspended coroutine, its event, its deadline and its stop token. For waits.cpp and
// wakeup.cpp; everybody else awaits what these offer.
#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QSocketNotifier>
#include <QTimerEvent>
#include <coroutine>
#include <functional>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "link/waits.h"

namespace lockmaster {

// One wait: ends by the event, by its timer or by the stop token, whichever comes first, and resumes the coroutine
// from there. It deletes itself later, since it may be in the middle of its own event.
class Wait final : public QObject
{
public:
    // deadline of QDeadlineTimer::Forever: no timer
    void begin(std::coroutine_handle<> waiting, QDeadlineTimer deadline, const std::stop_token &stop)
    {
        m_waiting = waiting;
        if (!deadline.isForever())
            m_timer = startTimer(std::chrono::milliseconds(deadline.remainingTime()), Qt::PreciseTimer);
        m_stopping.emplace(stop, [this] { end(WaitEnd::Stopped); });
    }
    void watch(int socket, QSocketNotifier::Type type)
    {
        auto *notifier = new QSocketNotifier(socket, type, this);
        connect(notifier, &QSocketNotifier::activated, this, [this] { end(WaitEnd::Ready); });
        m_notifiers.push_back(notifier);
    }
    void end(WaitEnd result)
    {
        if (!m_waiting)
            return;
        const auto waiting = std::exchange(m_waiting, nullptr);
        m_result = result;
        if (m_timer)
            killTimer(m_timer);
        for (QSocketNotifier *notifier : m_notifiers)
            notifier->setEnabled(false);
        m_stopping.reset();
        deleteLater();
        waiting.resume();
    }
    [[nodiscard]] WaitEnd result() const { return m_result; }

protected:
    void timerEvent(QTimerEvent *) override { end(WaitEnd::Timeout); }

private:
    std::coroutine_handle<> m_waiting;
    std::optional<std::stop_callback<std::function<void()>>> m_stopping;
    std::vector<QSocketNotifier *> m_notifiers;
    int m_timer = 0;
    WaitEnd m_result = WaitEnd::Ready;
};

// co_await of one Wait; `arm` sets up what it waits for.
class Awaiting
{
public:
    Awaiting(QDeadlineTimer deadline, std::stop_token stop, std::function<void(Wait &)> arm)
        : m_deadline(deadline), m_stop(std::move(stop)), m_arm(std::move(arm))
    {
    }
    [[nodiscard]] bool await_ready() const { return m_stop.stop_requested(); }
    void await_suspend(std::coroutine_handle<> waiting)
    {
        m_wait = new Wait;
        m_wait->begin(waiting, m_deadline, m_stop);
        if (m_arm)
            m_arm(*m_wait);
    }
    [[nodiscard]] WaitEnd await_resume() const { return m_wait ? m_wait->result() : WaitEnd::Stopped; }

private:
    QDeadlineTimer m_deadline;
    std::stop_token m_stop;
    std::function<void(Wait &)> m_arm;
    Wait *m_wait = nullptr; // deletes itself from the event loop, after await_resume
};

} // namespace lockmaster
