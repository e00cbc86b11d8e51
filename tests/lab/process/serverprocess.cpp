// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/process/serverprocess.h"

#include "lab/process/serverroot.h"
#include "lab/process/serveruser.h"

#include <QFile>
#include <QProcessEnvironment>

#include <cerrno>
#include <csignal>
#include <sys/stat.h>

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

QProcessEnvironment plainEnvironment(const QString &folder)
{
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, u"/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"_s);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.insert(u"HOME"_s, folder);
    return environment;
}

} // namespace

ServerProcess::ServerProcess()
{
    using Flag = QProcess::UnixProcessFlag;
    // A session of its own: Ctrl+C at the terminal ends the lab, and the lab ends its servers.
    m_process.setUnixProcessParameters(Flag::ResetSignalHandlers | Flag::CloseFileDescriptors | Flag::CreateNewSession);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
}

ServerProcess::~ServerProcess()
{
    if (isRunning()) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

Result<void> ServerProcess::start(const ServerCommand &command)
{
    const ServerRoot root(command.root, command.folder);
    if (auto there = root.check(); !there) {
        return there;
    }
    serverUser(); // looked up here, not between fork and exec
    m_process.setChildProcessModifier([this, root] {
        umask(S_IRWXG | S_IRWXO);
        if (const char *failed = root.enter()) {
            m_process.failChildProcessModifier(failed, errno);
        }
        becomeServerUser();
    });
    m_process.setWorkingDirectory(command.folder);
    m_process.setProcessEnvironment(plainEnvironment(command.folder));
    if (!command.log.isEmpty()) {
        m_process.setStandardOutputFile(command.log, QIODevice::Append);
    }
    m_process.start(command.program, command.arguments, QIODevice::ReadOnly);
    if (!m_process.waitForStarted()) {
        return fail(ErrorKind::Config, u"%1 could not be run"_s.arg(command.program), m_process.errorString());
    }
    return {};
}

bool ServerProcess::isRunning()
{
    return m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(0);
}

pid_t ServerProcess::pid() const
{
    return static_cast<pid_t>(m_process.processId());
}

void ServerProcess::signal(int number)
{
    if (isRunning()) {
        kill(pid(), number);
    }
}

bool ServerProcess::waitForExit(std::chrono::milliseconds patience)
{
    return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(static_cast<int>(patience.count()));
}

QString ServerProcess::output()
{
    return QString::fromUtf8(m_process.readAll()).trimmed();
}

bool ServerProcess::succeeded() const
{
    return m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

Result<void> runTool(const ServerCommand &command, std::chrono::milliseconds patience)
{
    ServerProcess tool;
    if (auto started = tool.start(command); !started) {
        return started;
    }
    if (!tool.waitForExit(patience)) {
        return fail(ErrorKind::Timeout, u"%1 did not finish"_s.arg(command.program), tool.output());
    }
    if (!tool.succeeded()) {
        return fail(ErrorKind::Config, u"%1 failed"_s.arg(command.program), tool.output());
    }
    return {};
}

QString lastLines(const QString &logFile)
{
    QFile log(logFile);
    return log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll().last(qMin(log.size(), 2000))) : QString();
}

} // namespace lockmaster
