// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The servers of a lab as a fleet.
#include "lab/lab.h"

#include "lab/fleetfile.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

Result<QString> Lab::fleetFile(const QString &role) const
{
    std::vector<FleetEntry> entries = postgresEntries(role);
    if (m_options.fleetKinds == FleetKinds::All) {
        for (const auto &more : {pgbouncerEntries(role), redisEntries(role), sentinelEntries()}) {
            entries.insert(entries.end(), more.begin(), more.end());
        }
    }
    const QString name = u"fleet-%1.yaml"_s.arg(role);
    return m_folder->write(name, fleetYaml(entries).toUtf8()).transform([&] { return m_folder->filePath(name); });
}

std::vector<FleetEntry> Lab::postgresEntries(const QString &role) const
{
    const QString secret = passwordFile(role);
    std::vector<FleetEntry> entries{{m_primary->name(), url(role), u"production"_s, secret}};
    for (const auto &standby : m_standbys) {
        entries.push_back({standby->name(), url(*standby, role), u"staging"_s, secret});
    }
    return entries;
}

std::vector<FleetEntry> Lab::pgbouncerEntries(const QString &role) const
{
    if (!m_pgbouncer) {
        return {};
    }
    const QString console = u"pgbouncer://%1@127.0.0.1:%2/pgbouncer"_s.arg(role).arg(m_pgbouncer->port());
    return {{u"pgbouncer"_s, console, u"production"_s, passwordFile(role)}};
}

QString Lab::redisUrl(const RedisServer &server, const QString &role) const
{
    if (m_options.redisOverTls && server.tlsPort() != 0) {
        return u"rediss://%1@127.0.0.1:%2?sslrootcert=%3"_s.arg(role, QString::number(server.tlsPort()),
                                                                m_certificate.authority);
    }
    return u"redis://%1@127.0.0.1:%2"_s.arg(role).arg(server.port());
}

std::vector<FleetEntry> Lab::redisEntries(const QString &role) const
{
    const QString secret = passwordFile(role);
    std::vector<FleetEntry> entries;
    if (!m_redis.empty()) {
        entries.push_back({m_redis[0]->name(), redisUrl(*m_redis[0], role), u"production"_s, secret});
        entries.push_back({m_redis[1]->name(), redisUrl(*m_redis[1], role), u"staging"_s, secret});
    }
    if (m_valkey) {
        entries.push_back({m_valkey->name(), redisUrl(*m_valkey, role), u"staging"_s, secret, u"sessions"_s});
    }
    if (m_cluster) {
        const QString seed = u"redis://%1@127.0.0.1:%2"_s.arg(role).arg(m_cluster->node(1).port());
        entries.push_back({m_cluster->node(1).name(), seed, u"production"_s, secret, u"cache-cluster"_s});
    }
    return entries;
}

std::vector<FleetEntry> Lab::sentinelEntries() const
{
    std::vector<FleetEntry> entries;
    for (std::size_t i = 2; i < m_redis.size(); ++i) { // no user: a Sentinel has one password
        const QString url = u"sentinel://127.0.0.1:%1"_s.arg(m_redis[i]->port());
        entries.push_back({m_redis[i]->name(), url, u"production"_s, passwordFile(u"lockmaster"_s)});
    }
    return entries;
}

} // namespace lockmaster
