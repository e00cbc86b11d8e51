// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// libpq's words into errors of ours: kind by SQLSTATE, texts redacted, nothing that a hostile server can dress up.
#pragma once

#include "base/result.h"
#include "model/linkstate.h"

struct pg_conn;
struct pg_result;

namespace lockmaster {

/// The kind that an SQLSTATE stands for; Query when it says nothing about the connection.
ErrorKind errorKindOf(const QString &sqlState);

/// Of a statement that the server refused.
Error queryError(const pg_result *result);

/// Of a connection attempt that failed at `rung`. Expects PQERRORS_VERBOSE: that is where the SQLSTATE is.
/// `noPassword`: why the password file gave none; may be empty.
Error connectError(const pg_conn *connection, Rung rung, const QString &noPassword = {});

/// Of a connection that was lost while it was in use.
Error lostError(const pg_conn *connection);

} // namespace lockmaster
