// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/fleet/discovery.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "model/fleet/sameserver.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

struct Place {
    QString host;
    int port = 0;

    [[nodiscard]] bool isUsable() const
    {
        return !host.isEmpty() && plainLine(host) == host && port > 0 && port <= 65535;
    }
    [[nodiscard]] QString text() const { return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port); }
    bool operator==(const Place &) const = default;
};

// "10.0.0.1:6379", "[::1]:6379"
Place placeOf(const QString &address)
{
    const qsizetype colon = address.lastIndexOf(u':');
    if (colon <= 0)
        return {};
    QString host = address.first(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    return {host, address.sliced(colon + 1).toInt()};
}

// What decides whom a connection reaches: replaced by the new place.
bool isOfPlace(const QString &keyword)
{
    return keyword == u"host" || keyword == u"hostaddr" || keyword == u"port";
}

class Finder
{
public:
    Finder(const Target &seed, const Snapshot &snapshot) : m_seed(seed)
    {
        for (const QString &address : addressesOf(&seed, &snapshot))
            m_known.push_back(placeOf(address));
    }

    void add(ServerKind kind, const Place &place)
    {
        if (!place.isUsable() || std::ranges::contains(m_known, place))
            return;
        m_known.push_back(place);
        Target target = m_seed;
        target.kind = kind;
        target.name = place.text();
        std::erase_if(target.parameters, [](const auto &one) { return isOfPlace(one.first); });
        target.parameters.insert(target.parameters.begin(),
                                 {{u"host"_s, place.host}, {u"port"_s, QString::number(place.port)}});
        if (kind != m_seed.kind) {
            target.password = {};
            target.sentinelGroup.clear();
            std::erase_if(target.parameters, [](const auto &one) { return one.first == u"user"; });
        }
        m_found.push_back(std::move(target));
    }

    std::vector<Target> take() { return std::move(m_found); }

private:
    const Target &m_seed;
    std::vector<Place> m_known;
    std::vector<Target> m_found;
};

void findOf(const RedisState &state, Finder &finder)
{
    if (state.cluster) {
        for (const RedisClusterNode &node : state.cluster->nodes) {
            if (!node.isMyself)
                finder.add(ServerKind::Redis, placeOf(node.address));
        }
    }
    finder.add(ServerKind::Redis, {state.replication.primaryHost, state.replication.primaryPort});
    for (const RedisReplica &replica : state.replication.replicas)
        finder.add(ServerKind::Redis, placeOf(replica.address));
}

void findOf(const SentinelState &state, Finder &finder)
{
    for (const SentinelPrimary &primary : state.primaries) {
        finder.add(ServerKind::Redis, placeOf(primary.server.address));
        for (const SentinelPeer &replica : primary.replicas)
            finder.add(ServerKind::Redis, placeOf(replica.address));
        for (const SentinelPeer &sentinel : primary.sentinels)
            finder.add(ServerKind::Sentinel, placeOf(sentinel.address));
    }
}

} // namespace

std::vector<Target> discovered(const Target &seed, const Snapshot &snapshot)
{
    Finder finder(seed, snapshot);
    if (snapshot.redis)
        findOf(*snapshot.redis, finder);
    if (snapshot.sentinel)
        findOf(*snapshot.sentinel, finder);
    return finder.take();
}

bool tellsPlainPorts(const Snapshot &snapshot)
{
    const int reached = placeOf(snapshot.link.address).port;
    if (!snapshot.link.encrypted || !snapshot.redis || !snapshot.redis->cluster || reached == 0)
        return false;
    const auto &nodes = snapshot.redis->cluster->nodes;
    const auto own = std::ranges::find(nodes, true, &RedisClusterNode::isMyself);
    return own != nodes.end() && placeOf(own->address).isUsable() && placeOf(own->address).port != reached;
}

} // namespace lockmaster
