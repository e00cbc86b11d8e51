// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A place as people write it.
#pragma once

#include <QString>

namespace lockmaster {

/// "10.0.0.7:6379"; an IPv6 address gets the brackets that it needs before a port, unless it has them: "[::1]:6379".
inline QString hostPortText(const QString &host, const QString &port)
{
    const bool isBare = host.contains(u':') && !host.startsWith(u'[');
    return (isBare ? u'[' + host + u']' : host) + u':' + port;
}

inline QString hostPortText(const QString &host, int port)
{
    return hostPortText(host, QString::number(port));
}

} // namespace lockmaster
