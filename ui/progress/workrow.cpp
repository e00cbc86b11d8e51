// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress/workrow.h"

#include "ui/common/rows/columnkinds.h"
#include "ui/progress/progresstext.h"
#include "ui/progress/progresswords.h"

namespace lockmaster {

namespace {

using Column = KeyedColumn<WorkRow>;

std::optional<double> secondsOf(std::optional<std::chrono::microseconds> time)
{
    return time ? std::optional(double(time->count()) / 1e6) : std::nullopt;
}

std::optional<double> ofVacuum(const WorkRow &row, std::int64_t VacuumWork::*count)
{
    return row.work.vacuum ? std::optional(double((*row.work.vacuum).*count)) : std::nullopt;
}

Column bar()
{
    return amountColumn<WorkRow>(
        columnInfo(
            "share", ProgressText::tr("Of this phase"),
            ProgressText::tr("How much of the phase is done. – where the server does not tell how much it will be."),
            14),
        [](const WorkRow &row) { return row.work.share(); }, formatPercent);
}

Column phase()
{
    Column column{columnInfo("phase", ProgressText::tr("Does now"),
                             ProgressText::tr("The phase of the command; in the tool tip as the server calls it."), 22),
                  [](const WorkRow &row) { return phaseWords(row.work, row.session.get()); }};
    column.info.isElastic = true;
    column.hint = [](const WorkRow &row) { return plainLine(row.work.phase); };
    return column;
}

Column rate()
{
    Column column{columnInfo("rate", ProgressText::tr("Rate"),
                             ProgressText::tr("Of the last half minute in this phase; – until there are two readings."),
                             15),
                  [](const WorkRow &row) { return rateWords(row.work); }};
    column.info.isNumeric = true;
    column.value = [](const WorkRow &row) { return row.work.perSecond ? CellValue(*row.work.perSecond) : CellValue(); };
    return column;
}

Column left()
{
    Column column = durationColumn<WorkRow>(
        columnInfo("left", ProgressText::tr("Left"),
                   ProgressText::tr("Until the end of this phase at that rate; others may follow."), 10),
        [](const WorkRow &row) { return secondsOf(row.work.timeLeft()); });
    column.info.ages = true;
    return column;
}

Column running()
{
    Column column = durationColumn<WorkRow>(
        columnInfo("running", ProgressText::tr("Runs for"), ProgressText::tr("Since the statement began."), 11),
        [](const WorkRow &row) { return secondsOf(row.runningFor); });
    column.info.ages = true;
    return column;
}

Column memory()
{
    return amountColumn<WorkRow>(
        columnInfo("memory", ProgressText::tr("Memory"),
                   ProgressText::tr("Of a vacuum: how full its memory for dead rows is (maintenance_work_mem, "
                                    "autovacuum_work_mem). Full, it goes over all indexes once more."),
                   9, true),
        [](const WorkRow &row) -> std::optional<double> {
            const auto limit = ofVacuum(row, &VacuumWork::memoryLimit);
            return limit && *limit > 0 ? std::optional(*ofVacuum(row, &VacuumWork::memoryUsed) / *limit) : std::nullopt;
        },
        formatPercent);
}

std::vector<Column> hiddenColumns()
{
    return {countColumn<WorkRow>(
                columnInfo("dead", ProgressText::tr("Dead rows"),
                           ProgressText::tr("Of a vacuum: collected since its last pass over the indexes."), 11, true),
                [](const WorkRow &row) { return ofVacuum(row, &VacuumWork::deadRows); }),
            memory(),
            countColumn<WorkRow>(
                columnInfo("passes", ProgressText::tr("Index passes"),
                           ProgressText::tr("Of a vacuum: how often it went over all indexes. More than one: its "
                                            "memory is too small."),
                           12, true),
                [](const WorkRow &row) { return ofVacuum(row, &VacuumWork::indexPasses); }),
            durationColumn<WorkRow>(
                columnInfo("delayed", ProgressText::tr("Paused"),
                           ProgressText::tr("Slept so far because of vacuum_cost_delay. Since PostgreSQL 18, and with "
                                            "track_cost_delay_timing on."),
                           10, true),
                [](const WorkRow &row) { return secondsOf(row.work.delayed); }),
            lineColumn<WorkRow>(
                columnInfo("database", ProgressText::tr("Database"), ProgressText::tr("Where it works."), 12, true),
                [](const WorkRow &row) { return row.work.database; })};
}

} // namespace

std::vector<WorkRow> workRows(const Snapshot &snapshot)
{
    std::vector<WorkRow> rows;
    if (!snapshot.postgres || !snapshot.postgres->work)
        return rows;
    for (const CommandProgress &work : snapshot.postgres->work->commands) {
        const SessionPtr session = findSession(*snapshot.postgres, work.pid);
        rows.push_back(
            {work, session, session ? ageAt(snapshot.postgres->serverNow, session->queryStart) : std::nullopt});
    }
    return rows;
}

std::vector<Column> workColumns()
{
    Column object{
        columnInfo("object", ProgressText::tr("On"),
                   ProgressText::tr("The table, and the index that is built. Of another database its number."), 18),
        [](const WorkRow &row) { return objectWords(row.work); }};
    object.info.isName = true;
    std::vector<Column> columns{
        lineColumn<WorkRow>(
            columnInfo("command", ProgressText::tr("Command"),
                       ProgressText::tr("What runs, whoever began it. A view of the server tells of each: "
                                        "pg_stat_progress_vacuum, …."),
                       14),
            [](const WorkRow &row) {
                return row.work.command.isEmpty() ? workKindName(row.work.kind).toUpper() : row.work.command;
            }),
        object,
        bar(),
        phase(),
        {columnInfo("done", ProgressText::tr("Done"), ProgressText::tr("What is counted in this phase."), 22),
         [](const WorkRow &row) { return doneWords(row.work); }},
        rate(),
        left(),
        running(),
        {columnInfo("who", ProgressText::tr("Begun by"),
                    ProgressText::tr("autovacuum, an action of Lockmaster, or user and application."), 18),
         [](const WorkRow &row) { return starterWords(row.session.get()); }},
        countColumn<WorkRow>(
            columnInfo("pid", ProgressText::tr("Pid"), ProgressText::tr("The process that runs it."), 8),
            [](const WorkRow &row) { return std::optional(double(row.work.pid)); })};
    columns[4].info.yields = 3;
    columns[7].info.yields = 1;
    columns[9].info.yields = 2;
    std::ranges::move(hiddenColumns(), std::back_inserter(columns));
    return columns;
}

} // namespace lockmaster
