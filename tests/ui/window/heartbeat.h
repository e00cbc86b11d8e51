// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long an event loop stood still. A timer ticks in it every 5 ms. What the thread did not get of the processor is
// no fault of the program and is taken off: by the kernel's own count, or by what a thread that only sleeps missed too.
#pragma once

#include <QFile>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

namespace lockmaster {

class Heartbeat
{
public:
    using Clock = std::chrono::steady_clock;
    using Span = std::chrono::nanoseconds;

    /// In the thread to be watched.
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
    }

    void begin()
    {
        m_ticks.clear();
        m_control.clear();
        m_sleeper = std::jthread([this](std::stop_token stop) { sleepAndCount(std::move(stop)); });
        beat();
        m_timer.start(kPeriod);
    }

    void end()
    {
        beat();
        m_timer.stop();
        m_sleeper = {}; // stopped and joined
    }

    /// After end(): the longest time between two ticks for which the processor is not to blame.
    [[nodiscard]] std::chrono::milliseconds worstGap() const
    {
        Span worst{};
        for (std::size_t i = 1; i < m_ticks.size(); ++i)
            worst = std::max(worst, m_ticks[i].at - m_ticks[i - 1].at - starved(m_ticks[i - 1], m_ticks[i]));
        return std::chrono::ceil<std::chrono::milliseconds>(worst);
    }

    /// After end(): all that the processor withheld.
    [[nodiscard]] Span starved() const { return starved(m_ticks.front(), m_ticks.back()); }

private:
    static constexpr std::chrono::milliseconds kPeriod{5};

    struct Tick {
        Clock::time_point at;
        Span waited; ///< for the processor, since the thread began
    };

    /// Nanoseconds this thread was ready to run and did not; the second number of the kernel's scheduler statistics.
    static Span waitedForProcessor()
    {
        QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return Span(file.readAll().split(' ').value(1).toLongLong());
    }

    void beat() { m_ticks.push_back({Clock::now(), waitedForProcessor()}); }

    void sleepAndCount(std::stop_token stop)
    {
        while (!stop.stop_requested()) {
            m_control.push_back(Clock::now());
            std::this_thread::sleep_for(kPeriod);
        }
        m_control.push_back(Clock::now());
    }

    [[nodiscard]] Span starved(const Tick &from, const Tick &to) const
    {
        Span missed{};
        for (std::size_t i = 1; i < m_control.size(); ++i) {
            const auto begin = std::max(from.at, m_control[i - 1] + kPeriod);
            const auto end = std::min(to.at, m_control[i]);
            missed += std::max(Span{}, Span(end - begin));
        }
        return std::max(missed, to.waited - from.waited);
    }

    QTimer m_timer;
    std::vector<Tick> m_ticks;
    std::vector<Clock::time_point> m_control; ///< the sleeper's, read after it has ended
    std::jthread m_sleeper;
};

} // namespace lockmaster
