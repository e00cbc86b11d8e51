// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/filereading.h"

namespace lockmaster {

WriterThread &fileReader()
{
    static WriterThread thread;
    return thread;
}

} // namespace lockmaster
