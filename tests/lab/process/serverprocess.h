// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One server process, or one tool that runs to its end, as the servers' user. Used from the thread that made it.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <chrono>

#include "base/result.h"

namespace lockmaster {

struct ServerCommand {
    QString program;
    QStringList arguments;
    QString folder; ///< working directory, inside the lab's folder: the keeper finds processes by it
    QString log;    ///< standard output and error are appended here; empty: kept for the message of a failure
    QString root;   ///< LabOptions::serverRoot; empty: a program of this system
};

class ServerProcess
{
public:
    ServerProcess();
    ~ServerProcess(); ///< SIGKILL, if it still runs

    Result<void> start(const ServerCommand &command);

    [[nodiscard]] bool isRunning();
    [[nodiscard]] pid_t pid() const; ///< 0 when it does not run
    void signal(int number);
    bool waitForExit(std::chrono::milliseconds patience);
    /// What the process has said, when it was started without a log.
    [[nodiscard]] QString output();
    [[nodiscard]] bool succeeded() const;

private:
    QProcess m_process;
};

/// Runs a tool to its end. An exit code that is not 0 is an error with the tool's own words.
Result<void> runTool(const ServerCommand &command, std::chrono::milliseconds patience = std::chrono::seconds(30));

/// The end of a log file, for the message of a failure.
QString lastLines(const QString &logFile);

} // namespace lockmaster
