// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/filereading.h"

#include <QCoreApplication>
#include <memory>
#include <mutex>

namespace lockmaster {
namespace {

std::unique_ptr<WriterThread> reader; // NOLINT(cert-err58-cpp)

} // namespace

WriterThread &fileReader()
{
    static std::once_flag once;
    std::call_once(once, [] {
        reader = std::make_unique<WriterThread>();
        // Certificates are read in it: it ends before OpenSSL, which cleans up after threads no later than with the program.
        qAddPostRoutine([] { reader.reset(); });
    });
    return *reader;
}

} // namespace lockmaster
