// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// PgBouncer was started with too few file descriptors: the kernel accepts connections for it, and nobody answers them.
#include "lab/scenes/plays.h"

#include "lab/process/ports.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

/// Whether there is an answer to the question whether TLS is spoken (the protocol's SSLRequest).
bool answers(const PgBouncerServer &pgbouncer)
{
    return !converse(pgbouncer.port(), QByteArray::fromHex("0000000804d2162f")).isEmpty();
}

} // namespace

Result<void> playPgBouncerDescriptors(Stage &stage)
{
    constexpr int kTaken = 3; // standard input, output and error: PgBouncer has them, and gets no other
    PgBouncerServer &pgbouncer = stage.lab().pgbouncer();
    stage.facts().target = u"pgbouncer"_s;
    return pgbouncer.stop()
        .and_then([&] { return pgbouncer.start(); })
        .and_then([&] { return pgbouncer.limitDescriptors(kTaken); })
        .and_then([&] {
            stage.atEnd([&pgbouncer] {
                return pgbouncer.limitDescriptors(0).and_then(
                    [&] { return Stage::until([&] { return answers(pgbouncer); }, u"PgBouncer answers"_s); });
            });
            return Stage::until([&] { return accepts(pgbouncer.port()) && !answers(pgbouncer); },
                                u"PgBouncer accepts and does not answer"_s);
        });
}

} // namespace lockmaster
