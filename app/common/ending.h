// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a program that may still wait for a name server.
#pragma once

namespace lockmaster {

/// Ends the process with what was printed flushed and without destroying what is left: Qt's resolver threads would be
/// waited for, and a name server that is silent takes up to half a minute. Everything that writes files is gone before.
/// Builds with sanitizers return `exitCode` and end the long way, so that leaks are seen.
int endProcess(int exitCode);

} // namespace lockmaster
