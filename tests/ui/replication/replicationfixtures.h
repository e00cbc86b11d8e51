// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Replication page, and a primary with standbys as values.
#pragma once

#include <QTest>

#include "harness/observed.h"
#include "fixtures.h"
#include "watch/momentbus.h"
#include "ui/common/rows/tablemodel.h"
#include "ui/replication/replicationpage.h"
#include "ui/replication/topologyview.h"
#include "ui/replication/topologywords.h"

namespace lockmaster::fixtures {

using namespace Qt::StringLiterals;

inline constexpr Lsn kHere = 0x1E0000000;

inline WalSender sender(int pid, const QString &name, std::int64_t behind = 0)
{
    WalSender made;
    made.pid = pid;
    made.application = made.slot = name;
    made.client = u"10.0.0.6"_s;
    made.state = u"streaming"_s;
    made.syncState = u"async"_s;
    made.sent = made.written = made.flushed = kHere;
    made.replayed = kHere - static_cast<Lsn>(behind);
    return made;
}

inline ReplicationSlot slot(const QString &name, bool isActive)
{
    ReplicationSlot made;
    made.name = name;
    made.isActive = isActive;
    made.restart = kHere - 5'000'000;
    made.retainedBytes = 5'000'000;
    made.walStatus = u"reserved"_s;
    return made;
}

inline PostgresState server(Replication replication, const QString &cluster, int port)
{
    PostgresState made = state(4); // of which there is nothing to say
    made.identity.systemIdentifier = 7001;
    made.identity.clusterName = cluster;
    made.identity.serverAddress = u"10.0.0.5"_s;
    made.identity.serverPort = port;
    made.identity.canSeeAll = true;
    made.identity.inRecovery = replication.inRecovery;
    replication.here = kHere;
    made.replication = std::make_shared<const Replication>(std::move(replication));
    return made;
}

inline Replication primary()
{
    Replication made;
    made.timeline = 1;
    made.senders = {sender(71, u"orders_replica"_s, 10 << 20), sender(72, u"report"_s)};
    made.senders.front().unreplayedSince = kNow - 11s;
    made.slotsKept = {slot(u"gone"_s, false), slot(u"orders_replica"_s, true), slot(u"report"_s, true)};
    return made;
}

inline Replication standby()
{
    Replication made;
    made.inRecovery = true;
    made.timeline = 1;
    made.replayed = kHere;
    made.applyDelay = u"0"_s;
    made.receiver.emplace();
    made.receiver->status = u"streaming"_s;
    made.receiver->slot = u"orders_replica"_s;
    made.receiver->senderHost = u"10.0.0.5"_s;
    made.receiver->senderPort = 5432;
    made.receiver->timeline = 1;
    return made;
}

inline PostgresState copied(PostgresState original)
{
    original.identity.started = kNow - 30min;
    return original;
}

/// The tree as text: two blanks a level.
inline QString picture(const std::vector<TopologyNode> &nodes)
{
    QString lines;
    for (const TopologyNode &node : nodes) {
        const QString link = nodeLinkText(node);
        lines += u"\n"_s + QString(node.depth * 2, u' ') + nodeName(node) + (node.isThis ? u"*"_s : QString()) + u": "_s
                 + nodeRoleText(node) + (link.isEmpty() ? QString() : u", "_s + link);
    }
    return lines;
}

/// A Replication page with its fleet, and servers to show there.
class ReplicationTest : public QObject
{
protected:
    std::unique_ptr<MomentBus> m_bus;
    std::unique_ptr<ReplicationPage> m_page;

    void take(PostgresState state, const QString &target = kTarget, std::chrono::seconds after = 0s)
    {
        Snapshot snapshot = live(std::move(state), after, target);
        snapshot.samples.push_back({u"rate(lockmaster_wal_bytes_total[1m])"_s, 1'000'000});
        snapshot.samples.push_back(
            {u"deriv(lockmaster_replication_lag_bytes{application_name=\"orders_replica\",pid=\"71\"}[15s])"_s,
             -1'048'576});
        observe(*m_bus, share(std::move(snapshot)));
    }
    QString cell(const TableModel &table, int row, const char *column) const
    {
        return table.cell(row, table.columnOf(QString::fromLatin1(column))).text;
    }
    void both()
    {
        take(server(standby(), u"orders_replica"_s, 5433), kReadOnlyTarget);
        take(server(primary(), u"orders"_s, 5432));
        QTRY_VERIFY(!m_page->topologyView().nodes().empty());
    }

    void open()
    {
        m_bus = std::make_unique<MomentBus>(fleet());
        m_page = std::make_unique<ReplicationPage>(*m_bus);
        m_page->resize(1200, 800);
        m_page->setTarget(kTarget);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void close()
    {
        m_page.reset();
        m_bus.reset();
    }
};

} // namespace lockmaster::fixtures
