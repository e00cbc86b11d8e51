// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The waits that coroutines are built from. Each has a deadline and a stop token, and each resumes within the very
// call that stops it, so that an owner can end its coroutines before it dies (see link/taskscope.h).
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QList>
#include <QString>
#include <chrono>
#include <functional>
#include <stop_token>

#include "base/result.h"
#include "link/hostresolver.h"

namespace lockmaster {

enum class WaitEnd { Ready, Timeout, Stopped };

/// Of a wait that did not end Ready; `silence` is what to say when the time was over.
[[nodiscard]] Error waitError(WaitEnd end, const QString &silence);

/// Waits so long.
QCoro::Task<WaitEnd> sleepFor(std::chrono::milliseconds duration, std::stop_token stop);

/// Readiness of a socket that somebody else owns (libpq).
enum class SocketEvent { Read, Write, ReadOrWrite };
QCoro::Task<WaitEnd> socketReady(int socket, SocketEvent event, QDeadlineTimer deadline, std::stop_token stop);

/// Addresses of a host name, by the system's resolver on a thread of Qt's; never blocks the caller.
QCoro::Task<Result<QList<QHostAddress>>> resolveHost(QString name, QDeadlineTimer deadline, std::stop_token stop);

} // namespace lockmaster
