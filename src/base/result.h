// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Failure as a value. No exception crosses a room; every error keeps the server's own words.
#pragma once

#include <QString>
#include <expected>

namespace lockmaster {

enum class ErrorKind {
    Config,      ///< the fleet file, a URL or an argument is wrong
    Network,     ///< refused, reset, unreachable
    Dns,         ///< the host name did not resolve
    Tls,         ///< certificate or TLS handshake refused
    Auth,        ///< password, role or pg_hba refused
    Privilege,   ///< connected, but not allowed to see or do this
    Timeout,     ///< no answer before our own deadline
    Cancelled,   ///< we stopped it ourselves
    Full,        ///< too many clients (SQLSTATE 53300)
    Starting,    ///< starting up, recovering or shutting down (57P03, 57P01)
    Query,       ///< the server refused this one statement; the connection is fine
    Protocol,    ///< the answer makes no sense
    Unsupported, ///< not on this version
    Bug,         ///< our own mistake
};

/// A stable lower-case word for JSON and logs ("timeout", "auth", …).
QString errorKindName(ErrorKind kind);

struct Error {
    ErrorKind kind = ErrorKind::Bug;
    QString text;     ///< one sentence for people: what happened
    QString detail;   ///< the server's own words, already redacted and made plain
    QString target;   ///< which target, when known
    QString sqlState; ///< five characters, empty when there is none

    bool operator==(const Error &) const = default;
};

template <typename T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorKind kind, QString text, QString detail = {}, QString sqlState = {})
{
    return std::unexpected(Error{kind, std::move(text), std::move(detail), {}, std::move(sqlState)});
}

} // namespace lockmaster
