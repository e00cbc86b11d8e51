// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/pgbouncer/pgbouncerfields.h"

#include "model/fields/describe.h"
#include "model/pgbouncer/pgbouncer.h"

namespace lockmaster {

template <>
struct FieldsOf<PgBouncerIdentity> {
    static constexpr auto table = std::tuple{
        field("version", &PgBouncerIdentity::version),
        field("version_number", &PgBouncerIdentity::versionNumber),
        field("is_admin", &PgBouncerIdentity::isAdmin),
        field("user", &PgBouncerIdentity::user),
    };
};

template <>
struct FieldsOf<PgBouncerPool> {
    static constexpr auto table = std::tuple{
        field("database", &PgBouncerPool::database),
        field("user", &PgBouncerPool::user),
        field("mode", &PgBouncerPool::mode),
        field("clients_active", &PgBouncerPool::clientsActive),
        field("clients_waiting", &PgBouncerPool::clientsWaiting),
        field("clients_cancelling", &PgBouncerPool::clientsCancelling),
        field("servers_active", &PgBouncerPool::serversActive),
        field("servers_idle", &PgBouncerPool::serversIdle),
        field("servers_used", &PgBouncerPool::serversUsed),
        field("servers_tested", &PgBouncerPool::serversTested),
        field("servers_login", &PgBouncerPool::serversLogin),
        field("servers_cancelling", &PgBouncerPool::serversCancelling),
        field("longest_wait", &PgBouncerPool::longestWait, Unit::Seconds),
        field("waiting_since", &PgBouncerPool::waitingSince),
        field("other_columns", &PgBouncerPool::others, Secrecy::Words),
    };
};

template <>
struct FieldsOf<PgBouncerDatabase> {
    static constexpr auto table = std::tuple{
        field("name", &PgBouncerDatabase::name),
        field("host", &PgBouncerDatabase::host),
        field("port", &PgBouncerDatabase::port),
        field("server_database", &PgBouncerDatabase::serverDatabase),
        field("pool_size", &PgBouncerDatabase::poolSize),
        field("min_pool_size", &PgBouncerDatabase::minPoolSize),
        field("reserve_pool", &PgBouncerDatabase::reservePool),
        field("mode", &PgBouncerDatabase::mode),
        field("max_connections", &PgBouncerDatabase::maxConnections),
        field("current_connections", &PgBouncerDatabase::currentConnections),
        field("max_clients", &PgBouncerDatabase::maxClients),
        field("current_clients", &PgBouncerDatabase::currentClients),
        field("paused", &PgBouncerDatabase::isPaused),
        field("disabled", &PgBouncerDatabase::isDisabled),
        field("stopped_since", &PgBouncerDatabase::stoppedSince),
        field("other_columns", &PgBouncerDatabase::others, Secrecy::Words),
    };
};

template <>
struct FieldsOf<PgBouncerStats> {
    static constexpr auto table = std::tuple{
        field("database", &PgBouncerStats::database),
        field("transactions", &PgBouncerStats::transactions),
        field("queries", &PgBouncerStats::queries),
        field("bytes_received", &PgBouncerStats::bytesReceived),
        field("bytes_sent", &PgBouncerStats::bytesSent),
        field("transaction", &PgBouncerStats::transactionTime, Unit::Seconds),
        field("query", &PgBouncerStats::queryTime, Unit::Seconds),
        field("wait", &PgBouncerStats::waitTime, Unit::Seconds),
        field("server_assignments", &PgBouncerStats::serverAssignments),
        field("client_parses", &PgBouncerStats::clientParses),
        field("server_parses", &PgBouncerStats::serverParses),
        field("binds", &PgBouncerStats::binds),
        field("client_logins", &PgBouncerStats::clientLogins),
    };
};

template <>
struct FieldsOf<PgBouncerSocket> {
    static constexpr auto table = std::tuple{
        field("database", &PgBouncerSocket::database),
        field("user", &PgBouncerSocket::user),
        field("application", &PgBouncerSocket::application, Secrecy::Words),
        field("state", &PgBouncerSocket::state),
        field("host", &PgBouncerSocket::host),
        field("port", &PgBouncerSocket::port),
        field("local_host", &PgBouncerSocket::localHost),
        field("local_port", &PgBouncerSocket::localPort),
        field("connected", &PgBouncerSocket::connected),
        field("requested", &PgBouncerSocket::requested),
        field("wait", &PgBouncerSocket::wait, Unit::Seconds),
        field("closing", &PgBouncerSocket::isClosing),
        field("address", &PgBouncerSocket::address),
        field("link", &PgBouncerSocket::link),
        field("remote_pid", &PgBouncerSocket::remotePid),
        field("tls", &PgBouncerSocket::tls),
        field("prepared_statements", &PgBouncerSocket::preparedStatements),
        field("id", &PgBouncerSocket::id),
    };
};

template <>
struct FieldsOf<PgBouncerSockets> {
    static constexpr auto table = std::tuple{
        field("taken", &PgBouncerSockets::taken),
        field("all", &PgBouncerSockets::all),
    };
};

template <>
struct FieldsOf<PgBouncerSetting> {
    static constexpr auto table = std::tuple{
        field("value", &PgBouncerSetting::value, Secrecy::Words),
        field("standard", &PgBouncerSetting::standard),
        field("is_changeable", &PgBouncerSetting::isChangeable),
    };
};

template <>
struct FieldsOf<PgBouncerState> {
    static constexpr auto table = std::tuple{
        field("server_now", &PgBouncerState::serverNow),
        field("identity", &PgBouncerState::identity),
        field("pools", &PgBouncerState::pools),
        field("databases", &PgBouncerState::databases),
        field("stats", &PgBouncerState::stats),
        field("clients", &PgBouncerState::clients),
        field("servers", &PgBouncerState::servers),
        field("settings", &PgBouncerState::settings),
        field("lists", &PgBouncerState::lists),
        field("user_pool_sizes", &PgBouncerState::userPoolSizes),
        field("all_paused", &PgBouncerState::isPaused),
        field("all_suspended", &PgBouncerState::isSuspended),
        field("console_commands", &PgBouncerState::consoleCommands),
    };
};

LOCKMASTER_TABLE(PgBouncerIdentity)
LOCKMASTER_TABLE(PgBouncerPool)
LOCKMASTER_TABLE(PgBouncerDatabase)
LOCKMASTER_TABLE(PgBouncerStats)
LOCKMASTER_TABLE(PgBouncerSocket)
LOCKMASTER_TABLE(PgBouncerSockets)
LOCKMASTER_TABLE(PgBouncerSetting)
LOCKMASTER_TABLE(PgBouncerState)

} // namespace lockmaster
