// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/pgbouncer/rows/sockets.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

#include "base/told.h"
#include "probes/pgbouncer/rows/rowreader.h"

namespace lockmaster::pgbouncer {
namespace {

constexpr int kDateAndTime = 19;                                  // "2026-11-21 16:44:46"
using QuarterHours = std::chrono::duration<int, std::ratio<900>>; // zones differ by these

// The newest request is not more than seconds old.
std::optional<std::chrono::minutes> offsetOf(const PgRows &rows, ServerTime now)
{
    std::optional<ServerTime> newest;
    for (int row = 0; row < rows.count(); ++row) {
        const auto time = readLocalTime(RowReader(rows, row).text("request_time"));
        if (time && time->isUtc)
            return std::chrono::minutes{};
        if (time)
            newest = std::max(newest.value_or(time->time), time->time);
    }
    if (!newest)
        return {};
    return std::chrono::round<QuarterHours>(*newest - now);
}

std::optional<ServerTime> timeOf(const QString &text, std::optional<std::chrono::minutes> offset)
{
    const auto time = readLocalTime(text);
    if (!time || !offset)
        return {};
    return time->time - *offset;
}

PgBouncerSocket socketOf(const RowReader &row, std::optional<std::chrono::minutes> offset)
{
    PgBouncerSocket socket;
    socket.database = row.text("database");
    socket.user = row.text("user");
    socket.application = row.text("application_name");
    socket.state = row.text("state");
    socket.host = row.text("addr");
    socket.port = row.number("port");
    socket.localHost = row.text("local_addr");
    socket.localPort = row.number("local_port");
    socket.connected = timeOf(row.text("connect_time"), offset);
    socket.requested = timeOf(row.text("request_time"), offset);
    if (socket.state == u"waiting")
        socket.wait = told<std::chrono::seconds>(row.total("wait")) + row.micros("wait_us");
    socket.isClosing = row.flag("close_needed");
    socket.address = row.text("ptr");
    socket.link = row.text("link");
    socket.remotePid = row.number("remote_pid");
    socket.tls = row.text("tls");
    socket.preparedStatements =
        row.count("prepared_statements").transform([](std::int64_t count) { return static_cast<int>(count); });
    socket.id = row.count("id");
    return socket;
}

} // namespace

std::optional<LocalTime> readLocalTime(const QString &text)
{
    QDateTime time = QDateTime::fromString(text.left(kDateAndTime), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    if (!time.isValid())
        return {};
    time.setTimeZone(QTimeZone::UTC);
    const QString zone = text.mid(kDateAndTime).trimmed();
    return LocalTime{ServerTime(told<std::chrono::seconds>(time.toSecsSinceEpoch())), zone == u"UTC" || zone == u"GMT"};
}

Result<PgBouncerSockets> readSockets(const PgRows &rows, PgBouncerDraft &draft)
{
    const auto fits = requireColumns(rows, {"type", "user", "database", "state", "addr", "port", "local_addr",
                                            "local_port", "connect_time", "request_time", "ptr", "link", "remote_pid"});
    if (!fits)
        return std::unexpected(fits.error());
    const bool areClients = rows.count() > 0 && RowReader(rows, 0).text("type") == u"C";
    if (areClients)
        draft.clockOffset = offsetOf(rows, draft.next.serverNow);
    PgBouncerSockets sockets{draft.next.serverNow, {}};
    sockets.all.reserve(static_cast<std::size_t>(rows.count()));
    for (int row = 0; row < rows.count(); ++row)
        sockets.all.push_back(socketOf(RowReader(rows, row), draft.clockOffset));
    return sockets;
}

} // namespace lockmaster::pgbouncer
