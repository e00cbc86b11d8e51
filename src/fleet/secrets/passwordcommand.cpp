// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/secrets/passwordcommand.h"

#include "base/redact.h"
#include "base/text.h"
#include "fleet/secrets/signalled.h"

#include <QCoreApplication>
#include <QProcess>
#include <csignal>
#include <memory>

namespace lockmaster {
namespace {

constexpr qint64 kLongestOutput = 64 * 1024;

/// Kills a process with all it started (it leads a session) and lets it go when it is reaped, without waiting.
struct Reaper {
    void operator()(QProcess *process) const
    {
        process->disconnect();
        if (process->state() == QProcess::NotRunning)
            return process->deleteLater();
        QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
        if (process->processId() > 0)
            ::kill(static_cast<pid_t>(-process->processId()), SIGKILL);
        process->kill();
    }
};
using Process = std::unique_ptr<QProcess, Reaper>;

Process prepared(const QString &command)
{
    Process process(new QProcess);
    process->setProgram(QStringLiteral("/bin/sh"));
    process->setArguments({QStringLiteral("-c"), command});
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    QProcess::UnixProcessParameters parameters;
    parameters.flags = QProcess::UnixProcessFlag::CreateNewSession;
    process->setUnixProcessParameters(parameters);
    return process;
}

void watch(QProcess *process, Signalled *ended)
{
    QObject::connect(process, &QProcess::finished, process, [ended] { ended->done(); });
    QObject::connect(process, &QProcess::errorOccurred, process, [ended](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            ended->done();
    });
    QObject::connect(process, &QProcess::readyReadStandardOutput, process, [process, ended] {
        if (process->bytesAvailable() > kLongestOutput)
            ended->done();
    });
}

QString advice()
{
    return QCoreApplication::translate("Secrets", "Run the target's password command in a terminal to see why");
}

Result<QString> passwordOf(QProcess &process)
{
    if (process.state() != QProcess::NotRunning)
        return fail(ErrorKind::Config, QCoreApplication::translate("Secrets", "The password command prints too much"),
                    advice());
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return fail(ErrorKind::Config,
                    QCoreApplication::translate("Secrets", "The password command failed with exit code %1")
                        .arg(process.exitCode()),
                    advice());
    QByteArray line = process.readAllStandardOutput().split('\n').first();
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return fail(ErrorKind::Config, QCoreApplication::translate("Secrets", "The password command printed nothing"),
                    advice());
    const QString password = decodeUtf8(line).text;
    registerSecret(password);
    return password;
}

} // namespace

QCoro::Task<Result<QString>> passwordFromCommand(QString command, QDeadlineTimer deadline, std::stop_token stop)
{
    Signalled ended(stop);
    const Process process = prepared(command);
    watch(process.get(), &ended);
    process->start();
    const WaitEnd end = co_await ended.wait(deadline);
    if (end == WaitEnd::Stopped)
        co_return fail(ErrorKind::Cancelled, QCoreApplication::translate("Secrets", "Stopped"));
    if (end == WaitEnd::Timeout)
        co_return fail(ErrorKind::Timeout,
                       QCoreApplication::translate("Secrets", "The password command did not end in time"), advice());
    co_return passwordOf(*process);
}

} // namespace lockmaster
