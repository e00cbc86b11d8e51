// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of actions work with: ways to lend the executor a connection.
#pragma once

#include "actions/executor.h"
#include "actions/plan/statements.h"
#include "lab/lab.h"
#include "lab/labclient.h"
#include "link/postgres/pglink.h"

#include <QTest>

#include <memory>

namespace lockmaster::test {

inline QCoro::Task<Result<QString>> give(QString password)
{
    co_return password;
}

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
    LentLink lent{{.postgres = makeLink(*lab, role, applicationName)}, false, nullptr};
    const Result<void> opened = co_await lent.link.postgres->open(QDeadlineTimer(5000), stop);
    if (opened)
        co_return lent;
    if (opened.error().kind == ErrorKind::Full && spare)
        co_return LentLink{{.postgres = spare}, true, nullptr};
    co_return std::unexpected(opened.error());
}

inline QCoro::Task<Result<LentLink>> lendPort(Lab *lab, QString applicationName, int port, std::stop_token stop)
{
    LentLink lent{{.postgres = makeLink(*lab, QStringLiteral("lockmaster"), applicationName, port)}, false, nullptr};
    const Result<void> opened = co_await lent.link.postgres->open(QDeadlineTimer(5000), stop);
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return lent;
}

inline QCoro::Task<Result<LentLink>> lendShared(std::shared_ptr<PgLink> link)
{
    co_return LentLink{{.postgres = link}, true, nullptr};
}

/// As if it were the monitoring connection; `guard` is held as long as it is lent.
inline QCoro::Task<Result<LentLink>> lendGuarded(std::shared_ptr<PgLink> link, std::shared_ptr<void> guard)
{
    const Result<void> opened = co_await link->open(QDeadlineTimer(5000), {});
    if (!opened)
        co_return std::unexpected(opened.error());
    co_return LentLink{{.postgres = std::move(link)}, true, std::move(guard)};
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
