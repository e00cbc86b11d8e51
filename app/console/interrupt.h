// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C while something is under way: the first asks it to end in its own way, the second ends the program. One at a time,
// in the thread with the event loop.
#pragma once

#include <QSocketNotifier>
#include <QString>
#include <memory>
#include <stop_token>

namespace lockmaster {

class Interrupt
{
public:
    /// `answer`: a line that the first Ctrl+C brings to standard error: what happens now, and what the second one does.
    explicit Interrupt(QString answer);
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    QString m_answer;
    std::stop_source m_stop;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace lockmaster
