// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/replication/replicacolumns.h"

#include "ui/common/rows/columnkinds.h"

#include <QCoreApplication>
#include <QLocale>

namespace lockmaster {
namespace {

struct ReplicaColumns {
    Q_DECLARE_TR_FUNCTIONS(ReplicaColumns)
};

KeyedColumn<ReplicaRow> replicaStateColumn()
{
    auto column = lineColumn<ReplicaRow>(
        columnInfo(
            "state", ReplicaColumns::tr("State"),
            ReplicaColumns::tr("online: it takes what is written. wait_bgsave, send_bulk: it is given a copy first."),
            16),
        [](const ReplicaRow &row) { return row.replica.state; });
    column.info.tints = true;
    column.state = [](const ReplicaRow &row) {
        return std::optional(row.replica.state == u"online" ? HealthState::Ok : HealthState::Warning);
    };
    return column;
}

KeyedColumn<ReplicaRow> acknowledgedColumn()
{
    return wholeSecondsColumn<ReplicaRow>(
        columnInfo("acknowledged", ReplicaColumns::tr("Last answer"),
                   ReplicaColumns::tr("Since it last acknowledged; replicas do so once a second."), 12),
        [](const ReplicaRow &row) { return row.replica.lag; });
}

} // namespace

std::vector<KeyedColumn<ReplicaRow>> replicaColumns()
{
    auto target = lineColumn<ReplicaRow>(columnInfo("target", ReplicaColumns::tr("In this fleet"),
                                                    ReplicaColumns::tr("Name of the target, when it is one."), 20),
                                         [](const ReplicaRow &row) { return row.target; });
    target.info.isElastic = true;
    return {
        lineColumn<ReplicaRow>(
            columnInfo("address", ReplicaColumns::tr("Address"), ReplicaColumns::tr("As the primary sees it."), 22),
            [](const ReplicaRow &row) { return row.replica.address; }),
        replicaStateColumn(),
        bytesColumn<ReplicaRow>(
            columnInfo("behind", ReplicaColumns::tr("Behind"),
                       ReplicaColumns::tr("Bytes that the primary has written and it has not acknowledged yet."), 11),
            [](const ReplicaRow &row) { return row.behind ? std::optional(double(*row.behind)) : std::nullopt; }),
        acknowledgedColumn(),
        {.info = {.id = QStringLiteral("offset"),
                  .title = ReplicaColumns::tr("Offset"),
                  .toolTip = ReplicaColumns::tr("Bytes of the stream that it has acknowledged."),
                  .width = 16,
                  .isNumeric = true},
         .text = [](const ReplicaRow &row) { return QLocale().toString(qlonglong(row.replica.offset)); },
         .value = [](const ReplicaRow &row) { return CellValue(double(row.replica.offset)); }},
        target};
}

} // namespace lockmaster
