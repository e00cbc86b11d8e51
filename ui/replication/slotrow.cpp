// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/slotrow.h"

#include "diagnosis/replication/replicationevidence.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replicationlag.h"
#include "model/postgres/replicationslot.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/charts/tiletext.h"
#include "ui/replication/replicationtext.h"

namespace lockmaster {

namespace {

std::optional<double> bytes(std::optional<std::int64_t> amount)
{
    return amount ? std::optional(double(*amount)) : std::nullopt;
}

std::optional<double> seconds(std::optional<std::chrono::microseconds> time)
{
    return time ? std::optional(double(time->count()) / 1e6) : std::nullopt;
}

QString kindOf(const SlotRow &row)
{
    const QStringList parts{row.slot.plugin, row.slot.database};
    return row.slot.isLogical ? ReplicationText::tr("logical · %1").arg(parts.join(QStringLiteral(" · ")))
                              : ReplicationText::tr("physical");
}

std::optional<HealthState> walState(const SlotRow &row)
{
    if (row.slot.walStatus == u"lost" || row.slot.walStatus == u"unreserved")
        return HealthState::Critical;
    return row.slot.walStatus == u"extended" ? std::optional(HealthState::Warning) : std::nullopt;
}

QString walText(const SlotRow &row)
{
    return row.slot.invalidation.isEmpty() ? row.slot.walStatus
                                           : QStringLiteral("%1 (%2)").arg(row.slot.walStatus, row.slot.invalidation);
}

} // namespace

std::vector<SlotRow> slotRows(const Snapshot &snapshot)
{
    std::vector<SlotRow> rows;
    if (!snapshot.postgres || !snapshot.postgres->replication)
        return rows;
    for (const ReplicationSlot &slot : snapshot.postgres->replication->slotsKept)
        rows.push_back({slot, lostIn(slot, snapshot), ageAt(snapshot.postgres->serverNow, slot.inactiveSince)});
    return rows;
}

std::vector<KeyedColumn<SlotRow>> slotColumns()
{
    auto name = lineColumn<SlotRow>(
        columnInfo("name", ReplicationText::tr("Slot"), ReplicationText::tr("pg_replication_slots.slot_name"), 22),
        [](const SlotRow &row) { return row.slot.name; });
    auto use = lineColumn<SlotRow>(
        columnInfo("use", ReplicationText::tr("Use"),
                   ReplicationText::tr("Whether somebody streams from it now. A copy of a slot of the primary waits "
                                       "for a failover."),
                   12),
        [](const SlotRow &row) {
            if (isCopy(row.slot))
                return isReadyCopy(row.slot) ? ReplicationText::tr("copy") : ReplicationText::tr("not ready");
            return row.slot.isActive ? ReplicationText::tr("in use") : ReplicationText::tr("not used");
        });
    use.state = [](const SlotRow &row) {
        return std::optional(row.slot.isActive || isReadyCopy(row.slot) ? HealthState::Ok : HealthState::Warning);
    };
    auto wal = lineColumn<SlotRow>(
        columnInfo("wal", ReplicationText::tr("WAL"),
                   ReplicationText::tr("reserved: within max_wal_size; extended: more is kept for it; unreserved: may "
                                       "go at the next checkpoint; lost: gone."),
                   14),
        walText);
    wal.state = walState;
    auto kind = lineColumn<SlotRow>(
        columnInfo("kind", ReplicationText::tr("Kind"),
                   ReplicationText::tr("physical: for a standby; logical: plugin and database of a subscriber."), 22),
        kindOf);
    kind.info.isElastic = true;
    return {
        name,
        use,
        wal,
        bytesColumn<SlotRow>(
            columnInfo("kept", ReplicationText::tr("WAL kept"),
                       ReplicationText::tr("WAL from its restart_lsn to now, which the server may not remove."), 11),
            [](const SlotRow &row) { return bytes(row.slot.retainedBytes); }),
        bytesColumn<SlotRow>(
            columnInfo("safe", ReplicationText::tr("WAL left"),
                       ReplicationText::tr("safe_wal_size: WAL that may be written before the slot can be lost; empty: "
                                           "nothing limits it but the disk (max_slot_wal_keep_size = -1)."),
                       11),
            [](const SlotRow &row) { return bytes(row.slot.safeBytes); }),
        durationColumn<SlotRow>(columnInfo("lost_in", ReplicationText::tr("Time left"),
                                           ReplicationText::tr("The same as time, at the rate of the last minute."),
                                           11),
                                [](const SlotRow &row) { return seconds(row.lostIn); }),
        durationColumn<SlotRow>(columnInfo("inactive", ReplicationText::tr("Not used for"),
                                           ReplicationText::tr("Since PostgreSQL 17."), 12),
                                [](const SlotRow &row) { return seconds(row.inactiveFor); }),
        kind,
        countColumn<SlotRow>(
            columnInfo("xmin_age", ReplicationText::tr("Holds back vacuum"),
                       ReplicationText::tr("Transactions since its xmin or catalog_xmin: dead rows since then stay."),
                       12, true),
            [](const SlotRow &row) {
                return row.slot.xminAge > 0 ? std::optional(double(row.slot.xminAge)) : std::nullopt;
            }),
        countColumn<SlotRow>(columnInfo("pid", ReplicationText::tr("Pid"),
                                        ReplicationText::tr("The process that streams from it."), 8, true),
                             [](const SlotRow &row) {
                                 return row.slot.activePid ? std::optional(double(row.slot.activePid)) : std::nullopt;
                             }),
        lineColumn<SlotRow>(
            columnInfo("restart_lsn", ReplicationText::tr("Restarts at"), ReplicationText::tr("restart_lsn"), 14, true),
            [](const SlotRow &row) { return row.slot.restart ? lsnText(*row.slot.restart) : unknownValue(); })};
}

} // namespace lockmaster
