// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What goes over one connection of libpq: statements in a pipeline, or commands of PgBouncer's console, and their
// answers. How the connection comes about is PgLink's matter. One call at a time; the caller sees to that.
#pragma once

#include <QCoroTask>
#include <QDeadlineTimer>
#include <QStringList>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <vector>

#include "link/postgres/pgquery.h"
#include "link/postgres/pgrows.h"
#include "link/waits.h"

struct pg_conn;
struct pg_result;

namespace lockmaster {

class PgWire
{
public:
    explicit PgWire(bool isPgBouncerConsole) : m_isConsole(isPgBouncerConsole) {}
    PgWire(const PgWire &) = delete;
    PgWire &operator=(const PgWire &) = delete;

    void take(pg_conn *connection); ///< one that begins to connect; null when there was no memory for it
    /// Once it is logged in. `silence`: what to say of a server that does not answer in time.
    void setTimeoutText(const QString &silence);
    /// From here on exchange() is possible and simpleQuery() is not.
    void enterPipeline();
    void close();

    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] pg_conn *raw() const { return m_connection.get(); } ///< null when closed
    /// The failure that cost the connection; an error of a statement alone is in its answer only.
    [[nodiscard]] const std::optional<Error> &endedBy() const { return m_endedBy; }

    /// See PgLink::batch().
    QCoro::Task<std::vector<Result<PgRows>>> exchange(std::vector<PgQuery> queries, QDeadlineTimer deadline,
                                                      std::stop_token stop);
    /// See PgLink::command(). Of several statements in one the answer is that of the last.
    QCoro::Task<Result<PgRows>> simpleQuery(QByteArray command, QDeadlineTimer deadline, std::stop_token stop);

private:
    QCoro::Task<Result<PgRows>> receiveOne(PgQuery query, bool preparing, QDeadlineTimer deadline,
                                           std::stop_token stop);
    QCoro::Task<Result<void>> untilAnswer(QDeadlineTimer deadline, std::stop_token stop);
    Result<void> send(const PgQuery &query);
    [[nodiscard]] bool needsPreparing(const PgQuery &query) const;
    void beginCall();
    [[nodiscard]] bool isOverBudget() const;
    Error spoiled(Error error);
    void readLastWords();
    Error lostNow();
    void takeNotice(const pg_result *notice);
    bool hasRoomFor(const char *severity);

    struct Closer {
        void operator()(pg_conn *connection) const;
    };
    bool m_isConsole;
    QString m_silence;
    std::unique_ptr<pg_conn, Closer> m_connection;
    std::optional<Error> m_endedBy;
    std::set<QByteArray> m_prepared;
    QStringList m_notices;
    std::optional<Error> m_lastWords;   ///< of a server that ended the connection while we asked nothing
    std::uint64_t m_receivedBefore = 0; ///< of the connection, when the call under way began
};

} // namespace lockmaster
