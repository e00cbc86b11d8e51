// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/waits.h"

#include <QHostInfo>

#include "link/awaiting.h"

namespace lockmaster {

Error waitError(WaitEnd end, const QString &silence)
{
    return end == WaitEnd::Stopped ? Error{ErrorKind::Cancelled, QStringLiteral("Stopped"), {}, {}, {}}
                                   : Error{ErrorKind::Timeout, silence, {}, {}, {}};
}

QCoro::Task<WaitEnd> sleepFor(std::chrono::milliseconds duration, std::stop_token stop)
{
    co_return co_await Awaiting(QDeadlineTimer(duration, Qt::PreciseTimer), stop, {});
}

QCoro::Task<WaitEnd> socketReady(int socket, SocketEvent event, QDeadlineTimer deadline, std::stop_token stop)
{
    co_return co_await Awaiting(deadline, stop, [socket, event](Wait &wait) {
        if (event != SocketEvent::Write)
            wait.watch(socket, QSocketNotifier::Read);
        if (event != SocketEvent::Read)
            wait.watch(socket, QSocketNotifier::Write);
    });
}

QCoro::Task<Result<QList<QHostAddress>>> resolveHost(QString name, QDeadlineTimer deadline, std::stop_token stop)
{
    // Shared: an answer that is on its way when the wait ends is delivered after this coroutine is gone.
    const auto found = std::make_shared<QHostInfo>();
    int lookup = -1;
    const WaitEnd end = co_await Awaiting(deadline, stop, [&](Wait &wait) {
        lookup = QHostInfo::lookupHost(name, &wait, [found, &wait](const QHostInfo &info) {
            *found = info;
            wait.end(WaitEnd::Ready);
        });
    });
    if (end != WaitEnd::Ready) {
        QHostInfo::abortHostLookup(lookup);
        co_return std::unexpected(waitError(end, QStringLiteral("The name %1 was not resolved in time").arg(name)));
    }
    if (found->error() != QHostInfo::NoError || found->addresses().isEmpty())
        co_return fail(ErrorKind::Dns, QStringLiteral("The name %1 does not resolve").arg(name), found->errorString());
    co_return found->addresses();
}

} // namespace lockmaster
