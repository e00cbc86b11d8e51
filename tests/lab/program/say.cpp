// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "say.h"

#include <cstdio>

namespace lockmaster {

void say(const QString &line)
{
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

void say(const Error &error)
{
    std::fprintf(stderr, "lockmaster-lab: %s\n%s\n", qPrintable(error.text), qPrintable(error.detail));
}

} // namespace lockmaster
