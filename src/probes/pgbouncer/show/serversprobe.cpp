// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/serversprobe.h"

#include "probes/pgbouncer/rows/sockets.h"

namespace lockmaster::pgbouncer {

QString ServersProbe::name() const
{
    return QStringLiteral("servers");
}

QByteArray ServersProbe::command() const
{
    return "SHOW SERVERS";
}

Result<void> ServersProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    auto sockets = readSockets(rows, draft);
    if (!sockets)
        return std::unexpected(sockets.error());
    draft.next.servers = std::make_shared<const PgBouncerSockets>(std::move(*sockets));
    return {};
}

} // namespace lockmaster::pgbouncer
