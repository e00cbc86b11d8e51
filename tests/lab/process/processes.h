// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Processes of the lab, found by their working directory: every server works inside its own folder of the lab, also
// the children it makes and those that lost their parent.
#pragma once

#include <QString>
#include <chrono>
#include <functional>
#include <sys/types.h>
#include <vector>

namespace lockmaster {

/// All live processes that work in `folder` or below.
std::vector<pid_t> processesIn(const QString &folder);

void signalAll(const std::vector<pid_t> &pids, int signal);

/// SIGSTOP and SIGCONT: a process that is alive and answers nothing, as on a frozen host.
void suspend(pid_t pid);
void resume(pid_t pid);

/// The child of a process whose command line contains `word`, e.g. the "startup" process of a postmaster; 0: none.
pid_t childOf(pid_t parent, const QByteArray &word);

/// Asks every few milliseconds until `done` says so. False when it has not by then.
bool waitUntil(const std::function<bool()> &done, std::chrono::milliseconds patience);

} // namespace lockmaster
