// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Cluster page of a Redis server, fed with values made by hand.
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/cluster/clusterpage.h"
#include "ui/cluster/clustertiles.h"
#include "ui/cluster/slotmap.h"
#include "ui/charts/tile.h"
#include "ui/theme/theme.h"

#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestClusterPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void spansCoverAllSlots()
    {
        const RedisCluster cluster = *clusterState().cluster;
        const auto spans = slotSpans(cluster);
        QCOMPARE(spans.size(), 4u);
        QCOMPARE(spans.front(), (SlotSpan{0, 5460, 0}));
        QCOMPARE(spans[1], (SlotSpan{5461, 5470, -1}));
        QCOMPARE(spans.back().last, kClusterSlots - 1);
        QCOMPARE(uncoveredSlots(cluster), 10);
        QCOMPARE(slotWords(clusterNode(1, {{0, 1}, {7, 7}})), u"0–1, 7"_s);
    }

    void showsTheCluster()
    {
        ShownRedis<ClusterPage> shown;
        shown.take(live(clusterState()));
        QTRY_COMPARE(shown.page.nodes().rowCount(), 6);
        QCOMPARE(shown.page.emptyText(), QString());
        QCOMPARE(cellText(shown.page.nodes(), shown.page.nodes().rowOf(u"node4"_s), u"primary"), u"10.0.2.1:6379"_s);
        QCOMPARE(cellText(shown.page.nodes(), shown.page.nodes().rowOf(u"node1"_s), u"slots"), u"5,461"_s);
        QCOMPARE(cellText(shown.page.nodes(), shown.page.nodes().rowOf(u"node1"_s), u"memory"), u"800 MB"_s); // itself
        QCOMPARE(cellText(shown.page.nodes(), shown.page.nodes().rowOf(u"node2"_s), u"memory"),
                 u"–"_s); // not in the fleet
        QCOMPARE(shown.page.badge(live(clusterState())), u"10"_s);
        QCOMPARE(shown.page.findChild<Tile *>(u"state"_s)->text().state, HealthState::Critical);
        QCOMPARE(namelessControls(shown.page), QStringList());
        QCOMPARE(richLabels(shown.page), QStringList());
    }

    void aHoleOfTheMapIsSeen()
    {
        SlotMap map;
        map.resize(800, 28);
        map.setCluster(clusterState().cluster);
        map.show();
        const int hole = 5461 * 800 / kClusterSlots + 1;
        QCOMPARE(map.wordsAt(hole), u"Slots 5461 to 5470: not served by any node"_s);
        const QColor seen = map.grab().toImage().pixelColor(hole, 10);
        QCOMPARE(seen, Theme::instance().tokens().critical);
        QCOMPARE(map.wordsAt(10), u"Slots 0 to 5460: 10.0.2.1:6379"_s);
        QVERIFY(map.accessibleDescription().startsWith(u"10 slots"));
        QCOMPARE(map.numbers().size(), 3); // the hole has no room for its own
        QCOMPARE(map.numbers().front(), u"0–5460"_s);

        RedisState failed = clusterState();
        failed.cluster->nodes[0].isFailing = true; // of slots 0 to 5460
        map.setCluster(failed.cluster);
        QVERIFY2(map.accessibleDescription().startsWith(u"5,471 slots"), qPrintable(map.accessibleDescription()));
    }

    void saysThatThereIsNoCluster()
    {
        ShownRedis<ClusterPage> shown;
        shown.take(live(redisState()));
        QTRY_VERIFY(shown.page.emptyText().contains(u"Cluster mode is off"));
        RedisState member = redisState();
        member.identity.mode = u"cluster"_s;
        shown.take(hiding(member, {u"CLUSTER INFO"_s}, 1s));
        QTRY_VERIFY(shown.page.emptyText().contains(u"+cluster|info"));
    }

    void aBusyNodeTellsNothing()
    {
        ShownRedis<ClusterPage> shown;
        RedisState busy = bareState(RedisCondition::Busy);
        busy.identity.mode = u"cluster"_s;
        shown.take(live(busy));
        QTRY_COMPARE(shown.page.emptyText(), u"A script holds the server: it answers no question."_s);
        QCOMPARE(shown.page.badge(live(busy)), QString());
        for (const TileText &tile : clusterTiles(live(busy)))
            QCOMPARE(tile.value, u"–"_s);
    }

    void sortsAndFilters()
    {
        ShownRedis<ClusterPage> shown;
        RedisState state = clusterState();
        state.cluster->nodes[5].isFailing = true;
        shown.take(live(state));
        QTRY_COMPARE(shown.page.nodes().rowCount(), 6);
        filter(shown.page, u"Nodes"_s, u"failed"_s);
        QCOMPARE(columnTexts(shown.page.nodes(), u"address"), QStringList{u"10.0.2.6:6379"_s});
        filter(shown.page, u"Nodes"_s, u"primary"_s);
        QCOMPARE(columnTexts(shown.page.nodes(), u"slots"), (QStringList{u"5,461"_s, u"5,452"_s, u"5,461"_s}));
        filter(shown.page, u"Nodes"_s, u"replica"_s);
        QCOMPARE(columnTexts(shown.page.nodes(), u"slots"), QStringList(3, QString())); // they serve none: that is no 0
    }
};

LOCKMASTER_WINDOW_TEST(TestClusterPage)
#include "tst_clusterpage.moc"
