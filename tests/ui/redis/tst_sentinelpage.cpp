// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a Sentinel, fed with values made by hand.
#include "harness/observed.h"
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/common/notices/notestrip.h"
#include "ui/charts/tile.h"
#include "ui/redis/membersstrip.h"
#include "ui/sentinel/sentinelpage.h"
#include "ui/sentinel/sentineltiles.h"
#include "ui/sentinel/sentinelwords.h"

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
    void take(Snapshot snapshot) { observe(bus, share(std::move(snapshot))); }
    MomentBus bus{redisFleet()};
    Kind page{bus};
};

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
        QCOMPARE(cellText(shown.page.groups(), 0, u"last_ok_ping"), u"410 ms ago"_s); // an age, no latency
        QCOMPARE(cellText(shown.page.groups(), 0, u"target"), kCache);
        QCOMPARE(shown.page.peers().rowCount(), 3);
        const auto frames = shown.page.findChildren<TableFrame *>();
        QVERIFY(std::ranges::any_of(
            frames, [](const TableFrame *frame) { return frame->status() == u"1 replica, 2 other Sentinels"; }));
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
        QCOMPARE(shown.page.tilt().note().headline, u"In TILT mode for 12 s"_s);
        QCOMPARE(shown.page.findChild<Tile *>(u"tilt"_s)->text().state, HealthState::Warning);
    }

    void tellsLackOfQuorum()
    {
        Shown<SentinelPage> shown(kSentinel);
        SentinelState state = sentinelState();
        state.primaries.front().hasQuorum = false;
        state.primaries.front().quorumText =
            u"NOQUORUM 1 usable Sentinels. Not enough available Sentinels to reach the specified quorum"_s;
        state.primaries.front().server.flags << u"s_down"_s << u"o_down"_s;
        shown.take(live(state));
        QTRY_COMPARE(shown.page.groups().rowCount(), 1);
        QCOMPARE(cellText(shown.page.groups(), 0, u"quorum"), u"2 of 3, not reachable"_s);
        QCOMPARE(shown.page.findChild<Tile *>(u"quorum"_s)->text().note, u"orders: 2 of 3 answer, 2 needed"_s);
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
        QVERIFY2(shown.page.dissent().note().words.startsWith(
                     u"orders: this Sentinel names 10.0.0.5:6379, sentinel-2 names 10.0.0.6:6379."),
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

    void sortsAndFilters()
    {
        Shown<SentinelPage> shown(kSentinel);
        shown.take(live(sentinelState()));
        QTRY_COMPARE(shown.page.peers().rowCount(), 3);
        filter(shown.page, u"Replicas and Sentinels"_s, u"down"_s);
        QCOMPARE(columnTexts(shown.page.peers(), u"address"), QStringList{u"10.0.0.9:26379"_s});
        filter(shown.page, u"Replicas and Sentinels"_s, u"replica"_s);
        QCOMPARE(columnTexts(shown.page.peers(), u"offset"), QStringList{u"881,203,197"_s});
    }

    void inTiltNoFailoverIsPromised()
    {
        SentinelState state = sentinelState();
        QCOMPARE(tileOf(judged(sentinelTiles, live(state)), u"quorum").value, u"Yes"_s);
        state.isTilted = true;
        QCOMPARE(tileOf(judged(sentinelTiles, live(state)), u"quorum").value, u"Not by this one"_s);
        QCOMPARE(tileOf(judged(sentinelTiles, live(state)), u"quorum").state, HealthState::Warning);
    }

    void whatIsNotAnsweredIsNotKnown()
    {
        SentinelState state = sentinelState();
        state.primaries.front().hasQuorum.reset();
        QCOMPARE(tileOf(judged(sentinelTiles, live(state)), u"quorum").value, u"–"_s);
        for (const TileText &tile : judged(sentinelTiles, Snapshot()))
            QCOMPARE(tile.value, u"–"_s);
        Shown<SentinelPage> shown(kSentinel);
        state.primaries.clear();
        state.refused = {
            {u"SENTINEL MASTERS"_s, u"default"_s, u"+sentinel|masters"_s, u"ACL SETUSER default +sentinel|masters"_s}};
        shown.take(live(state));
        QTRY_COMPARE(shown.page.findChild<TableView *>()->accessibleDescription(),
                     u"ACL SETUSER default +sentinel|masters"_s);
    }

    void anUnreachableSentinelHasNoNumbers()
    {
        Shown<SentinelPage> shown(kSentinel);
        shown.take(live(sentinelState()));
        QTRY_COMPARE(shown.page.peers().rowCount(), 3);
        Snapshot gone = redisFrame(kSentinel, 1s);
        gone.link = {.phase = LinkPhase::Broken, .rung = Rung::Tcp, .error = Error{.kind = ErrorKind::Network}};
        shown.take(gone);
        QTRY_COMPARE(shown.page.peers().rowCount(), 0);
        for (const Tile *tile : shown.page.findChildren<Tile *>())
            QCOMPARE(tile->text().value, u"–"_s);
        QVERIFY(shown.page.findChild<TableView *>()->accessibleDescription().contains(
            u"Nothing has been read from this server"));
    }
};

LOCKMASTER_WINDOW_TEST(TestSentinelPage)
#include "tst_sentinelpage.moc"
