// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/redis/commands/commandcolumns.h"

#include "ui/common/rows/columnkinds.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace lockmaster {
namespace {

using CommandColumn = KeyedColumn<CommandRow>;

struct CommandColumns {
    Q_DECLARE_TR_FUNCTIONS(CommandColumns)
};

/// Most commands take less than a few microseconds.
QString shortDuration(double seconds)
{
    constexpr double kExact = 1e-4;
    constexpr double kLeast = 0.05e-6;
    if (seconds < kLeast)
        return CommandColumns::tr("< 0.1 µs"); // it was called: that took some time
    if (seconds < kExact)
        return CommandColumns::tr("%1 µs").arg(QLocale().toString(seconds * 1e6, 'f', 1));
    return formatDuration(std::chrono::microseconds(std::llround(seconds * 1e6)));
}

CommandColumn percentile(const char *id, const QString &title, const QString &toolTip,
                         std::optional<double> RedisCommandStat::*micros)
{
    return amountColumn<CommandRow>(
        columnInfo(id, title, toolTip, 7),
        [micros](const CommandRow &row) {
            const auto known = row.rate.stat.*micros;
            return known ? std::optional(*known / 1e6) : std::nullopt;
        },
        shortDuration);
}

CommandColumn totalCount(const char *id, const QString &title, const QString &toolTip,
                         std::optional<std::int64_t> RedisCommandStat::*count)
{
    CommandColumn column =
        countColumn<CommandRow>(columnInfo(id, title, toolTip, 9, true), [count](const CommandRow &row) {
            const auto known = row.rate.stat.*count;
            return known ? std::optional(double(*known)) : std::nullopt;
        });
    column.info.tints = true;
    return column;
}

void addWindow(std::vector<CommandColumn> &columns)
{
    columns.push_back(
        rateColumn<CommandRow>(columnInfo("calls_rate", CommandColumns::tr("Calls/s"),
                                          CommandColumns::tr("Calls per second over the last minute."), 8),
                               [](const CommandRow &row) { return row.rate.callsPerSecond; }));
    columns.push_back(amountColumn<CommandRow>(
        columnInfo("mean", CommandColumns::tr("Mean time"),
                   CommandColumns::tr("Time of one call, on the average of the last minute."), 9),
        [](const CommandRow &row) { return row.rate.meanSeconds; }, shortDuration));
    columns.push_back(amountColumn<CommandRow>(
        columnInfo("busy", CommandColumns::tr("Time share"),
                   CommandColumns::tr("How much of the last minute the server spent in it."), 11),
        [](const CommandRow &row) { return row.rate.busyShare; }, formatPercent));
    columns.push_back(rateColumn<CommandRow>(
        columnInfo("refused_rate", CommandColumns::tr("Refused/s"),
                   CommandColumns::tr("Rejected and failed calls per second over the last minute. Sorted by this, of "
                                      "those without any the ones that take most time come first."),
                   11),
        [](const CommandRow &row) { return row.rate.refusedPerSecond; }));
    columns.back().then = [](const CommandRow &row) {
        return row.rate.busyShare ? CellValue(*row.rate.busyShare) : CellValue();
    };
    columns.back().state = [](const CommandRow &row) {
        return row.rate.refusedPerSecond.value_or(0) > 0 ? std::optional(HealthState::Warning) : std::nullopt;
    };
}

void addPercentiles(std::vector<CommandColumn> &columns)
{
    const QString about =
        CommandColumns::tr("Since the start or the last reset, as the server tells it; Redis 7.0 and later.");
    columns.push_back(percentile("p50", CommandColumns::tr("p50"),
                                 CommandColumns::tr("Half of the calls were faster.") + u' ' + about,
                                 &RedisCommandStat::p50));
    columns.back().info.yields = 3;
    columns.push_back(percentile("p99", CommandColumns::tr("p99"),
                                 CommandColumns::tr("99 % of the calls were faster.") + u' ' + about,
                                 &RedisCommandStat::p99));
    columns.push_back(percentile("p999", CommandColumns::tr("p99.9"),
                                 CommandColumns::tr("99.9 % of the calls were faster.") + u' ' + about,
                                 &RedisCommandStat::p999));
    columns.back().info.yields = 1;
}

void addTotals(std::vector<CommandColumn> &columns)
{
    columns.push_back(countColumn<CommandRow>(
        columnInfo("calls", CommandColumns::tr("Calls"), CommandColumns::tr("Since the start or the last reset."), 8),
        [](const CommandRow &row) { return std::optional(double(row.rate.stat.calls)); }));
    columns.back().info.yields = 2;
    columns.push_back(totalCount(
        "rejected", CommandColumns::tr("Rejected"),
        CommandColumns::tr("Not carried out: out of memory, read only, no permission, wrong arguments. Since the "
                           "start; Redis 6.2 and later."),
        &RedisCommandStat::rejected));
    columns.push_back(
        totalCount("failed", CommandColumns::tr("Failed"),
                   CommandColumns::tr("Begun and ended with an error. Since the start; Redis 6.2 and later."),
                   &RedisCommandStat::failed));
}

} // namespace

std::vector<KeyedColumn<CommandRow>> commandColumns()
{
    CommandColumn name = lineColumn<CommandRow>(
        columnInfo("command", CommandColumns::tr("Command"),
                   CommandColumns::tr("With its subcommand after a bar, as the server counts them."), 22),
        [](const CommandRow &row) { return row.rate.stat.command; });
    name.info.isElastic = true;
    std::vector<CommandColumn> columns{name};
    addWindow(columns);
    addPercentiles(columns);
    addTotals(columns);
    return columns;
}

std::vector<KeyedColumn<ErrorRow>> errorColumns()
{
    auto code = lineColumn<ErrorRow>(
        columnInfo("code", CommandColumns::tr("Error"), CommandColumns::tr("First word of the error reply."), 14),
        [](const ErrorRow &row) { return row.rate.code; });
    code.info.isElastic = true;
    auto count = countColumn<ErrorRow>(
        columnInfo("count", CommandColumns::tr("Replies"), CommandColumns::tr("Since the start or the last reset."), 7),
        [](const ErrorRow &row) { return std::optional(double(row.rate.count)); });
    count.info.tints = true;
    return {code,
            rateColumn<ErrorRow>(columnInfo("rate", CommandColumns::tr("Rate"),
                                            CommandColumns::tr("Replies per second over the last minute."), 7),
                                 [](const ErrorRow &row) { return row.rate.perSecond; }),
            count};
}

} // namespace lockmaster
