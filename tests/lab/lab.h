// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Real servers on free loopback ports in a temporary folder, up when start() returns, gone without trace when the lab
// is destroyed or its process dies. Belongs to one thread; every call blocks.
#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "lab/process/certificate.h"
#include "lab/fleetfile.h"
#include "lab/process/labfolder.h"
#include "lab/laboptions.h"
#include "lab/postgres/pgbouncerserver.h"
#include "lab/postgres/postgresserver.h"
#include "lab/redis/labcluster.h"
#include "lab/redis/redisserver.h"
#include "lab/postgres/roles.h"

namespace lockmaster {

class Lab
{
public:
    explicit Lab(LabOptions options = {});
    ~Lab();
    Lab(const Lab &) = delete;
    Lab &operator=(const Lab &) = delete;

    /// Once. When it fails, what was up already goes with the lab.
    Result<void> start();
    /// start() in its three steps, for who shows the first server while the others start. After prepare() every server
    /// has its port, which is kept for it, and fleetFile() names them all.
    Result<void> prepare();
    Result<void> startPrimary();
    Result<void> startOthers();

    [[nodiscard]] const LabOptions &options() const { return m_options; }
    [[nodiscard]] const QString &folder() const { return m_folder->path(); }
    [[nodiscard]] const Certificate &certificate() const { return m_certificate; }

    PostgresServer &primary() { return *m_primary; }
    /// 1 or 2; 3: cascaded
    PostgresServer &standby(int number) { return *m_standbys[static_cast<std::size_t>(number - 1)]; }
    [[nodiscard]] bool hasStandby(int number) const { return static_cast<std::size_t>(number) <= m_standbys.size(); }
    PgBouncerServer &pgbouncer() { return *m_pgbouncer; }
    RedisServer &redisPrimary() { return *m_redis[0]; }
    [[nodiscard]] const RedisServer &redisPrimary() const { return *m_redis[0]; }
    RedisServer &redisReplica() { return *m_redis[1]; }
    RedisServer &sentinel(int number) { return *m_redis[static_cast<std::size_t>(number + 1)]; } ///< 1 to 3
    RedisServer &valkey() { return *m_valkey; }
    LabCluster &cluster() { return *m_cluster; }

    /// exec() and value() of the primary.
    Result<SqlTable> exec(const QString &sql) { return m_primary->exec(sql); }
    QString value(const QString &sql) { return m_primary->value(sql); }

    [[nodiscard]] QString password(const QString &role) const { return m_roles.password(role); }
    [[nodiscard]] QString passwordFile(const QString &role) const;

    /// A URL without password, TLS fully verified: of the primary, or of any server.
    [[nodiscard]] QString url(const QString &role = QStringLiteral("lockmaster")) const
    {
        return url(*m_primary, role);
    }
    [[nodiscard]] QString url(const PostgresServer &server, const QString &role = QStringLiteral("lockmaster")) const;

    /// A URL without password of a Redis server, by its TLS port when options() say so and it has one.
    [[nodiscard]] QString redisUrl(const RedisServer &server, const QString &role = QStringLiteral("lockmaster")) const;

    /// For libpq: an application's connection straight to the primary, without TLS, with its password.
    [[nodiscard]] QString conninfo(const QString &role, const QString &applicationName) const;

    /// As conninfo(), through PgBouncer when the lab has one.
    [[nodiscard]] QString applicationConninfo(const QString &role, const QString &applicationName) const;

    /// The fleet of this lab as a file, monitored as `role`, passwords by command. Written anew by each call. Which
    /// servers it names is said by options().
    [[nodiscard]] Result<QString> fleetFile(const QString &role = QStringLiteral("lockmaster")) const;

    /// Stops a standby, copies it anew from the primary and starts it: whatever it has become, it follows again.
    Result<void> rebuildStandby(int number);

    /// Ends sessions of the primary and returns when they are gone.
    Result<void> endSessions(const std::vector<int> &pids);

private:
    void makeServers();
    Result<void> configureServers();
    Result<void> configureRedis();
    void tell(const QString &server) const;
    Result<void> startStandbys();
    Result<void> startStandby(int number);
    PostgresServer &upstreamOf(int number) { return number == 3 ? standby(1) : primary(); }
    Result<void> startPgBouncer();
    Result<void> startRedis();
    Result<void> startValkey();
    Result<void> startCluster();
    Result<void> waitForRedis();
    [[nodiscard]] QString conninfo(const QString &role, const QString &applicationName, int port) const;
    Result<void> writePasswords() const;
    [[nodiscard]] std::vector<FleetEntry> postgresEntries(const QString &role) const;
    [[nodiscard]] std::vector<FleetEntry> pgbouncerEntries(const QString &role) const;
    [[nodiscard]] std::vector<FleetEntry> redisEntries(const QString &role) const;
    [[nodiscard]] std::vector<FleetEntry> sentinelEntries() const;

    LabOptions m_options;
    Roles m_roles;
    std::unique_ptr<LabFolder> m_folder; ///< before the servers: destroyed after them
    Certificate m_certificate;
    std::unique_ptr<PostgresServer> m_primary;
    std::vector<std::unique_ptr<PostgresServer>> m_standbys;
    std::unique_ptr<PgBouncerServer> m_pgbouncer;
    std::vector<std::unique_ptr<RedisServer>> m_redis; ///< primary, replica, Sentinels
    std::unique_ptr<RedisServer> m_valkey;
    std::unique_ptr<LabCluster> m_cluster;
};

} // namespace lockmaster
