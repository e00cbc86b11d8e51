// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A server as a person names it on the command line or in the fleet file, as a target. No error quotes the input.
#pragma once

#include <QString>

#include "base/result.h"
#include "model/target.h"

namespace lockmaster {

struct TargetUrl {
    Target target;            ///< named after the service or the end point; TLS defaults are set
    bool holdsSecret = false; ///< a password or another secret (sslpassword) stood in the text
    QString password;         ///< that stood in the text; registered for redaction. Then target.password is of kind Url
};

/// A URL, "keyword=value …" of libpq, or the name of a connection service. Schemes: postgresql (postgres), pgbouncer,
/// redis, rediss, valkey, valkeys, sentinel, sentinels, redis-sentinel, redis+sentinel; the doubled s is TLS. What is
/// not given of a PostgreSQL server comes from the service, then from libpq's environment variables. What libpq would
/// refuse only when it connects (no word of sslmode, a path of a socket that is too long) is an error of kind Config.
Result<TargetUrl> targetFromUrl(const QString &text);

} // namespace lockmaster
