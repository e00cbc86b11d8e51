// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window and its pictures are another program, so that a health check need not load the GUI libraries.
#pragma once

namespace lockmaster {

/// No command, or one of the window's.
bool wantsWindow(int argc, char **argv);

/// Replaces this process by the window's program, with the same arguments; it lies beside this one or where it was
/// installed. Returns an exit code when it cannot be started.
int becomeWindowProgram(char **argv);

} // namespace lockmaster
