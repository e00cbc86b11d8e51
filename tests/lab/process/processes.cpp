// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/process/processes.h"

#include <algorithm>
#include <csignal>
#include <QFile>
#include <filesystem>
#include <string>
#include <thread>

namespace lockmaster {

namespace fs = std::filesystem;

std::vector<pid_t> processesIn(const QString &folder)
{
    const std::string inside = folder.toStdString() + '/';
    std::vector<pid_t> pids;
    std::error_code ignored; // processes end while we look
    for (const fs::directory_entry &entry : fs::directory_iterator("/proc", ignored)) {
        const std::string name = entry.path().filename();
        if (!std::ranges::all_of(name, [](unsigned char c) { return std::isdigit(c) != 0; })) {
            continue;
        }
        const std::string cwd = fs::read_symlink(entry.path() / "cwd", ignored).string() + '/';
        if (!ignored && cwd.starts_with(inside)) {
            pids.push_back(std::stoi(name));
        }
        ignored.clear();
    }
    return pids;
}

void signalAll(const std::vector<pid_t> &pids, int signal)
{
    for (const pid_t pid : pids) {
        kill(pid, signal);
    }
}

void suspend(pid_t pid)
{
    kill(pid, SIGSTOP);
}

void resume(pid_t pid)
{
    kill(pid, SIGCONT);
}

pid_t childOf(pid_t parent, const QByteArray &word)
{
    const auto read = [](const QString &path) {
        QFile file(path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    };
    for (const QByteArray &child : read(QStringLiteral("/proc/%1/task/%1/children").arg(parent)).split(' ')) {
        if (!child.isEmpty()
            && read(QStringLiteral("/proc/%1/cmdline").arg(QString::fromLatin1(child))).contains(word)) {
            return child.toInt();
        }
    }
    return 0;
}

bool waitUntil(const std::function<bool()> &done, std::chrono::milliseconds patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!done()) {
        if (std::chrono::steady_clock::now() >= deadline) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

} // namespace lockmaster
