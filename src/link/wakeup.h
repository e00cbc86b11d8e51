// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Wakes the coroutine that waits for it. For events that arrive as signals (a Qt socket's), where resuming a coroutine
// in the middle of the signal would let it delete the sender: it is resumed from the event loop instead.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QPointer>
#include <stop_token>

#include "link/waits.h"

namespace lockmaster {

class Wait;

/// For one coroutine at a time, in one thread.
class Wakeup
{
public:
    /// When nobody waits, the next wait() returns at once.
    void notify();

    /// A deadline that has passed wins over a notification, so that a peer which never stops sending cannot outrun it.
    QCoro::Task<WaitEnd> wait(QDeadlineTimer deadline, std::stop_token stop);

private:
    QPointer<Wait> m_wait;
    bool m_notified = false;
};

} // namespace lockmaster
