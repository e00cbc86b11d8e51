// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the tables of clients and server connections, and their columns.
#pragma once

#include "model/pgbouncer/pgbouncer.h"
#include "ui/common/rows/keyedtablemodel.h"

namespace lockmaster {

enum class SocketSide { Clients, Servers };

struct BouncerSocketRow {
    PgBouncerSocket socket;
    std::optional<PgBouncerSocket> other; ///< the connection it is linked with
    ServerTime taken{};
    bool isHoldingUp = false; ///< a server connection: in use in silence while clients wait for its pool

    [[nodiscard]] const QString &key() const { return socket.address; }
    [[nodiscard]] static std::optional<QString> parent() { return {}; }
    [[nodiscard]] static bool isHeading() { return false; }
    [[nodiscard]] bool differsFrom(const BouncerSocketRow &before) const
    {
        return socket.state != before.socket.state || socket.link != before.socket.link;
    }
    bool operator==(const BouncerSocketRow &) const = default;
};

/// Without the console's own connections. Empty when the list was not read.
std::vector<BouncerSocketRow> bouncerSocketRows(const PgBouncerState &state, SocketSide side);

std::vector<KeyedColumn<BouncerSocketRow>> bouncerSocketColumns(SocketSide side);

} // namespace lockmaster
