// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C while something is under way: the first asks to end it in order, the second ends the program. One at a time, in
// the thread with the event loop.
#pragma once

#include <QSocketNotifier>
#include <QString>
#include <memory>
#include <stop_token>

namespace lockmaster {

class Interrupt
{
public:
    Interrupt(); ///< of an action: it is taken back
    explicit Interrupt(QString told); ///< what is said when it happens, on standard error
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    QString m_told;
    std::stop_source m_stop;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace lockmaster
