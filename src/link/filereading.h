// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files may lie on a disk that does not answer. Those that a connection needs are read on one thread of their own, so that
// only who needs one waits, and no longer than its deadline. What libpq reads by itself while it connects (client
// certificate, authorities, revocation list) is not in our hands.
#pragma once

#include "base/writerthread.h"
#include "link/futurewait.h"

namespace lockmaster {

/// Of the whole process.
WriterThread &fileReader();

/// The result of `read`, which owns all that it uses: it may go on after the wait has ended.
template <typename Read>
QCoro::Task<std::expected<std::invoke_result_t<Read>, WaitEnd>> readAside(Read read, QDeadlineTimer deadline,
                                                                          std::stop_token stop)
{
    return resultOfThread(fileReader().run(std::move(read)), deadline, std::move(stop));
}

} // namespace lockmaster
