// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What something is about: a session, a pool, a slot, … of a target. Plain values.
#pragma once

#include <QString>

#include "model/postgres/session.h"

namespace lockmaster {

enum class SubjectKind {
    Target,
    Session,             ///< name: see itemOf()
    PreparedTransaction, ///< name: its gid
    Application,         ///< name: application_name
    Database,            ///< name: its name, of PostgreSQL or of PgBouncer
    Pool,                ///< name: "database/user"
    Standby,             ///< name: what its upstream calls it
    Slot,                ///< name: its name
    SentinelGroup,       ///< name: what Sentinels call the primary
    Table,               ///< name: schema and name, see sqlName()
    Index,               ///< likewise
    Sequence,            ///< likewise
};

struct Subject {
    SubjectKind kind = SubjectKind::Target;
    QString target; ///< Target::name
    QString name;   ///< unique among its kind and target; empty: the target itself

    bool operator==(const Subject &) const = default;
};

/// Stable words: "target", "session", "prepared_transaction", "application", "database", "pool", "standby", "slot",
/// "sentinel_group", "table", "index", "sequence".
QString subjectKindName(SubjectKind kind);

/// "orders-primary", "orders-primary/slot:standby2"; the same as long as it is the same subject. Stable.
QString subjectKey(const Subject &subject);

/// A session by name, as pages are told what to select: see Page::selectItem(). "8123/1717171717000000": pid, and
/// backend_start in microseconds since 1970.
QString itemOf(const SessionKey &key);
SessionKey sessionOfItem(const QString &item);

} // namespace lockmaster
