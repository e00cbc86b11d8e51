// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A client of a PostgreSQL server of the lab, whose every step is in the test's hand.
#pragma once

#include <QString>
#include <libpq-fe.h>
#include <memory>

namespace lockmaster::test {

/// A blocking client session.
class Client
{
public:
    explicit Client(const QString &conninfo) : m_connection(PQconnectdb(conninfo.toUtf8().constData())) {}
    ~Client() { PQfinish(m_connection); }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    [[nodiscard]] bool isOpen() const { return PQstatus(m_connection) == CONNECTION_OK; }
    [[nodiscard]] int pid() const { return PQbackendPID(m_connection); }

    /// Waits for the answer; the first value, or the error as "ERROR <sqlstate>".
    QString run(const QString &sql) { return answerOf(PQexec(m_connection, sql.toUtf8().constData())); }

    /// Sends and does not wait.
    bool send(const QString &sql) { return PQsendQuery(m_connection, sql.toUtf8().constData()) == 1; }

    /// Waits for the answer of send().
    QString answer()
    {
        QString text;
        while (PGresult *result = PQgetResult(m_connection))
            text = answerOf(result);
        return text;
    }

    /// Whether an answer of send() is there; does not wait.
    [[nodiscard]] bool hasAnswer() { return PQconsumeInput(m_connection) == 0 || PQisBusy(m_connection) == 0; }

private:
    static QString answerOf(PGresult *result)
    {
        const std::unique_ptr<PGresult, void (*)(PGresult *)> owner(result, PQclear);
        if (const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE))
            return QStringLiteral("ERROR ") + QString::fromLatin1(state);
        return PQntuples(result) > 0 ? QString::fromUtf8(PQgetvalue(result, 0, 0)) : QString();
    }

    PGconn *m_connection;
};

} // namespace lockmaster::test
