// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/standbyrow.h"

#include "metrics/postgres/standbylags.h"
#include "metrics/sampleof.h"
#include "model/postgres/postgres.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/charts/tiletext.h"
#include "ui/replication/latestandbys.h"
#include "ui/replication/replicationtext.h"

#include <cmath>

namespace lockmaster {

namespace {

TableColumn elastic(const char *id, const QString &title, const QString &about, int width)
{
    TableColumn column = columnInfo(id, title, about, width);
    column.isElastic = column.isName = true;
    return column;
}

KeyedColumn<StandbyRow> bytesOf(const char *id, const QString &title, const QString &about, Lag StandbyRow::*stage,
                                int width, bool isHidden)
{
    return bytesColumn<StandbyRow>(columnInfo(id, title, about, width, isHidden),
                                   [stage](const StandbyRow &row) -> std::optional<double> {
                                       const auto bytes = (row.*stage).bytes;
                                       return bytes ? std::optional(double(*bytes)) : std::nullopt;
                                   });
}

KeyedColumn<StandbyRow> timeOf(const char *id, const QString &title, const QString &about, Lag StandbyRow::*stage,
                               bool isHidden)
{
    return durationColumn<StandbyRow>(columnInfo(id, title, about, 12, isHidden),
                                      [stage](const StandbyRow &row) -> std::optional<double> {
                                          const auto time = (row.*stage).time;
                                          return time ? std::optional(double(time->count()) / 1e6) : std::nullopt;
                                      });
}

std::optional<HealthState> senderState(const StandbyRow &row)
{
    if (row.sender.isHidden())
        return HealthState::Unknown;
    if (row.late)
        return row.late;
    return row.sender.state == u"streaming" ? HealthState::Ok : HealthState::Warning;
}

constexpr double kSteady = 1024; ///< bytes a second; less is a moment's record on its way

QString trendText(const StandbyRow &row)
{
    if (!row.growth)
        return unknownValue();
    if (std::abs(*row.growth) < kSteady)
        return ReplicationText::tr("steady");
    const QString rate = QStringLiteral("%1/s").arg(formatBytes(std::int64_t(std::abs(*row.growth))));
    return *row.growth > 0 ? ReplicationText::tr("falling behind %1").arg(rate)
                           : ReplicationText::tr("catching up %1").arg(rate);
}

KeyedColumn<StandbyRow> trend()
{
    KeyedColumn<StandbyRow> column{
        columnInfo("trend", ReplicationText::tr("Trend"),
                   ReplicationText::tr("How fast it falls behind or catches up, over the last 15 s."), 23),
        trendText};
    column.info.isNumeric = true;
    column.value = [](const StandbyRow &row) { return row.growth ? CellValue(*row.growth) : CellValue(); };
    return column;
}

KeyedColumn<StandbyRow> state()
{
    auto column = lineColumn<StandbyRow>(
        columnInfo("state", ReplicationText::tr("State"),
                   ReplicationText::tr("streaming: keeps up with the WAL as it is written; catchup: on its way there."),
                   11),
        [](const StandbyRow &row) { return row.sender.isHidden() ? ReplicationText::tr("hidden") : row.sender.state; });
    column.state = senderState;
    return column;
}

/// What is late is seen where its number is.
KeyedColumn<StandbyRow> withLateState(KeyedColumn<StandbyRow> column)
{
    column.state = [](const StandbyRow &row) { return row.late; };
    return column;
}

std::vector<KeyedColumn<StandbyRow>> lagColumns()
{
    return {
        bytesOf("sent", ReplicationText::tr("Not sent"), ReplicationText::tr("WAL written here and not sent to it."),
                &StandbyRow::sent, 10, false),
        bytesOf("write", ReplicationText::tr("Not written"), ReplicationText::tr("WAL that it has not written."),
                &StandbyRow::written, 12, true),
        timeOf("write_time", ReplicationText::tr("Write lag"),
               ReplicationText::tr("Since the oldest of that was written here."), &StandbyRow::written, true),
        bytesOf("flush", ReplicationText::tr("Not flushed"), ReplicationText::tr("WAL that is not safe on its disk."),
                &StandbyRow::flushed, 12, false),
        timeOf("flush_time", ReplicationText::tr("Flush lag"),
               ReplicationText::tr("Since the oldest of that was written here."), &StandbyRow::flushed, true),
        bytesOf("replay", ReplicationText::tr("Not replayed"),
                ReplicationText::tr("WAL whose changes cannot be read there yet."), &StandbyRow::replayed, 14, false),
        withLateState(
            timeOf("replay_time", ReplicationText::tr("Replay lag"),
                   ReplicationText::tr(
                       "Since the oldest of that was written here: the longer of what the server tells (replay_lag, "
                       "which stands still with replay) and what was watched. 0 when nothing is missing."),
                   &StandbyRow::replayed, false)),
        trend(),
        durationColumn<StandbyRow>(
            columnInfo("caught_up", ReplicationText::tr("Caught up in"),
                       ReplicationText::tr("At the trend of the last 15 s; – while it does not catch up."), 12),
            [](const StandbyRow &row) -> std::optional<double> {
                const auto left = row.catchesUpIn();
                return left ? std::optional(double(left->count()) / 1e6) : std::nullopt;
            })};
}

QString position(std::optional<Lsn> lsn)
{
    return lsn ? lsnText(*lsn) : unknownValue();
}

} // namespace

std::optional<std::chrono::microseconds> StandbyRow::catchesUpIn() const
{
    if (!growth || *growth >= -1 || !replayed.bytes || *replayed.bytes == 0)
        return {};
    return std::chrono::microseconds(std::int64_t(double(*replayed.bytes) / -*growth * 1e6));
}

std::vector<StandbyRow> standbyRows(const Snapshot &snapshot, const std::vector<Finding> &findings)
{
    std::vector<StandbyRow> rows;
    if (!snapshot.postgres || !snapshot.postgres->replication)
        return rows;
    const Replication &here = *snapshot.postgres->replication;
    const ServerTime now = snapshot.postgres->serverNow;
    for (const WalSender &sender : here.senders) {
        rows.push_back({sender, senderLag(here, sender, LagStage::Sent, now),
                        senderLag(here, sender, LagStage::Written, now),
                        senderLag(here, sender, LagStage::Flushed, now),
                        senderLag(here, sender, LagStage::Replayed, now), slopeOf(snapshot, lagSeries(sender)),
                        ageAt(now, sender.replied), lateState(findings, sender.application)});
    }
    return rows;
}

std::vector<KeyedColumn<StandbyRow>> standbyColumns()
{
    std::vector<KeyedColumn<StandbyRow>> columns{
        lineColumn<StandbyRow>(
            columnInfo("application", ReplicationText::tr("Standby"),
                       ReplicationText::tr("Its application_name, the name in synchronous_standby_names."), 16),
            [](const StandbyRow &row) {
                return row.sender.isHidden() ? ReplicationText::tr("hidden") : row.sender.application;
            }),
        state(),
        lineColumn<StandbyRow>(
            columnInfo(
                "sync", ReplicationText::tr("Commits"),
                ReplicationText::tr(
                    "async: nobody waits for it; sync, quorum: commits do; potential: they would if another went."),
                9),
            [](const StandbyRow &row) { return row.sender.isHidden() ? unknownValue() : row.sender.syncState; })};
    std::ranges::move(lagColumns(), std::back_inserter(columns));
    columns.push_back(lineColumn<StandbyRow>(
        columnInfo("client", ReplicationText::tr("Client"), ReplicationText::tr("Where it connects from."), 14, true),
        [](const StandbyRow &row) { return row.sender.client; }));
    columns.push_back(lineColumn<StandbyRow>(
        elastic("slot", ReplicationText::tr("Slot"),
                ReplicationText::tr("What keeps WAL for it while it is gone; empty: nothing does."), 10),
        [](const StandbyRow &row) { return row.sender.slot; }));
    columns.push_back(durationColumn<StandbyRow>(
        columnInfo("replied", ReplicationText::tr("Last reply"),
                   ReplicationText::tr("Since its last message, by its clock."), 10, true),
        [](const StandbyRow &row) -> std::optional<double> {
            return row.sinceReply ? std::optional(double(row.sinceReply->count()) / 1e6) : std::nullopt;
        }));
    columns.push_back(
        countColumn<StandbyRow>(columnInfo("pid", ReplicationText::tr("Pid"),
                                           ReplicationText::tr("The process here that sends to it."), 8, true),
                                [](const StandbyRow &row) { return std::optional(double(row.sender.pid)); }));
    columns.push_back(lineColumn<StandbyRow>(
        columnInfo("replay_lsn", ReplicationText::tr("Replayed to"), ReplicationText::tr("replay_lsn"), 14, true),
        [](const StandbyRow &row) { return position(row.sender.replayed); }));
    return columns;
}

} // namespace lockmaster
