// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/processidentity.h"

#include <QFile>
#include <QSysInfo>

#include <unistd.h>

namespace lockmaster {
namespace {

/// Field 22 of /proc/PID/stat; 0 when there is no such process. Its name, in parentheses, may hold anything.
qint64 startOfProcess(qint64 pid)
{
    constexpr qsizetype kStartAfterName = 19;
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    return text.sliced(text.lastIndexOf(')') + 1).trimmed().split(' ').value(kStartAfterName).toLongLong();
}

} // namespace

ProcessIdentity thisProcess()
{
    const qint64 pid = ::getpid();
    return {QString::fromLatin1(QSysInfo::bootUniqueId()), pid, startOfProcess(pid)};
}

bool isRunning(const ProcessIdentity &process)
{
    return process.pid > 0 && process.started > 0 && process.boot == QString::fromLatin1(QSysInfo::bootUniqueId())
           && startOfProcess(process.pid) == process.started;
}

} // namespace lockmaster
