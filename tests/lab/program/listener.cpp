// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listener.h"

#include <array>
#include <csignal>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace lockmaster {

namespace {

int theEnd = -1; ///< an eventfd, readable once a signal has come; a handler can reach nothing else

void onSignal(int)
{
    eventfd_write(theEnd, 1);
}

} // namespace

Listener::Listener()
{
    theEnd = eventfd(0, EFD_CLOEXEC);
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

std::optional<QString> Listener::nextLine(bool untilEof)
{
    while (!m_pending.contains('\n')) {
        std::array<pollfd, 2> list{pollfd{theEnd, POLLIN, 0}, pollfd{m_open ? STDIN_FILENO : -1, POLLIN, 0}};
        poll(list.data(), list.size(), -1);
        if (list[0].revents != 0) {
            return {};
        }
        if (list[1].revents == 0) {
            continue;
        }
        std::array<char, 512> buffer{};
        const ssize_t got = read(STDIN_FILENO, buffer.data(), buffer.size());
        m_open = got > 0;
        if (!m_open && untilEof) {
            return {};
        }
        m_pending.append(buffer.data(), std::max<ssize_t>(got, 0));
    }
    const qsizetype end = m_pending.indexOf('\n');
    const QString line = QString::fromUtf8(m_pending.first(end)).trimmed();
    m_pending.remove(0, end + 1);
    return line;
}

} // namespace lockmaster
