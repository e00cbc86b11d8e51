// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/redis/labcluster.h"

#include "lab/process/processes.h"

#include <algorithm>

namespace lockmaster {

using namespace Qt::StringLiterals;

using namespace std::chrono_literals;

namespace {

constexpr int kSlots = 16384;

void forget(const QByteArray &) {}

} // namespace

LabCluster::LabCluster(const LabFolder &folder, const Roles &roles)
{
    for (int number = 1; number <= kNodes; ++number) {
        m_nodes.push_back(std::make_unique<RedisServer>(folder, u"cluster-%1"_s.arg(number), roles));
    }
}

Result<void> LabCluster::create()
{
    Result<void> done;
    for (const auto &one : m_nodes) {
        done = done.and_then([&] { return one->createClusterNode(); });
    }
    return done;
}

Result<void> LabCluster::start()
{
    Result<void> done;
    for (const auto &one : m_nodes) {
        done = done.and_then([&] { return one->start(); });
    }
    for (int number = 1; number <= kNodes; ++number) { // epochs before the nodes know each other, as Redis demands
        done = done.and_then([&] { return node(number).order(u"CLUSTER SET-CONFIG-EPOCH %1"_s.arg(number)); })
                   .and_then([&](const QByteArray &) { return assignSlots(number); });
    }
    for (int number = 2; number <= kNodes; ++number) {
        const QString meet = u"CLUSTER MEET 127.0.0.1 %1 %2"_s.arg(node(number).port()).arg(node(number).busPort());
        done = done.and_then([&] { return node(1).order(meet).transform(forget); });
    }
    return done;
}

Result<void> LabCluster::assignSlots(int number)
{
    if (number > kMasters) {
        return {};
    }
    QString add = u"CLUSTER ADDSLOTS"_s; // its short form is of Redis 7
    for (int slot = (number - 1) * kSlots / kMasters; slot < number * kSlots / kMasters; ++slot) {
        add += u' ' + QString::number(slot);
    }
    return node(number).order(add).transform(forget);
}

bool LabCluster::knowAll()
{
    return std::ranges::all_of(m_nodes, [](const auto &one) {
        const QByteArray known = one->ask(u"CLUSTER NODES"_s);
        return known.count(" connected") == kNodes && !known.contains("handshake");
    });
}

Result<void> LabCluster::finish()
{
    if (!waitUntil([this] { return knowAll(); }, 20s)) {
        return fail(ErrorKind::Starting, u"the nodes of the Redis Cluster did not find each other"_s,
                    QString::fromUtf8(node(1).ask(u"CLUSTER NODES"_s)));
    }
    Result<void> done;
    for (int number = kMasters + 1; number <= kNodes; ++number) {
        const QByteArrayList id = node(number - kMasters).ask(u"CLUSTER MYID"_s).split('\n'); // +OK, its length, the id
        const QString replicate = u"CLUSTER REPLICATE %1"_s.arg(QString::fromLatin1(id.value(2).trimmed()));
        done = done.and_then([&] { return node(number).order(replicate).transform(forget); });
    }
    return done.and_then([this] { return untilWhole(); });
}

bool LabCluster::isWhole()
{
    return std::ranges::all_of(m_nodes, [](const auto &one) {
        const QByteArray cluster = one->ask(u"CLUSTER INFO"_s);
        const QByteArray replication = one->ask(u"INFO replication"_s);
        const QByteArray known = one->ask(u"CLUSTER NODES"_s); // a node hears by gossip that another became a replica
        return cluster.contains("cluster_state:ok") && cluster.contains("cluster_slots_ok:16384")
               && known.count("slave ") == kNodes - kMasters
               && (replication.contains("role:master") ? replication.contains("connected_slaves:1")
                                                       : replication.contains("master_link_status:up"));
    });
}

Result<void> LabCluster::untilWhole()
{
    return waitUntil([this] { return isWhole(); }, 30s) ? Result<void>()
                                                        : fail(ErrorKind::Starting, u"the Redis Cluster is not whole"_s,
                                                               QString::fromUtf8(node(1).ask(u"CLUSTER NODES"_s)));
}

} // namespace lockmaster
