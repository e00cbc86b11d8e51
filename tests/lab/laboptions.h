// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a lab consists of.
#pragma once

#include <QFlags>
#include <QMap>
#include <QString>
#include <functional>

namespace lockmaster {

enum class LabPart {
    Postgres = 0x1,  ///< the primary; always there
    Standbys = 0x2,  ///< two streaming standbys
    PgBouncer = 0x4, ///< in front of the primary, transaction pooling
    Redis = 0x8,     ///< a primary, with TLS on a second port, and a replica
    Sentinel = 0x10, ///< three Sentinels; brings Redis
    Cascade = 0x20,  ///< a third standby that streams from the first; brings Standbys
    Valkey = 0x40,   ///< one primary, with TLS on a second port
    Cluster = 0x80,  ///< Redis Cluster, three masters with a replica each
};
Q_DECLARE_FLAGS(LabParts, LabPart)
Q_DECLARE_OPERATORS_FOR_FLAGS(LabParts)

constexpr LabParts kWholeLab = LabPart::Postgres | LabPart::Standbys | LabPart::PgBouncer | LabPart::Redis
                               | LabPart::Sentinel | LabPart::Cascade | LabPart::Valkey | LabPart::Cluster;

/// As on the command line: "pg", "standbys", …, "all".
const QMap<QString, LabParts> &labPartNames();
/// With the primary, and with what the given parts bring.
LabParts completed(LabParts parts);

/// Which servers a fleet file names.
enum class FleetKinds { OnlyPostgres, All };

struct LabOptions {
    LabParts parts = LabPart::Postgres;
    QMap<QString, QString> settings; ///< of postgresql.conf, for the primary and the standbys
    QString serverRoot;              ///< whose servers these are: a folder of installer/servers; empty: this system's
    FleetKinds fleetKinds = FleetKinds::All;
    bool redisOverTls = false; ///< the fleet file names the Redis and Valkey primaries by their TLS ports
    std::function<void(const QString &server)> isUp; ///< told of each server that has started
};

} // namespace lockmaster
