// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/filereading.h"

#include <QCoreApplication>
#include <mutex>
#include <utility>

namespace lockmaster {
namespace {

WriterThread *reader = nullptr;

} // namespace

WriterThread &fileReader()
{
    static std::once_flag once;
    std::call_once(once, [] {
        reader = new WriterThread;
        // Certificates are read in it: it ends before OpenSSL, which cleans up after threads no later than with the program.
        qAddPostRoutine([] { delete std::exchange(reader, nullptr); });
    });
    return *reader;
}

} // namespace lockmaster
