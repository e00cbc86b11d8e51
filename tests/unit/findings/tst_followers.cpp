// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which target streams from which: over TCP and over Unix sockets, in chains, and when it is not told.
#include "diagnosis/replication/followers.h"
#include "harness/testprogram.h"
#include "model/postgres/postgres.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kNoPort = 0;

WalSender walreceiver(int pid, const QString &client)
{
    WalSender sender;
    sender.pid = pid;
    sender.application = u"walreceiver"_s;
    sender.client = client;
    sender.state = u"streaming"_s;
    sender.replied = ServerTime(1s);
    sender.replayed = 1;
    return sender;
}

/// A server on 127.0.0.1; of a standby the port of its upstream, and the host by which it is reached.
SnapshotPtr serverOn(int port, std::vector<WalSender> senders, int upstream = kNoPort, const QString &host = {})
{
    Replication here;
    here.senders = std::move(senders);
    here.inRecovery = upstream != kNoPort;
    if (here.inRecovery) {
        here.receiver.emplace();
        here.receiver->status = u"streaming"_s;
        here.receiver->senderHost = host;
        here.receiver->senderPort = upstream;
    }
    auto state = std::make_shared<PostgresState>();
    state->identity.systemIdentifier = 7001;
    state->identity.serverAddress = u"127.0.0.1"_s;
    state->identity.serverPort = port;
    state->replication = std::make_shared<const Replication>(here);
    Snapshot snapshot;
    snapshot.target = QString::number(port);
    snapshot.link.phase = LinkPhase::Live;
    snapshot.postgres = std::move(state);
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

/// "5002 from 5001", as often as there are.
QStringList tied(const Snapshots &all)
{
    QStringList lines;
    for (const Follower &one : followersOf(all))
        lines << u"%1 from %2"_s.arg(one.standby->target, one.upstream.snapshot->target);
    lines.sort();
    return lines;
}

const QString kFolder = u"/run/postgresql"_s;

} // namespace

class TestFollowers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChainOverUnixSockets()
    {
        const SnapshotPtr primary = serverOn(5001, {walreceiver(1, u"local"_s)});
        const SnapshotPtr middle = serverOn(5002, {walreceiver(2, u"local"_s)}, 5001, kFolder);
        const SnapshotPtr last = serverOn(5003, {}, 5002, kFolder);
        QCOMPARE(tied({primary, nullptr, middle, last}), (QStringList{u"5002 from 5001"_s, u"5003 from 5002"_s}));
    }

    void aReceiverBesidesIsNotTheStandby()
    {
        WalSender receiver = walreceiver(2, u"local"_s);
        receiver.replayed.reset();
        const SnapshotPtr primary = serverOn(5001, {walreceiver(1, u"local"_s), receiver});
        const SnapshotPtr standby = serverOn(5002, {}, 5001, kFolder);
        const std::vector<Follower> followers = followersOf({primary, standby});
        QCOMPARE(followers.size(), 1U);
        QCOMPARE(followers.front().upstream.sender->pid, 1);
    }

    void whatMayBeAnotherIsNotGuessed_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"two senders", "over TCP", "another port", "another slot", "two standbys", "a name"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatMayBeAnotherIsNotGuessed()
    {
        QFETCH(QString, what);
        WalSender sender = walreceiver(1, what == u"over TCP" ? u"10.0.0.9"_s : u"local"_s);
        if (what == u"another slot")
            sender.slot = u"of_somebody"_s;
        std::vector<WalSender> senders{sender};
        if (what == u"two senders")
            senders.push_back(walreceiver(2, u"local"_s));
        const int upstream = what == u"another port" ? 5009 : 5001;
        const QString host = what == u"a name" ? u"db1.example"_s : kFolder; // which may be any server
        Snapshots all{serverOn(5001, senders), serverOn(5002, {}, upstream, host)};
        if (what == u"two standbys")
            all.push_back(serverOn(5003, {}, upstream, host));
        QCOMPARE(tied(all), QStringList());
    }

    void whoIsKnownLeavesTheOther()
    {
        WalSender named = walreceiver(1, u"local"_s);
        named.slot = u"s1"_s;
        const SnapshotPtr primary = serverOn(5001, {named, walreceiver(2, u"local"_s)});
        const SnapshotPtr other = serverOn(5003, {}, 5001, kFolder);
        Snapshot bySlot = *serverOn(5002, {}, 5001, kFolder);
        auto state = std::make_shared<PostgresState>(*bySlot.postgres);
        Replication here = *state->replication;
        here.receiver->slot = u"s1"_s;
        state->replication = std::make_shared<const Replication>(here);
        bySlot.postgres = state;
        QCOMPARE(tied({primary, other, std::make_shared<const Snapshot>(bySlot)}),
                 (QStringList{u"5002 from 5001"_s, u"5003 from 5001"_s}));
    }
};

LOCKMASTER_TEST(TestFollowers)
#include "tst_followers.moc"
