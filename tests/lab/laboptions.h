// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a lab consists of.
#pragma once

#include <QFlags>
#include <QMap>
#include <QString>

namespace lockmaster {

enum class LabPart {
    Postgres = 0x1,  ///< the primary; always there
    Standbys = 0x2,  ///< two streaming standbys
    PgBouncer = 0x4, ///< in front of the primary, transaction pooling
    Redis = 0x8,     ///< a primary and a replica
    Sentinel = 0x10, ///< three Sentinels; brings Redis
};
Q_DECLARE_FLAGS(LabParts, LabPart)
Q_DECLARE_OPERATORS_FOR_FLAGS(LabParts)

constexpr LabParts kWholeLab =
    LabPart::Postgres | LabPart::Standbys | LabPart::PgBouncer | LabPart::Redis | LabPart::Sentinel;

struct LabOptions {
    LabParts parts = LabPart::Postgres;
    QMap<QString, QString> settings; ///< of postgresql.conf, for the primary and the standbys
};

} // namespace lockmaster
