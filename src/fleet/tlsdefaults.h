// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is safe when nothing is said: servers elsewhere are verified, and without TLS they get no cleartext password.
#pragma once

#include "model/target.h"

namespace lockmaster {

/// All its places are this machine: Unix sockets, localhost, loopback addresses.
bool isLocal(const PgParameters &parameters);

/// Adds sslmode, sslrootcert and require_auth where they are not given (in `parameters` or in libpq's environment).
/// Local: sslmode=prefer. Elsewhere: verify-full, with the system's certificate authorities unless the user keeps
/// libpq's own file of them; with a chosen sslmode that may go without TLS, SCRAM is required.
void addTlsDefaults(PgParameters &parameters);

/// The target is elsewhere and its certificate or name is not verified, or it may be reached without TLS.
bool weakTls(const Target &target);

} // namespace lockmaster
