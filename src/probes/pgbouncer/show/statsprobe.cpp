// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/show/statsprobe.h"

#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {
namespace {

PgBouncerStats statsOf(const RowReader &row)
{
    PgBouncerStats stats;
    stats.database = row.text("database");
    stats.transactions = row.total("xact_count");
    stats.queries = row.total("query_count");
    stats.bytesReceived = row.total("bytes_received");
    stats.bytesSent = row.total("bytes_sent");
    stats.transactionTime = row.micros("xact_time");
    stats.queryTime = row.micros("query_time");
    stats.waitTime = row.micros("wait_time");
    stats.serverAssignments = row.count("server_assignment_count");
    stats.clientParses = row.count("client_parse_count");
    stats.serverParses = row.count("server_parse_count");
    stats.binds = row.count("bind_count");
    stats.clientLogins = row.count("client_login_count");
    return stats;
}

} // namespace

QString StatsProbe::name() const
{
    return QStringLiteral("stats");
}

QByteArray StatsProbe::command() const
{
    return "SHOW STATS_TOTALS";
}

Result<void> StatsProbe::take(const PgRows &rows, PgBouncerDraft &draft) const
{
    const auto fits = requireColumns(rows, {"database", "xact_count", "query_count", "bytes_received", "bytes_sent",
                                            "xact_time", "query_time", "wait_time"});
    if (!fits)
        return fits;
    draft.next.stats.clear();
    for (int row = 0; row < rows.count(); ++row) {
        PgBouncerStats stats = statsOf(RowReader(rows, row));
        if (stats.database == kPgBouncerConsole)
            draft.next.consoleCommands = stats.queries;
        else
            draft.next.stats.push_back(std::move(stats));
    }
    return {};
}

} // namespace lockmaster::pgbouncer
