// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Connection strings into fields, by libpq's own parser. Its error texts quote the input and with it passwords, so
// they are never passed on, and neither is any part of an input that was not understood.
#pragma once

#include <QString>

#include "base/result.h"
#include "model/target.h"

namespace lockmaster {

struct ConnInfo {
    PgParameters parameters;  ///< what was given, in libpq's order, without password
    QString password;         ///< registered for redaction
    bool holdsSecret = false; ///< a password or another secret (sslpassword) was given
    QString service;          ///< the connection service whose entries are among the parameters; see servicefile.h
    bool hasServicePassword = false;
    QString sentinelGroup; ///< see Target
};

/// libpq has this keyword.
bool isKnownKeyword(const QString &keyword);

/// The console decides it itself, whatever is given: its name, the encoding.
bool isOurs(const QString &keyword);

/// A value that may be what it is given as: ports are numbers, no place is made of the rest of a password, nothing
/// holds control characters.
bool isSound(const QString &keyword, const QString &value);

/// `text` is a postgresql:// or postgres:// URL or "keyword=value …".
Result<ConnInfo> parseConnInfo(const QString &text);

} // namespace lockmaster
