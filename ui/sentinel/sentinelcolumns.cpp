// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sentinel/sentinelcolumns.h"

#include "ui/common/rows/columnkinds.h"
#include "ui/sentinel/sentinelwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace lockmaster {
namespace {

struct SentinelColumns {
    Q_DECLARE_TR_FUNCTIONS(SentinelColumns)
};

template <class Row, class PeerOf>
KeyedColumn<Row> stateColumn(PeerOf peerOf)
{
    KeyedColumn<Row> column{
        .info = columnInfo(
            "state", SentinelColumns::tr("State"),
            SentinelColumns::tr("As this Sentinel sees it; agreed: enough of them consider it down (o_down)."), 18),
        .text = [peerOf](const Row &row) { return peerState(peerOf(row)).words; },
        .state = [peerOf](const Row &row) { return std::optional(peerState(peerOf(row)).role); },
        .hint = [peerOf](const Row &row) { return plainLine(peerOf(row).flags.join(QStringLiteral(", "))); }};
    column.info.tints = true;
    return column;
}

template <class Row, class PeerOf>
KeyedColumn<Row> pingColumn(PeerOf peerOf)
{
    TableColumn described = columnInfo("last_ok_ping", SentinelColumns::tr("Last ping"),
                                       SentinelColumns::tr("How long ago it last gave a good answer to a PING."), 12);
    described.ages = true;
    return amountColumn<Row>(
        std::move(described),
        [peerOf](const Row &row) {
            return std::optional(std::chrono::duration<double>(peerOf(row).lastOkPing).count());
        },
        [](double seconds) {
            const std::chrono::microseconds age(static_cast<std::int64_t>(seconds * 1e6));
            return SentinelColumns::tr("%1 ago").arg(formatDuration(age));
        });
}

/// "2 / 3": how many of them are up.
KeyedColumn<GroupRow> shareColumn(const char *id, const QString &title, const QString &toolTip,
                                  std::vector<SentinelPeer> SentinelPrimary::*peers)
{
    const auto up = [peers](const GroupRow &row) {
        return std::ranges::count_if(row.group.*peers, [](const SentinelPeer &peer) { return !peer.isDown(); });
    };
    KeyedColumn<GroupRow> column{.info = columnInfo(id, title, toolTip, std::max(8, int(title.size()) - 1)),
                                 .text =
                                     [peers, up](const GroupRow &row) {
                                         return QStringLiteral("%1 / %2").arg(up(row)).arg((row.group.*peers).size());
                                     },
                                 .value = [up](const GroupRow &row) { return CellValue(double(up(row))); }};
    column.info.isNumeric = true;
    column.state = [peers, up](const GroupRow &row) {
        return up(row) < std::ssize(row.group.*peers) ? std::optional(HealthState::Warning) : std::nullopt;
    };
    return column;
}

QString quorumText(const GroupRow &row)
{
    const QString able = !row.group.hasQuorum   ? unknownValue()
                         : *row.group.hasQuorum ? SentinelColumns::tr("reachable")
                                                : SentinelColumns::tr("not reachable");
    return SentinelColumns::tr("%1 of %2, %3").arg(row.group.quorum).arg(row.group.sentinels.size() + 1).arg(able);
}

KeyedColumn<GroupRow> quorumColumn()
{
    return {.info = columnInfo(
                "quorum", SentinelColumns::tr("Quorum"),
                SentinelColumns::tr(
                    "How many Sentinels must agree that the primary is down, of how many there are, and whether enough "
                    "can be reached for a failover (SENTINEL CKQUORUM)."),
                18),
            .text = quorumText,
            .state =
                [](const GroupRow &row) {
                    return !row.group.hasQuorum
                               ? std::optional(HealthState::Unknown)
                               : std::optional(*row.group.hasQuorum ? HealthState::Ok : HealthState::Critical);
                },
            .hint = [](const GroupRow &row) { return plainLine(row.group.quorumText); }};
}

template <class Row>
KeyedColumn<Row> targetColumn()
{
    return lineColumn<Row>(columnInfo("target", SentinelColumns::tr("In this fleet"),
                                      SentinelColumns::tr("Name of the target, when it is one."), 12),
                           [](const Row &row) { return row.target; });
}

KeyedColumn<PeerRow> offsetColumn()
{
    KeyedColumn<PeerRow> column{
        .info = columnInfo("offset", SentinelColumns::tr("Offset"),
                           SentinelColumns::tr("Bytes of the stream a replica has taken."), 14),
        .text =
            [](const PeerRow &row) {
                return row.peer.offset ? QLocale().toString(qlonglong(*row.peer.offset)) : QString();
            },
        .value =
            [](const PeerRow &row) { return row.peer.offset ? CellValue(double(*row.peer.offset)) : CellValue(); }};
    column.info.isNumeric = true;
    return column;
}

KeyedColumn<PeerRow> priorityColumn()
{
    KeyedColumn<PeerRow> column{
        .info = columnInfo("priority", SentinelColumns::tr("Priority"),
                           SentinelColumns::tr("Of replicas the lowest is promoted first; 0: never."), 8),
        .text = [](const PeerRow &row) { return row.peer.priority ? QString::number(*row.peer.priority) : QString(); },
        .value =
            [](const PeerRow &row) { return row.peer.priority ? CellValue(double(*row.peer.priority)) : CellValue(); }};
    column.info.isNumeric = true;
    return column;
}

} // namespace

bool GroupRow::onlyAged(const GroupRow &before) const
{
    GroupRow same = before;
    same.group.server.lastOkPing = group.server.lastOkPing;
    same.group.replicas = group.replicas;
    same.group.sentinels = group.sentinels;
    const auto isUp = [](const SentinelPeer &peer) { return !peer.isDown(); };
    return same == *this && std::ranges::equal(before.group.replicas, group.replicas, {}, isUp, isUp)
           && std::ranges::equal(before.group.sentinels, group.sentinels, {}, isUp, isUp);
}

bool PeerRow::onlyAged(const PeerRow &before) const
{
    PeerRow same = before;
    same.peer.lastOkPing = peer.lastOkPing;
    return same == *this;
}

std::vector<KeyedColumn<GroupRow>> groupColumns()
{
    const auto server = [](const GroupRow &row) -> const SentinelPeer & { return row.group.server; };
    auto dissent = lineColumn<GroupRow>(
        columnInfo("dissent", SentinelColumns::tr("Others say"),
                   SentinelColumns::tr("The primary that other Sentinels of this fleet name, where it is another one."),
                   11),
        [](const GroupRow &row) { return row.dissent; });
    dissent.info.isElastic = true;
    dissent.state = [](const GroupRow &row) {
        return row.dissent.isEmpty() ? std::nullopt : std::optional(HealthState::Critical);
    };
    return {lineColumn<GroupRow>(
                columnInfo("name", SentinelColumns::tr("Group"), SentinelColumns::tr("The name clients ask for."), 10),
                [](const GroupRow &row) { return row.group.name; }),
            lineColumn<GroupRow>(columnInfo("address", SentinelColumns::tr("Primary"),
                                            SentinelColumns::tr("What it answers to clients."), 17),
                                 [](const GroupRow &row) { return row.group.server.address; }),
            stateColumn<GroupRow>(server),
            quorumColumn(),
            shareColumn("replicas", SentinelColumns::tr("Replicas"),
                        SentinelColumns::tr("How many of its replicas are up."), &SentinelPrimary::replicas),
            shareColumn("sentinels", SentinelColumns::tr("Other Sentinels"),
                        SentinelColumns::tr("How many of the other Sentinels are up."), &SentinelPrimary::sentinels),
            pingColumn<GroupRow>(server),
            countColumn<GroupRow>(columnInfo("epoch", SentinelColumns::tr("Epoch"),
                                             SentinelColumns::tr("Rises with every failover."), 7, true),
                                  [](const GroupRow &row) { return std::optional(double(row.group.epoch)); }),
            targetColumn<GroupRow>(),
            dissent};
}

std::vector<KeyedColumn<PeerRow>> peerColumns()
{
    const auto peer = [](const PeerRow &row) -> const SentinelPeer & { return row.peer; };
    auto target = targetColumn<PeerRow>();
    target.info.isElastic = true;
    return {lineColumn<PeerRow>(columnInfo("group", SentinelColumns::tr("Group"),
                                           SentinelColumns::tr("Whose replica or Sentinel it is."), 14),
                                [](const PeerRow &row) { return row.group; }),
            {.info = columnInfo("kind", SentinelColumns::tr("Kind"),
                                SentinelColumns::tr("Replica of the primary, or another Sentinel."), 9),
             .text =
                 [](const PeerRow &row) {
                     return row.isSentinel ? SentinelColumns::tr("Sentinel") : SentinelColumns::tr("replica");
                 }},
            lineColumn<PeerRow>(columnInfo("address", SentinelColumns::tr("Address"),
                                           SentinelColumns::tr("As this Sentinel knows it."), 20),
                                [](const PeerRow &row) { return row.peer.address; }),
            stateColumn<PeerRow>(peer),
            pingColumn<PeerRow>(peer),
            priorityColumn(),
            offsetColumn(),
            lineColumn<PeerRow>(columnInfo("leader", SentinelColumns::tr("Voted for"),
                                           SentinelColumns::tr("The Sentinel it chose to lead the last failover."), 14,
                                           true),
                                [](const PeerRow &row) { return row.peer.leader; }),
            lineColumn<PeerRow>(columnInfo("run_id", SentinelColumns::tr("Run id"),
                                           SentinelColumns::tr("Changes with every start of the server."), 42, true),
                                [](const PeerRow &row) { return row.peer.runId; }),
            target};
}

} // namespace lockmaster
