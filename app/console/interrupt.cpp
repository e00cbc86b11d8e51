// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "app/apptext.h"

namespace lockmaster {
namespace {

/// What the signal's handler may do is to write a byte.
std::array<int, 2> pipeEnds{-1, -1};

void wakeByPipe(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
    std::signal(SIGINT, SIG_DFL); // the next one ends the program
}

} // namespace

Interrupt::Interrupt() : Interrupt(AppText::tr("Taking it back. Ctrl+C again leaves it to itself.")) {}

Interrupt::Interrupt(QString told) : m_told(std::move(told))
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        m_notifier->setEnabled(false);
        std::fputs(('\n' + m_told.toUtf8() + '\n').constData(), stderr);
        m_stop.request_stop();
    });
    std::signal(SIGINT, wakeByPipe);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    m_notifier.reset();
    for (int &end : pipeEnds) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}

} // namespace lockmaster
