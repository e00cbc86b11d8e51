// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of actions work with: clients of the lab whose every step is in the test's hand, and ways to lend the
// executor a connection.
#pragma once

#include "actions/executor.h"
#include "actions/statements.h"
#include "lab/lab.h"
#include "link/pglink.h"

#include <QTest>

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
    [[nodiscard]] bool hasAnswer()
    {
        return PQconsumeInput(m_connection) == 0 || PQisBusy(m_connection) == 0;
    }

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

inline QCoro::Task<Result<QString>> give(QString password) { co_return password; }

/// To the primary, or to another port of the lab.
inline std::shared_ptr<PgLink> makeLink(Lab &lab, const QString &role, const QString &applicationName, int port = 0)
{
    PgLinkOptions options;
    options.target = QStringLiteral("orders-primary");
    options.parameters = {{QStringLiteral("host"), QStringLiteral("127.0.0.1")},
                          {QStringLiteral("port"), QString::number(port ? port : lab.primary().port())},
                          {QStringLiteral("dbname"), QStringLiteral("orders")},
                          {QStringLiteral("user"), role},
                          {QStringLiteral("sslmode"), QStringLiteral("disable")}};
    options.password = [password = lab.password(role)](std::stop_token) { return give(password); };
    options.applicationName = applicationName;
    return std::make_shared<PgLink>(std::move(options));
}

inline QCoro::Task<Result<LentLink>> lendFresh(Lab *lab, QString role, QString applicationName,
                                               std::shared_ptr<PgLink> spare, std::stop_token stop)
{
    LentLink lent{makeLink(*lab, role, applicationName), false, nullptr};
    const Result<void> opened = co_await lent.link->open(QDeadlineTimer(5000), stop);
    if (opened)
        co_return lent;
    if (opened.error().kind == ErrorKind::Full && spare)
        co_return LentLink{spare, true, nullptr};
    co_return std::unexpected(opened.error());
}

inline QCoro::Task<Result<LentLink>> lendPort(Lab *lab, QString applicationName, int port, std::stop_token stop)
{
    LentLink lent{makeLink(*lab, QStringLiteral("lockmaster"), applicationName, port), false, nullptr};
    const Result<void> opened = co_await lent.link->open(QDeadlineTimer(5000), stop);
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return lent;
}

inline QCoro::Task<Result<LentLink>> lendShared(std::shared_ptr<PgLink> link) { co_return LentLink{link, true, nullptr}; }

/// As if it were the monitoring connection; `guard` is held as long as it is lent.
inline QCoro::Task<Result<LentLink>> lendGuarded(std::shared_ptr<PgLink> link, std::shared_ptr<void> guard)
{
    const Result<void> opened = co_await link->open(QDeadlineTimer(5000), {});
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return LentLink{std::move(link), true, std::move(guard)};
}

inline QCoro::Task<Result<LentLink>> lendNothing()
{
    co_return fail(ErrorKind::Network, QStringLiteral("nobody asked for a connection here"));
}

/// A connection of its own for each action; `spare`, when given, serves while the server is full.
inline LinkLender freshLinks(Lab &lab, const QString &role, std::shared_ptr<PgLink> spare = {})
{
    return [lab = &lab, role, spare](QString, QString applicationName, std::stop_token stop) {
        return lendFresh(lab, role, std::move(applicationName), spare, std::move(stop));
    };
}

} // namespace lockmaster::test
