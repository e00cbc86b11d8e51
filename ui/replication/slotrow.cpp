// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/slotrow.h"

#include "model/postgres/replicationlag.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/overview/tiletext.h"

#include <QCoreApplication>

namespace lockmaster {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Replication)
};

TableColumn info(const char *id, const QString &title, const QString &about, int width, bool isHidden = false)
{
    return {.id = QString::fromLatin1(id), .title = title, .toolTip = about, .width = width, .isHidden = isHidden};
}

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
    return row.slot.isLogical ? Words::tr("logical · %1").arg(parts.join(QStringLiteral(" · "))) : Words::tr("physical");
}

std::optional<StateRole> walState(const SlotRow &row)
{
    if (row.slot.walStatus == u"lost" || row.slot.walStatus == u"unreserved")
        return StateRole::Critical;
    return row.slot.walStatus == u"extended" ? std::optional(StateRole::Warning) : std::nullopt;
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
    const double rate = sampleValue(snapshot, u"lockmaster_wal_bytes_per_second");
    constexpr double kYear = 366.0 * 86'400;
    for (const ReplicationSlot &slot : snapshot.postgres->replication->slotsKept) {
        SlotRow row{slot, {}, ageAt(snapshot.postgres->serverNow, slot.inactiveSince)};
        if (slot.safeBytes && rate > 0 && double(*slot.safeBytes) / rate < kYear)
            row.lostIn = std::chrono::microseconds(std::int64_t(double(std::max(*slot.safeBytes, std::int64_t{0})) / rate * 1e6));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<KeyedColumn<SlotRow>> slotColumns()
{
    auto name = lineColumn<SlotRow>(info("name", Words::tr("Slot"), Words::tr("pg_replication_slots.slot_name"), 22),
                                    [](const SlotRow &row) { return row.slot.name; });
    auto use = lineColumn<SlotRow>(info("use", Words::tr("Use"), Words::tr("Whether somebody streams from it now."), 12),
                                   [](const SlotRow &row) { return row.slot.isActive ? Words::tr("in use") : Words::tr("not used"); });
    use.state = [](const SlotRow &row) { return std::optional(row.slot.isActive ? StateRole::Ok : StateRole::Warning); };
    auto wal = lineColumn<SlotRow>(info("wal", Words::tr("WAL"), Words::tr("reserved: within max_wal_size; extended: more is kept for it; unreserved: may go at the next checkpoint; lost: gone."), 14),
                                   walText);
    wal.state = walState;
    auto kind = lineColumn<SlotRow>(info("kind", Words::tr("Kind"), Words::tr("physical: for a standby; logical: plugin and database of a subscriber."), 22), kindOf);
    kind.info.isElastic = true;
    return {name, use, wal,
            bytesColumn<SlotRow>(info("kept", Words::tr("Keeps"), Words::tr("WAL from its restart_lsn to now, which the server may not remove."), 11),
                                 [](const SlotRow &row) { return bytes(row.slot.retainedBytes); }),
            bytesColumn<SlotRow>(info("safe", Words::tr("Until lost"), Words::tr("safe_wal_size: WAL that may be written before the slot can be lost; empty: nothing limits it but the disk (max_slot_wal_keep_size = -1)."), 11),
                                 [](const SlotRow &row) { return bytes(row.slot.safeBytes); }),
            durationColumn<SlotRow>(info("lost_in", Words::tr("Lost in"), Words::tr("The same as time, at the rate of the last minute."), 11),
                                    [](const SlotRow &row) { return seconds(row.lostIn); }),
            durationColumn<SlotRow>(info("inactive", Words::tr("Not used for"), Words::tr("Since PostgreSQL 17."), 12),
                                    [](const SlotRow &row) { return seconds(row.inactiveFor); }),
            kind,
            countColumn<SlotRow>(info("xmin_age", Words::tr("Holds back vacuum"), Words::tr("Transactions since its xmin or catalog_xmin: dead rows since then stay."), 12, true),
                                 [](const SlotRow &row) { return row.slot.xminAge > 0 ? std::optional(double(row.slot.xminAge)) : std::nullopt; }),
            countColumn<SlotRow>(info("pid", Words::tr("Pid"), Words::tr("The process that streams from it."), 8, true),
                                 [](const SlotRow &row) { return row.slot.activePid ? std::optional(double(row.slot.activePid)) : std::nullopt; }),
            lineColumn<SlotRow>(info("restart_lsn", Words::tr("Restarts at"), Words::tr("restart_lsn"), 14, true), [](const SlotRow &row) {
                return row.slot.restart ? lsnText(*row.slot.restart) : unknownValue();
            })};
}

} // namespace lockmaster
