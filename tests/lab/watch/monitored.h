// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of the link and the engine share: the lab's primary as a target, and its password.
#pragma once

#include <QFile>

#include "lab/lab.h"
#include "link/postgres/pglink.h"
#include "model/target.h"

namespace lockmaster {

inline QCoro::Task<Result<QString>> givenPassword(QString password, std::stop_token)
{
    co_return password;
}

inline PasswordProvider passwordOf(const QString &password)
{
    return [password](std::stop_token stop) { return givenPassword(password, stop); };
}

/// The lab's primary, monitored as `role`, over TLS that is fully verified.
inline Target targetOf(const Lab &lab, const PostgresServer &server, const QString &role = QStringLiteral("lockmaster"))
{
    Target target;
    target.name = server.name();
    target.environment = Environment::Development;
    target.parameters = {{QStringLiteral("host"), QStringLiteral("127.0.0.1")},
                         {QStringLiteral("port"), QString::number(server.port())},
                         {QStringLiteral("dbname"), QStringLiteral("orders")},
                         {QStringLiteral("user"), role},
                         {QStringLiteral("sslmode"), QStringLiteral("verify-full")},
                         {QStringLiteral("sslrootcert"), lab.certificate().authority}};
    return target;
}

/// The console of the lab's PgBouncer. `role` lockmaster may look, pgbouncer_admin may do everything.
inline Target targetOf(const PgBouncerServer &server, const QString &role = QStringLiteral("lockmaster"))
{
    Target target;
    target.name = QStringLiteral("pgbouncer");
    target.kind = ServerKind::PgBouncer;
    target.environment = Environment::Development;
    target.parameters = {{QStringLiteral("host"), QStringLiteral("127.0.0.1")},
                         {QStringLiteral("port"), QString::number(server.port())},
                         {QStringLiteral("dbname"), QStringLiteral("pgbouncer")},
                         {QStringLiteral("user"), role},
                         {QStringLiteral("sslmode"), QStringLiteral("disable")}};
    return target;
}

/// A Redis or Valkey server of the lab, or a node of its cluster, without TLS.
inline Target targetOf(const RedisServer &server, const QString &role = QStringLiteral("lockmaster"))
{
    Target target;
    target.name = server.name();
    target.kind = ServerKind::Redis;
    target.environment = Environment::Development;
    target.parameters = {{QStringLiteral("host"), QStringLiteral("127.0.0.1")},
                         {QStringLiteral("port"), QString::number(server.port())},
                         {QStringLiteral("user"), role},
                         {QStringLiteral("sslmode"), QStringLiteral("disable")}};
    return target;
}

/// A Sentinel of the lab: it has one password and no users.
inline Target sentinelTargetOf(const RedisServer &server)
{
    Target target = targetOf(server);
    target.kind = ServerKind::Sentinel;
    std::erase_if(target.parameters, [](const auto &one) { return one.first == QStringLiteral("user"); });
    return target;
}

inline PgLinkOptions optionsOf(const Lab &lab, const Target &target)
{
    return {target.name, target.parameters, passwordOf(lab.password(parameter(target.parameters, u"user"))),
            QStringLiteral("lockmaster")};
}

} // namespace lockmaster
