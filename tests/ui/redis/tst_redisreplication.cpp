// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Replication page of a Redis server.
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/actions/offers/rowactions.h"
#include "ui/common/notices/notestrip.h"
#include "ui/common/table/tableframe.h"
#include "ui/common/table/tableview.h"
#include "ui/redis/membersstrip.h"
#include "ui/redis/replication/redisreplicationpage.h"
#include "ui/redis/replication/replicationtiles.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestRedisReplication : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void showsReplicas()
    {
        ShownRedis<RedisReplicationPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.replicas().rowCount(), 2);
        const auto &model = shown.page.replicas();
        const int row = model.rowOf(u"10.0.0.6:6379"_s);
        QCOMPARE(cellText(model, row, u"behind"), u"1.0 kB"_s);
        QCOMPARE(cellText(model, row, u"target"), kCacheReplica);
        QCOMPARE(cellText(model, model.rowOf(u"10.0.0.9:6379"_s), u"behind"), u"–"_s);
        QCOMPARE(cellText(model, row, u"acknowledged"), u"1 s"_s);
        QCOMPARE(cellText(model, model.rowOf(u"10.0.0.9:6379"_s), u"acknowledged"), u"–"_s);
        QVERIFY(shown.page.primaryText().isEmpty());
    }

    void aReplicaCanBeMadeThePrimary()
    {
        ShownRedis<RedisReplicationPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.replicas().rowCount(), 2);
        QAction *failover = shown.page.actionsOfRows().find(u"redis.failover");
        QVERIFY(failover);
        auto &view = shown.page.frame().view();
        view.setCurrentIndex(view.model()->index(shown.page.replicas().rowOf(u"10.0.0.6:6379"_s), 0));
        QCOMPARE(failover->text(), u"Make it the primary…"_s);
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        failover->trigger();
        QCOMPARE(asked.front().front().value<ActionRequest>().arguments,
                 (QJsonObject{{u"candidate"_s, u"10.0.0.6:6379"_s}}));
    }

    void offersMembersThatAreNotInTheFleet()
    {
        ShownRedis<RedisReplicationPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.members()->note().headline, u"The server names 1 other that is not in the fleet"_s);
        QCOMPARE(shown.page.members()->note().words, u"10.0.0.9:6379"_s);
        QVERIFY(shown.page.members()->lines().contains(u"url: \"redis://10.0.0.9:6379\""));
        press(*shown.page.members(), u"Lines for the fleet file…");
        const auto *text = shown.page.members()->findChild<QPlainTextEdit *>();
        QVERIFY(text && text->toPlainText() == shown.page.members()->lines());
        shown.take(hiding(redisState(), {u"CLIENT LIST"_s, u"CLUSTER NODES"_s}, 1s));
        QTRY_COMPARE(shown.page.members()->note().headline,
                     u"The server names at least 1 other that is not in the fleet; CLUSTER NODES is hidden"_s);
        RedisState alone = redisState();
        alone.replication.replicas.pop_back();
        shown.take(live(alone, 2s));
        QTRY_VERIFY(!shown.page.members()->isVisible());
    }

    void doubtsPortsThatAClusterTellsWithoutTls()
    {
        ShownRedis<RedisReplicationPage> shown;
        RedisState state = redisState();
        RedisClusterNode myself;
        myself.isMyself = true;
        myself.address = u"10.0.0.5:6300"_s; // reached at 6379
        state.cluster = RedisCluster{};
        state.cluster->nodes = {myself};
        Snapshot snapshot = live(state);
        snapshot.link.encrypted = true;
        shown.take(snapshot);
        QTRY_VERIFY(shown.page.members()->note().words.contains(u"tls-cluster"));
        QVERIFY(shown.page.members()->lines().startsWith(u"# The nodes tell their plain port"));
    }

    void tellsWhatThePrimarySays()
    {
        ShownRedis<RedisReplicationPage> shown;
        shown.page.setTarget(kCacheReplica);
        shown.take(live(replicaState(), 0s, kCacheReplica));
        QTRY_VERIFY(shown.page.primaryText().contains(u"is not in this fleet"));
        shown.take(live(redisState()));
        shown.take(live(replicaState(), 1s, kCacheReplica));
        QTRY_COMPARE(shown.page.primaryText(), u"cache-1 says: online, 1.0 kB behind, last answer 1 s ago."_s);
        RedisState prompt = redisState();
        prompt.replication.replicas.front().lag = 0s;
        shown.take(live(prompt, 2s));
        shown.take(live(replicaState(), 2s, kCacheReplica));
        QTRY_VERIFY2(shown.page.primaryText().endsWith(u"last answer < 1 s ago."),
                     qPrintable(shown.page.primaryText()));
    }

    void tellsTheLinkOfAReplica()
    {
        RedisState state = replicaState();
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"link").value, u"Up"_s);
        state.replication.isLinkUp = false;
        state.replication.linkDownFor = 90s;
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"link").note, u"for 1 m 30 s"_s);
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"link").state, HealthState::Critical);
        state.replication.isSyncing = true;
        state.replication.syncBytesLeft = 1048576;
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"link").note, u"1.0 MB left"_s);
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"link").state, HealthState::Warning);
        state.replication = {.primaryHost = u"10.0.0.5"_s, .primaryPort = 6379};
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"link").value, u"–"_s);
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"offset").value, u"–"_s);
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"backlog").value, u"–"_s);
    }

    void withoutReplicasNothingIsBehind()
    {
        ShownRedis<RedisReplicationPage> shown;
        RedisState state = redisState();
        state.replication.replicas.clear();
        shown.take(live(state));
        QTRY_VERIFY(
            shown.page.findChild<TableView *>()->accessibleDescription().startsWith(u"No replica is connected"));
        QCOMPARE(tileOf(judged(replicationTiles, live(state)), u"link").value, u"–"_s);
    }

    void offsetsAreReadable()
    {
        ShownRedis<RedisReplicationPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.replicas().rowCount(), 2);
        const auto &model = shown.page.replicas();
        QCOMPARE(cellText(model, model.rowOf(u"10.0.0.6:6379"_s), u"offset"), u"881,203,197"_s);
    }
};

LOCKMASTER_WINDOW_TEST(TestRedisReplication)
#include "tst_redisreplication.moc"
