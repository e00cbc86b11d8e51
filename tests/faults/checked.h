// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster check` as a process: what it said, with which exit code, and whether in time.
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QUrl>

#include "lab/lab.h"

#include "harness/builtprogram.h"

namespace lockmaster {

inline constexpr int kOk = 0;
inline constexpr int kWarning = 1;
inline constexpr int kCritical = 2;
inline constexpr int kUnknown = 3;

struct Ended {
    int exitCode = -1;
    QByteArray words;
    bool inTime = false;
};

inline Ended checkedWith(const QStringList &arguments, const QString &password = {})
{
    // check gives up after 4 s; the rest is starting and ending the process on a busy machine.
    constexpr std::chrono::seconds kBound{7};
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PGPASSWORD"), password);
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer timer;
    timer.start();
    program.start(builtProgram(QStringLiteral("app/lockmaster")), QStringList{QStringLiteral("check")} + arguments);
    program.waitForFinished();
    return {program.exitCode(), program.readAll(), timer.durationElapsed() < kBound};
}

/// Of a Redis server or Sentinel, with the password in the URL; a Sentinel has no users.
inline Ended checkedRedis(const RedisServer &server, const QString &scheme, const QString &user,
                          const QString &password)
{
    const QString login = user + u':' + QString::fromLatin1(QUrl::toPercentEncoding(password));
    return checkedWith({QStringLiteral("%1://%2@127.0.0.1:%3").arg(scheme, login, QString::number(server.port()))});
}

} // namespace lockmaster
