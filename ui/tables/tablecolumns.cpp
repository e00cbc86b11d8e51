// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/tablerow.h"

#include "diagnosis/thresholds.h"
#include "model/postgres/sqlname.h"
#include "ui/common/rows/columnkinds.h"
#include "ui/tables/catalogtext.h"

namespace lockmaster {
namespace {

using TablesColumn = KeyedColumn<TableRow>;
using TablesColumns = std::vector<TablesColumn>;

constexpr double kPerHour = 3600;

std::optional<double> number(std::int64_t value)
{
    return double(value);
}

TableColumn yielding(TableColumn info, int yields)
{
    info.yields = yields;
    return info;
}

TablesColumn tableNameColumn()
{
    TablesColumn name = lineColumn<TableRow>(
        columnInfo("name", CatalogText::tr("Table"),
                   CatalogText::tr("Schema and name. Materialized views are among them, partitioned tables are not: "
                                   "their partitions are."),
                   28),
        [](const TableRow &row) { return sqlName(row.table.schema, row.table.name); });
    name.info.isElastic = name.info.isName = true;
    name.hint = [](const TableRow &row) {
        const QString what =
            row.table.isMaterializedView ? CatalogText::tr("Materialized view of %1") : CatalogText::tr("Table of %1");
        return what.arg(plainLine(row.table.owner));
    };
    return name;
}

/// "2 h 11 m auto", "never": sorted by the age, longest first; never comes last, as it has a preset of its own.
TablesColumn doneColumn(TableColumn info, std::optional<ServerTime> TableUpkeep::*byHand,
                        std::optional<ServerTime> TableUpkeep::*automatic)
{
    const auto age = [byHand, automatic](const TableRow &row) -> std::optional<std::chrono::microseconds> {
        const auto last = std::max(row.table.upkeep.*byHand, row.table.upkeep.*automatic);
        return last ? std::optional(std::max(row.readAt - *last, std::chrono::microseconds::zero())) : std::nullopt;
    };
    info.isNumeric = true;
    return {.info = std::move(info),
            .text =
                [=](const TableRow &row) {
                    const auto past = age(row);
                    if (!past)
                        return CatalogText::tr("never");
                    const bool isAutomatic = row.table.upkeep.*automatic > row.table.upkeep.*byHand;
                    return (isAutomatic ? CatalogText::tr("%1 auto") : CatalogText::tr("%1 by hand"))
                        .arg(formatWholeSeconds(*past));
                },
            .value =
                [=](const TableRow &row) {
                    const auto past = age(row);
                    return past ? CellValue(double(past->count()) / 1e6) : CellValue();
                }};
}

void addSpace(TablesColumns &columns)
{
    columns.push_back(bytesColumn<TableRow>(
        columnInfo("size", CatalogText::tr("Size"), CatalogText::tr("Its rows, TOAST and indexes: bytes on disk."), 9),
        [](const TableRow &row) { return number(row.table.space.all()); }));
    columns.push_back(amountColumn<TableRow>(
        yielding(columnInfo("growth", CatalogText::tr("Growth/h"),
                            CatalogText::tr("Bytes an hour, over up to an hour of watching; known after a minute."),
                            10),
                 2),
        [](const TableRow &row) -> std::optional<double> {
            const auto growth = row.table.space.growthPerSecond;
            return growth ? std::optional(*growth * kPerHour) : std::nullopt;
        },
        [](double bytes) { return formatBytes(static_cast<std::int64_t>(bytes)); }));
}

void addRows(TablesColumns &columns)
{
    columns.push_back(countColumn<TableRow>(
        columnInfo("rows", CatalogText::tr("Rows"), CatalogText::tr("As the server estimates them (n_live_tup)."), 10),
        [](const TableRow &row) { return number(row.table.liveRows); }));
    columns.push_back(countColumn<TableRow>(
        columnInfo("dead", CatalogText::tr("Dead rows"),
                   CatalogText::tr("Old versions of rows that wait for vacuum (n_dead_tup, an estimate)."), 10),
        [](const TableRow &row) { return number(row.table.deadRows); }));
    TablesColumn share = amountColumn<TableRow>(
        columnInfo("dead_share", CatalogText::tr("Dead"), CatalogText::tr("Share of the dead rows in all."), 7),
        [](const TableRow &row) { return row.table.deadShare(); }, formatPercent);
    share.state = [](const TableRow &row) {
        const Thresholds usual;
        const bool isMuch = row.table.deadRows > usual.deadRows && row.table.deadShare() > usual.deadShare;
        return isMuch ? std::optional(HealthState::Warning) : std::nullopt;
    };
    columns.push_back(std::move(share));
}

void addUpkeep(TablesColumns &columns)
{
    columns.push_back(
        doneColumn(columnInfo("vacuumed", CatalogText::tr("Vacuumed"),
                              CatalogText::tr("How long ago it was vacuumed last, by autovacuum or by hand."), 16),
                   &TableUpkeep::vacuumed, &TableUpkeep::autovacuumed));
    columns.push_back(doneColumn(
        yielding(columnInfo("analyzed", CatalogText::tr("Analyzed"),
                            CatalogText::tr("How long ago its statistics for the planner were renewed last."), 16),
                 1),
        &TableUpkeep::analyzed, &TableUpkeep::autoanalyzed));
    TablesColumn due = amountColumn<TableRow>(
        columnInfo(
            "due", CatalogText::tr("Next vacuum"),
            CatalogText::tr("How far it is on the way to its next autovacuum, with its own settings: 100 % means "
                            "that it is due. What comes first counts: dead rows, inserted rows, age."),
            11),
        [](const TableRow &row) { return std::optional(vacuumDue(row.table)); }, formatPercent);
    due.state = [](const TableRow &row) {
        return row.table.upkeep.isAutomatic ? std::nullopt : std::optional(HealthState::Warning);
    };
    due.hint = [](const TableRow &row) {
        return row.table.upkeep.isAutomatic ? QString() : CatalogText::tr("Autovacuum is off for this table.");
    };
    columns.push_back(std::move(due));
}

void addEstimates(TablesColumns &columns)
{
    TablesColumn bloat = bytesColumn<TableRow>(
        yielding(
            columnInfo("bloat", CatalogText::tr("Bloat ≈"),
                       CatalogText::tr("Estimated from the planner's statistics, not measured: room in the table that "
                                       "its rows would not need, when it was vacuumed or analyzed last. Needs SELECT "
                                       "on the table."),
                       9),
            3),
        [](const TableRow &row) { return row.table.space.bloat ? number(*row.table.space.bloat) : std::nullopt; });
    bloat.hint = [](const TableRow &row) {
        if (row.table.space.bloat)
            return QString();
        return row.table.canRead
                   ? CatalogText::tr("Not known before it is analyzed.")
                   : CatalogText::tr("Not known: statistics of a table are shown to those only who may read it.");
    };
    columns.push_back(std::move(bloat));
    columns.push_back(countColumn<TableRow>(
        yielding(columnInfo("age", CatalogText::tr("Age"),
                            CatalogText::tr(
                                "Transactions (or multixacts) since its oldest row was frozen; at 2,147 million the "
                                "server refuses to write."),
                            12),
                 5),
        [](const TableRow &row) { return number(std::max(row.table.transactions, row.table.multixacts)); }));
    columns.push_back(durationColumn<TableRow>(
        yielding(
            columnInfo("left", CatalogText::tr("Time left"),
                       CatalogText::tr("Until that age at the rate at which transactions are used now, if it is never "
                                       "vacuumed."),
                       10),
            6),
        [](const TableRow &row) { return row.secondsLeft; }));
}

void addUse(TablesColumns &columns)
{
    const auto rate = [&](const char *id, const QString &title, const QString &toolTip, int yields,
                          std::optional<double> TableUse::*perSecond) {
        columns.push_back(rateColumn<TableRow>(yielding(columnInfo(id, title, toolTip, 10), yields),
                                               [perSecond](const TableRow &row) { return row.table.use.*perSecond; }));
    };
    rate("seq_scans", CatalogText::tr("Full reads"),
         CatalogText::tr("Sequential scans a second, since the reading before."), 4, &TableUse::seqScansPerSecond);
    rate("index_scans", CatalogText::tr("Index reads"),
         CatalogText::tr("Scans of its indexes a second, since the reading before."), 4,
         &TableUse::indexScansPerSecond);
    rate("writes", CatalogText::tr("Writes"),
         CatalogText::tr("Rows inserted, updated and deleted a second, since the reading before."), 7,
         &TableUse::writesPerSecond);
    columns.push_back(countColumn<TableRow>(
        columnInfo("seq_rows", CatalogText::tr("Rows read in full"),
                   CatalogText::tr("Rows that sequential scans have read since the counters began."), 14, true),
        [](const TableRow &row) { return number(row.table.use.seqRows); }));
    columns.push_back(lineColumn<TableRow>(
        columnInfo("owner", CatalogText::tr("Owner"), CatalogText::tr("The role it belongs to."), 14, true),
        [](const TableRow &row) { return row.table.owner; }));
}

} // namespace

std::vector<KeyedColumn<TableRow>> tableColumns()
{
    TablesColumns columns{tableNameColumn()};
    addSpace(columns);
    addRows(columns);
    addUpkeep(columns);
    addEstimates(columns);
    addUse(columns);
    return columns;
}

} // namespace lockmaster
