// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a Redis connection is encrypted, by the same words as libpq's: sslmode, sslrootcert, sslcert, sslkey.
#pragma once

#include <QSslConfiguration>

#include "base/result.h"
#include "model/target.h"

namespace lockmaster {

struct RedisTls {
    enum class Mode { Off, Unverified, Authority, Full };
    Mode mode = Mode::Off;
    QSslConfiguration configuration;

    [[nodiscard]] bool isVerified() const { return mode == Mode::Authority || mode == Mode::Full; }
};

/// disable; require (with an sslrootcert it is verify-ca, as libpq has it); verify-ca; verify-full. Nothing given:
/// verify-full for an address that is not this host, else without TLS. prefer and allow, which can be talked out of
/// TLS, are refused (Config). sslrootcert "system" or none: the system's authorities.
Result<RedisTls> redisTls(const PgParameters &parameters, bool isLocal);

/// Whether that reads files, which may take its time.
bool namesTlsFiles(const PgParameters &parameters);

} // namespace lockmaster
