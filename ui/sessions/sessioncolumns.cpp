// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sessions/sessioncolumns.h"

#include "base/format.h"

#include <QCoreApplication>

namespace lockmaster {
namespace {

using Column = KeyedColumn<SessionRow>;
using Text = QString SessionTexts::*;
using AgeOf = Age SessionAges::*;

struct SessionColumns {
    Q_DECLARE_TR_FUNCTIONS(SessionColumns)
};

bool isHidden(const SessionRow &row)
{
    return row.session && row.session->state == SessionState::Hidden;
}

/// What the server does not tell of a hidden session: a dash and why, since blank says that there is none.
Column hideable(Column column)
{
    column.value = [value = column.value, text = column.text](const SessionRow &row) {
        return isHidden(row) ? CellValue() : value ? value(row) : CellValue(text(row));
    };
    column.text = [text = column.text](const SessionRow &row) { return isHidden(row) ? unknownValue() : text(row); };
    column.hint = [](const SessionRow &row) {
        return isHidden(row) ? SessionColumns::tr("hidden from this login") : QString();
    };
    return column;
}

Column textColumn(TableColumn info, Text text)
{
    return {.info = std::move(info),
            .text = [text](const SessionRow &row) { return row.texts ? *row.texts.*text : QString(); }};
}

CellValue seconds(const Age &age)
{
    return age ? CellValue(std::chrono::duration<double>(*age).count()) : CellValue();
}

Column ageColumn(TableColumn info, AgeOf age)
{
    info.isNumeric = true;
    info.ages = true;
    return hideable(
        {.info = std::move(info),
         .text = [age](const SessionRow &row) { return row.ages.*age ? formatDuration(*(row.ages.*age)) : QString(); },
         .value = [age](const SessionRow &row) { return seconds(row.ages.*age); }});
}

/// Ports, pids and counts of which 0 stands for none.
std::optional<std::int64_t> orNone(int number)
{
    return number > 0 ? std::optional<std::int64_t>(number) : std::nullopt;
}

template <class Number>
Column numberColumn(TableColumn info, Number number)
{
    info.isNumeric = true;
    return {.info = std::move(info),
            .text =
                [number](const SessionRow &row) {
                    const std::optional<std::int64_t> known = number(row);
                    return known ? QString::number(*known) : QString();
                },
            .value =
                [number](const SessionRow &row) {
                    const std::optional<std::int64_t> known = number(row);
                    return known ? CellValue(static_cast<double>(*known)) : CellValue();
                }};
}

Column pidColumn()
{
    return {
        .info = {.id = QStringLiteral("pid"),
                 .title = SessionColumns::tr("PID"),
                 .toolTip = SessionColumns::tr("Process number of the backend on the server. Numbers are reused; "
                                               "the console knows a session by number and start. Headings go by "
                                               "their number of sessions."),
                 .width = 7},
        .text = [](const SessionRow &row) { return row.session ? QString::number(row.session->key.pid) : row.heading; },
        .value =
            [](const SessionRow &row) {
                return CellValue(static_cast<double>(row.session ? row.session->key.pid : row.counts.sessions));
            }};
}

/// The server calls one that waits for a lock active.
QString stateText(const SessionRow &row)
{
    if (!row.session)
        return {};
    return isRunning(*row.session) && waitsForLock(*row.session) ? SessionColumns::tr("waits for a lock")
                                                                 : sessionStateName(row.session->state);
}

Column stateColumn()
{
    return {
        .info = {.id = QStringLiteral("state"),
                 .title = SessionColumns::tr("State"),
                 .toolTip = SessionColumns::tr("What the session does, in the server's word; of those that the server "
                                               "calls active, who waits for a lock is told apart. ■ it blocks others, "
                                               "▲ it waits for a lock or is idle in a transaction, ● a query runs."),
                 .width = 17,
                 .tints = true},
        .text = stateText,
        .state = [](const SessionRow &row) {
            return row.session ? sessionRole(*row.session, row.blocks) : std::nullopt;
        }};
}

Column waitColumn()
{
    Column column =
        textColumn({.id = QStringLiteral("wait"),
                    .title = SessionColumns::tr("Waits for"),
                    .toolTip = SessionColumns::tr("Class and name of the event the session waits for at this "
                                                  "moment; empty: it waits for nothing."),
                    .width = 17,
                    .isName = true,
                    .tints = true,
                    .yields = 4},
                   &SessionTexts::wait);
    column.swatch = [](const SessionRow &row) {
        return row.session && !row.session->waitEventType.isEmpty() ? waitClassColor(row.session->waitEventType)
                                                                    : QColor();
    };
    return hideable(std::move(column));
}

Column blockedByColumn()
{
    Column column = numberColumn({.id = QStringLiteral("blocked_by"),
                                  .title = SessionColumns::tr("Blocked by"),
                                  .toolTip = SessionColumns::tr("PID of the session in front of it that holds what it "
                                                                "waits for."),
                                  .width = 10,
                                  .tints = true,
                                  .yields = 5},
                                 [](const SessionRow &row) -> std::optional<std::int64_t> { return row.blockedBy; });
    column.text = [](const SessionRow &row) {
        if (row.blockedBy == kPreparedTransactionPid)
            return SessionColumns::tr("prepared transaction");
        return row.blockedBy ? QString::number(*row.blockedBy) : QString();
    };
    return column;
}

/// Of sessions that block as many: waiters, longest first, then by the age of the transaction.
CellValue trouble(const SessionRow &row)
{
    constexpr std::chrono::duration<double> kAheadOfTransactions = std::chrono::years(30);
    return row.ages.wait ? CellValue((kAheadOfTransactions + *row.ages.wait).count()) : seconds(row.ages.transaction);
}

Column blocksColumn()
{
    Column column =
        numberColumn({.id = QStringLiteral("blocks"),
                      .title = SessionColumns::tr("Blocks"),
                      .toolTip = SessionColumns::tr("Sessions that wait behind it, directly or further back. "
                                                    "Sorted by this, those that wait for a lock come next, "
                                                    "longest first, then the oldest transactions."),
                      .width = 7,
                      .tints = true,
                      .yields = 1},
                     [](const SessionRow &row) { return orNone(row.session ? row.blocks : row.counts.blocks); });
    column.then = trouble;
    return column;
}

void addWorkAges(std::vector<Column> &columns)
{
    columns.push_back(ageColumn({.id = QStringLiteral("query_age"),
                                 .title = SessionColumns::tr("Query age"),
                                 .toolTip = SessionColumns::tr("How long the running query has run; empty when none "
                                                               "runs. On a heading: the highest."),
                                 .width = 10,
                                 .yields = 3},
                                &SessionAges::query));
    columns.push_back(
        ageColumn({.id = QStringLiteral("transaction_age"),
                   .title = SessionColumns::tr("Trans. age"),
                   .toolTip = SessionColumns::tr("How long the open transaction has been open; empty when "
                                                 "there is none. On a heading: the highest."),
                   .width = 10,
                   .yields = 2},
                  &SessionAges::transaction));
}

void addOtherAges(std::vector<Column> &columns)
{
    columns.push_back(ageColumn({.id = QStringLiteral("state_age"),
                                 .title = SessionColumns::tr("State age"),
                                 .toolTip = SessionColumns::tr("How long the session has been in its state."),
                                 .width = 10,
                                 .yields = 6},
                                &SessionAges::state));
    columns.push_back(ageColumn({.id = QStringLiteral("backend_age"),
                                 .title = SessionColumns::tr("Session age"),
                                 .toolTip = SessionColumns::tr("How long ago the client connected."),
                                 .width = 10,
                                 .yields = 10},
                                &SessionAges::backend));
}

Column applicationColumn()
{
    return textColumn({.id = QStringLiteral("application"),
                       .title = SessionColumns::tr("Application"),
                       .toolTip = SessionColumns::tr("What the client calls itself (application_name)."),
                       .width = 17,
                       .isName = true},
                      &SessionTexts::application);
}

Column queryColumn()
{
    return hideable(
        textColumn({.id = QStringLiteral("query"),
                    .title = SessionColumns::tr("Query"),
                    .toolTip = SessionColumns::tr("The running statement, or the last one; on one line, the "
                                                  "whole in the inspector."),
                    .width = 24,
                    .isElastic = true,
                    .isStatement = true},
                   &SessionTexts::query));
}

void addWho(std::vector<Column> &columns)
{
    columns.push_back(textColumn({.id = QStringLiteral("database"),
                                  .title = SessionColumns::tr("Database"),
                                  .toolTip = SessionColumns::tr("Database the session is connected to."),
                                  .width = 12,
                                  .isName = true,
                                  .yields = 7},
                                 &SessionTexts::database));
    columns.push_back(textColumn({.id = QStringLiteral("user"),
                                  .title = SessionColumns::tr("User"),
                                  .toolTip = SessionColumns::tr("Role that logged in."),
                                  .width = 12,
                                  .isName = true,
                                  .yields = 8},
                                 &SessionTexts::user));
    columns.push_back(
        hideable(textColumn({.id = QStringLiteral("client"),
                             .title = SessionColumns::tr("Client"),
                             .toolTip = SessionColumns::tr("Address of the client; “local” through a Unix socket."),
                             .width = 14,
                             .isName = true,
                             .yields = 9},
                            &SessionTexts::client)));
}

void addRare(std::vector<Column> &columns)
{
    const auto hidden = [](const char *id, const QString &title, const QString &toolTip, int width) {
        return TableColumn{
            .id = QString::fromLatin1(id), .title = title, .toolTip = toolTip, .width = width, .isHidden = true};
    };
    columns.push_back(
        hideable({.info = hidden("backend_type", SessionColumns::tr("Backend type"),
                                 SessionColumns::tr("Kind of server process: client backend, walsender, …"), 18),
                  .text = [](const SessionRow &row) { return row.session ? row.session->backendType : QString(); }}));
    columns.push_back(hideable({.info = hidden("tls", SessionColumns::tr("TLS"),
                                               SessionColumns::tr("Whether the client's connection is encrypted."), 5),
                                .text = [](const SessionRow &row) {
                                    return row.session && row.session->encrypted ? SessionColumns::tr("yes")
                                                                                 : QString();
                                }}));
    columns.push_back(
        numberColumn(hidden("xid", SessionColumns::tr("Transaction id"),
                            SessionColumns::tr("Set when the transaction has written (backend_xid)."), 12),
                     [](const SessionRow &row) -> std::optional<std::int64_t> {
                         return row.session ? row.session->backendXid : std::nullopt;
                     }));
    columns.push_back(
        numberColumn(hidden("xmin", SessionColumns::tr("Horizon"),
                            SessionColumns::tr("Oldest transaction it may still see (backend_xmin); vacuum "
                                               "keeps rows from there on."),
                            12),
                     [](const SessionRow &row) -> std::optional<std::int64_t> {
                         return row.session ? row.session->backendXmin : std::nullopt;
                     }));
    columns.push_back(
        hideable(numberColumn(hidden("leader", SessionColumns::tr("Leader"),
                                     SessionColumns::tr("PID of the session a parallel worker works for."), 9),
                              [](const SessionRow &row) { return orNone(row.session ? row.session->leaderPid : 0); })));
    columns.push_back(hideable(
        numberColumn(hidden("client_port", SessionColumns::tr("Client port"),
                            SessionColumns::tr("Port of the client's end of the connection."), 9),
                     [](const SessionRow &row) { return orNone(row.session ? row.session->clientPort : 0); })));
    columns.push_back(hideable(
        {.info = hidden("query_id", SessionColumns::tr("Query id"),
                        SessionColumns::tr("Fingerprint of the statement, the same as in pg_stat_statements."), 20),
         .text = [](const SessionRow &row) {
             return row.session && row.session->queryId ? QString::number(row.session->queryId) : QString();
         }}));
}

} // namespace

std::optional<HealthState> sessionRole(const Session &session, int blocks)
{
    if (blocks > 0)
        return HealthState::Critical;
    if (waitsForLock(session) || isInTransaction(session))
        return HealthState::Warning;
    if (isRunning(session))
        return HealthState::Ok;
    if (session.state == SessionState::Hidden || session.state == SessionState::Disabled)
        return HealthState::Unknown;
    return {};
}

/// First by what one knows a session. Where there is no room the rest gives way, what tells least of trouble first.
std::vector<KeyedColumn<SessionRow>> sessionColumns()
{
    std::vector<Column> columns{pidColumn(), applicationColumn(), stateColumn(), waitColumn()};
    addWorkAges(columns);
    columns.push_back(blockedByColumn());
    columns.push_back(blocksColumn());
    columns.push_back(queryColumn());
    addWho(columns);
    addOtherAges(columns);
    addRare(columns);
    return columns;
}

} // namespace lockmaster
