// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the program ends with; --help of each command says what they mean there.
#pragma once

namespace lockmaster {

inline constexpr int kExitOk = 0;
inline constexpr int kExitWarning = 1;
inline constexpr int kExitCritical = 2;
inline constexpr int kExitUnknown = 3;
inline constexpr int kExitUsage = 64;       ///< EX_USAGE: the command line is wrong
inline constexpr int kExitNoInput = 66;     ///< EX_NOINPUT: a file cannot be read, or is not what it should be
inline constexpr int kExitUnavailable = 69; ///< EX_UNAVAILABLE: a part of the program is missing, or a display
inline constexpr int kExitCantCreate = 73;  ///< EX_CANTCREAT: a file cannot be written
inline constexpr int kExitConfig = 78;      ///< EX_CONFIG: the fleet file or a URL is wrong

} // namespace lockmaster
