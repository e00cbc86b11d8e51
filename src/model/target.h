// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One monitored server and how to reach it. Plain values; a password is never among them.
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <utility>
#include <vector>

#include "model/serverkind.h"

namespace lockmaster {

enum class Environment { Production, Staging, Development };

/// Where the password comes from when the server asks for one.
struct PasswordSource {
    enum class Kind {
        None,        ///< libpq's own ways: ~/.pgpass, PGPASSWORD
        Keyring,     ///< argument: the keyring's key; empty means the target's name
        Environment, ///< argument: name of the variable
        Command,     ///< argument: shell command whose first line of output is the password
        Url,         ///< it stood in the URL of the command line; argument empty, see fleet/secrets/secrets.h
        Service,     ///< argument: the connection service that has it
    };
    Kind kind = Kind::None;
    QString argument;

    bool operator==(const PasswordSource &) const = default;
};

/// libpq keywords and values (host, port, user, dbname, sslmode, …), in order, without password. Redis and Sentinel
/// use the same words: user is the ACL user, dbname the number of the database.
using PgParameters = std::vector<std::pair<QString, QString>>;

struct Target {
    QString name; ///< unique in the fleet; the stable id everywhere
    ServerKind kind = ServerKind::PostgreSql;
    QString group;
    Environment environment = Environment::Production; ///< not stated means production: the careful guess
    QMap<QString, QString> labels;
    bool readOnly = false; ///< no action is ever offered
    PasswordSource password;
    PgParameters parameters;
    QString sentinelGroup; ///< of a Sentinel: the only group that is looked at; empty: all

    bool operator==(const Target &) const = default;
};

struct Fleet {
    std::vector<Target> targets;

    bool operator==(const Fleet &) const = default;
};

/// The value of a keyword, empty when it is not set.
QString parameter(const PgParameters &parameters, QStringView keyword);

/// "host:port/dbname" for people, without the database that is the usual one, of a Sentinel with the group; a socket
/// directory is shown as it is, and of several places each: "host:port,host:port/dbname".
QString endpoint(const Target &target);

/// Stable words: "production", "staging", "development".
QString environmentName(Environment environment);

} // namespace lockmaster
