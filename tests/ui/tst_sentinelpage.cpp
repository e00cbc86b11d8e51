// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of a Sentinel and of a cluster's node, fed with values made by hand.
#include "pagechecks.h"
#include "redisfixtures.h"

#include "ui/cluster/clusterpage.h"
#include "ui/cluster/clustertiles.h"
#include "ui/cluster/slotmap.h"
#include "ui/common/notestrip.h"
#include "ui/common/tableview.h"
#include "ui/overview/tile.h"
#include "ui/redis/membersstrip.h"
#include "ui/sentinel/sentinelpage.h"
#include "ui/sentinel/sentinelwords.h"
#include "ui/theme/theme.h"

#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

template <class Kind>
struct Shown {
    explicit Shown(const QString &target)
    {
        page.resize(1100, 700);
        page.setTarget(target);
        page.show();
    }
    void take(Snapshot snapshot) { bus.take(share(std::move(snapshot))); }
    MomentBus bus{redisFleet()};
    Kind page{bus};
};

QString cellText(const TableModel &model, int row, QStringView column)
{
    return model.cell(row, model.columnOf(column)).text;
}

} // namespace

class TestSentinelPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void showsGroupsAndPeers()
    {
        Shown<SentinelPage> shown(kSentinel);
        shown.take(live(sentinelState()));
        QTRY_COMPARE(shown.page.groups().rowCount(), 1);
        QCOMPARE(cellText(shown.page.groups(), 0, u"quorum"), u"2 of 3, reachable"_s);
        QCOMPARE(cellText(shown.page.groups(), 0, u"sentinels"), u"1 / 2"_s);
        QCOMPARE(cellText(shown.page.groups(), 0, u"last_ok_ping"), u"410 ms"_s);
        QCOMPARE(cellText(shown.page.groups(), 0, u"target"), kCache);
        QCOMPARE(shown.page.peers().rowCount(), 3);
        QVERIFY(!shown.page.tilt().isVisible());
        QVERIFY(!shown.page.dissent().isVisible());
        QCOMPARE(namelessControls(shown.page), QStringList());
        QCOMPARE(shown.page.members().note().words, u"10.0.0.9:26379"_s); // all others are in the fleet
    }

    void tellsTilt()
    {
        Shown<SentinelPage> shown(kSentinel);
        SentinelState state = sentinelState();
        state.isTilted = true;
        state.tiltedFor = 12s;
        shown.take(live(state));
        QTRY_VERIFY(shown.page.tilt().isVisible());
        QCOMPARE(shown.page.tilt().note().headline, u"This Sentinel is in TILT mode for 12 s"_s);
        QCOMPARE(shown.page.findChild<Tile *>(u"tilt"_s)->text().state, StateRole::Critical);
    }

    void tellsLackOfQuorum()
    {
        Shown<SentinelPage> shown(kSentinel);
        SentinelState state = sentinelState();
        state.primaries.front().hasQuorum = false;
        state.primaries.front().quorumText = u"NOQUORUM 1 usable Sentinels. Not enough available Sentinels to reach the specified quorum"_s;
        state.primaries.front().server.flags << u"s_down"_s << u"o_down"_s;
        shown.take(live(state));
        QTRY_COMPARE(shown.page.groups().rowCount(), 1);
        QCOMPARE(cellText(shown.page.groups(), 0, u"quorum"), u"2 of 3, not reachable"_s);
        QVERIFY(shown.page.findChild<Tile *>(u"quorum"_s)->text().note.contains(u"NOQUORUM"));
        QCOMPARE(cellText(shown.page.groups(), 0, u"state"), u"down, agreed"_s);
        QCOMPARE(shown.page.badge(live(state)), u"1"_s);
    }

    void tellsThatSentinelsDisagree()
    {
        Shown<SentinelPage> shown(kSentinel);
        SentinelState other = sentinelState();
        other.primaries.front().server.address = u"10.0.0.6:6379"_s;
        shown.take(live(other, 0s, kOtherSentinel));
        shown.take(live(sentinelState()));
        QTRY_VERIFY(shown.page.dissent().isVisible());
        QVERIFY2(shown.page.dissent().note().words.startsWith(u"orders: this Sentinel names 10.0.0.5:6379, sentinel-2 names 10.0.0.6:6379."),
                 qPrintable(shown.page.dissent().note().words));
        QCOMPARE(cellText(shown.page.groups(), 0, u"dissent"), u"sentinel-2: 10.0.0.6:6379"_s);
        shown.take(live(sentinelState(), 1s, kOtherSentinel));
        shown.take(live(sentinelState(), 1s));
        QTRY_VERIFY(!shown.page.dissent().isVisible());
    }

    void watchesNothing()
    {
        Shown<SentinelPage> shown(kSentinel);
        SentinelState state = sentinelState();
        state.primaries.clear();
        shown.take(live(state));
        QTRY_COMPARE(shown.page.groups().rowCount(), 0);
        QTRY_VERIFY(shown.page.findChild<TableView *>()->accessibleDescription().contains(u"SENTINEL MONITOR"));
    }

    void serverTextStaysPlain()
    {
        Shown<SentinelPage> shown(kSentinel);
        SentinelState state = sentinelState();
        state.primaries.front().name = state.primaries.front().server.address = kHostile;
        state.primaries.front().quorumText = kHostile;
        for (SentinelPeer &peer : state.primaries.front().sentinels)
            peer.address = peer.leader = peer.runId = kHostile;
        shown.take(live(sentinelState(), 0s, kOtherSentinel));
        shown.take(live(state));
        QTRY_COMPARE(shown.page.groups().rowCount(), 1);
        QCOMPARE(richLabels(shown.page), QStringList());
        for (const TableView *view : shown.page.findChildren<TableView *>())
            QCOMPARE(unseenInCells(view->table()), QStringList());
    }

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
        Shown<ClusterPage> shown(kCache);
        shown.take(live(clusterState()));
        QTRY_COMPARE(shown.page.nodes().rowCount(), 6);
        QCOMPARE(shown.page.emptyText(), QString());
        QCOMPARE(cellText(shown.page.nodes(), shown.page.nodes().rowOf(u"node4"_s), u"primary"), u"10.0.2.1:6379"_s);
        QCOMPARE(cellText(shown.page.nodes(), shown.page.nodes().rowOf(u"node1"_s), u"slots"), u"5,461"_s);
        QCOMPARE(cellText(shown.page.nodes(), shown.page.nodes().rowOf(u"node1"_s), u"memory"), u"800 MB"_s); // itself
        QCOMPARE(cellText(shown.page.nodes(), shown.page.nodes().rowOf(u"node2"_s), u"memory"), u"–"_s); // not in the fleet
        QCOMPARE(shown.page.badge(live(clusterState())), u"10"_s);
        QCOMPARE(shown.page.findChild<Tile *>(u"state"_s)->text().state, StateRole::Critical);
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
        QCOMPARE(map.wordsAt(hole), u"Slots 5461 to 5470: served by nobody"_s);
        const QColor seen = map.grab().toImage().pixelColor(hole, 10);
        QCOMPARE(seen, Theme::instance().tokens().critical);
        QCOMPARE(map.wordsAt(10), u"Slots 0 to 5460: 10.0.2.1:6379"_s);
        QVERIFY(map.accessibleDescription().startsWith(u"10 slots"));
    }

    void saysThatThereIsNoCluster()
    {
        Shown<ClusterPage> shown(kCache);
        shown.take(live(redisState()));
        QTRY_VERIFY(shown.page.emptyText().contains(u"without cluster mode"));
        RedisState member = redisState();
        member.identity.mode = u"cluster"_s;
        Snapshot hidden = live(member, 1s);
        hidden.hidden = {u"The user monitor is not allowed to run CLUSTER INFO. To allow it: ACL SETUSER monitor +cluster|info"_s};
        shown.take(hidden);
        QTRY_VERIFY(shown.page.emptyText().contains(u"+cluster|info"));
    }
};

QTEST_MAIN(TestSentinelPage)
#include "tst_sentinelpage.moc"
