// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/replication/replicationtotalsprobe.h"

#include <array>

#include "model/postgres/replication.h"
#include "probes/postgres/replication/replicationprobe.h"

namespace lockmaster {
namespace {

constexpr std::array kCauses{"tablespace", "lock", "snapshot", "bufferpin", "deadlock", "slot"};

Archiver readArchiver(const PgRows &rows)
{
    Archiver archiver;
    archiver.isOn = rows.text(0, rows.column("archive_mode")) != u"off";
    archiver.archived = rows.integer(0, rows.column("archived_count"));
    archiver.failed = rows.integer(0, rows.column("failed_count"));
    archiver.lastArchived = rows.text(0, rows.column("last_archived_wal"));
    archiver.lastArchivedAt = rows.time(0, rows.column("last_archived_time"));
    archiver.lastFailed = rows.text(0, rows.column("last_failed_wal"));
    archiver.lastFailedAt = rows.time(0, rows.column("last_failed_time"));
    archiver.segmentBytes = rows.integer(0, rows.column("segment_bytes"));
    return archiver;
}

} // namespace

QString ReplicationTotalsProbe::name() const
{
    return QStringLiteral("replication_totals");
}

std::chrono::milliseconds ReplicationTotalsProbe::cadence() const
{
    return std::chrono::seconds(10);
}

std::optional<PgQuery> ReplicationTotalsProbe::ask(const PostgresDraft &draft) const
{
    QByteArrayList oids;
    for (const quint32 oid : draft.names.databases.keys())
        oids << QByteArray::number(oid);
    return preparedQuery(name(), draft, {PgParam{'{' + oids.join(',') + '}'}});
}

Result<void> ReplicationTotalsProbe::take(const PgRows &rows, PostgresDraft &draft) const
{
    if (rows.count() != 1)
        return fail(ErrorKind::Protocol, QStringLiteral("The server did not tell of its archiver"));
    if (!draft.next.replication)
        return {}; // its other half was not read
    Replication next = *draft.next.replication;
    next.archiver = readArchiver(rows);
    const int upstream = rows.column("has_upstream");
    next.hasUpstream = rows.isNull(0, upstream) ? std::nullopt : std::optional(rows.boolean(0, upstream));
    next.conflicts.clear();
    for (const char *cause : kCauses) {
        if (const int column = rows.column(cause); next.inRecovery && !rows.isNull(0, column))
            next.conflicts.emplace_back(QString::fromLatin1(cause), rows.integer(0, column));
    }
    keepReplication(std::move(next), draft);
    return {};
}

void ReplicationTotalsProbe::forget(PostgresDraft &draft) const
{
    if (!draft.next.replication)
        return;
    Replication next = *draft.next.replication;
    next.archiver.reset();
    next.conflicts.clear();
    keepReplication(std::move(next), draft);
}

} // namespace lockmaster
