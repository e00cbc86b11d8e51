// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/clientsprobe.h"

#include "probes/pgbouncer/rows/sockets.h"

namespace lockmaster::pgbouncer {

QString ClientsProbe::name() const
{
    return QStringLiteral("clients");
}

QByteArray ClientsProbe::command() const
{
    return "SHOW CLIENTS";
}

Result<void> ClientsProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    auto sockets = readSockets(rows, draft);
    if (!sockets)
        return std::unexpected(sockets.error());
    draft.next.clients = std::make_shared<const PgBouncerSockets>(std::move(*sockets));
    return {};
}

} // namespace lockmaster::pgbouncer
