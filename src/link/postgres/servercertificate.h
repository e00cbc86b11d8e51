// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which certificate a PostgreSQL server or a PgBouncer shows: libpq does not tell the one it refuses.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QSslCertificate>
#include <stop_token>

#include "link/pgaddress.h"

namespace lockmaster {

/// Asked for on a connection of its own, which ends with the handshake: nothing is verified, and no login is tried. Null
/// when there is none, or it does not come in time. `place` is no Unix socket.
QCoro::Task<QSslCertificate> serverCertificate(PgAddress place, QDeadlineTimer deadline, std::stop_token stop);

} // namespace lockmaster
