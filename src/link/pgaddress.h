// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The places a target's parameters name: one entry per host and port, before and after name resolution.
#pragma once

#include <QHostAddress>
#include <QString>
#include <vector>

#include "model/target.h"

namespace lockmaster {

/// A place to connect to. `address` is null for Unix sockets and for libpq's default host.
struct PgAddress {
    QString host; ///< as the user wrote it: a name, an address, a socket directory or nothing
    QHostAddress address;
    QString port;

    bool operator==(const PgAddress &) const = default;
};

/// Hosts and ports of a libpq parameter set, in order; several are separated by commas. A hostaddr is taken as the
/// address of the host at the same place. Addresses of names are not looked up here.
std::vector<PgAddress> pgPlaces(const PgParameters &parameters);

/// True when connecting needs a name to be resolved first.
bool needsResolving(const PgAddress &place);

/// "127.0.0.1:5432", "[::1]:5432", "/run/postgresql:5432"
QString addressText(const PgAddress &place);

} // namespace lockmaster
