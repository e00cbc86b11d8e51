// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps passwords in this process from others on the same machine.
#pragma once

namespace lockmaster {

/// Before anything else: no core dumps, no reading of this process by others of the same user, new files private.
/// Builds with sanitizers stay readable: LeakSanitizer reads its own process.
void hardenProcess();

/// Overwrites passwords of URLs in argv, so that a list of processes does not show them. Take the arguments before.
void hideUrlPasswords(int argc, char **argv);

} // namespace lockmaster
