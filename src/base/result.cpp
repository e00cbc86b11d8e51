// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

namespace lockmaster {

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Config: return QStringLiteral("config");
    case ErrorKind::Network: return QStringLiteral("network");
    case ErrorKind::Dns: return QStringLiteral("dns");
    case ErrorKind::Tls: return QStringLiteral("tls");
    case ErrorKind::Auth: return QStringLiteral("auth");
    case ErrorKind::Privilege: return QStringLiteral("privilege");
    case ErrorKind::Timeout: return QStringLiteral("timeout");
    case ErrorKind::Cancelled: return QStringLiteral("cancelled");
    case ErrorKind::Full: return QStringLiteral("full");
    case ErrorKind::Starting: return QStringLiteral("starting");
    case ErrorKind::Query: return QStringLiteral("query");
    case ErrorKind::Protocol: return QStringLiteral("protocol");
    case ErrorKind::Unsupported: return QStringLiteral("unsupported");
    case ErrorKind::Bug: return QStringLiteral("bug");
    }
    return QStringLiteral("bug");
}

} // namespace lockmaster
