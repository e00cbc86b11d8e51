// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ending.h"

#include <cstdio>

#include <unistd.h>

namespace lockmaster {

int endProcess(int exitCode)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    std::fflush(nullptr);
    ::_exit(exitCode);
#endif
    return exitCode;
}

} // namespace lockmaster
