// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replication/replicationpage.h"

#include "base/format.h"
#include "fixtures.h"
#include "ui/common/momentbus.h"
#include "ui/common/notices/notestrip.h"
#include "ui/common/table/tableview.h"
#include "ui/overview/charts/chartoverlay.h"
#include "ui/overview/charts/timechart.h"
#include "ui/overview/tilerow.h"
#include "ui/replication/topologyview.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

constexpr Lsn kHere = 0x1E0000000;

WalSender sender(int pid, const QString &name, std::int64_t behind = 0)
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

ReplicationSlot slot(const QString &name, bool isActive)
{
    ReplicationSlot made;
    made.name = name;
    made.isActive = isActive;
    made.restart = kHere - 5'000'000;
    made.retainedBytes = 5'000'000;
    made.walStatus = u"reserved"_s;
    return made;
}

PostgresState server(Replication replication, const QString &cluster, int port)
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

Replication primary()
{
    Replication made;
    made.timeline = 1;
    made.senders = {sender(71, u"orders_replica"_s, 10 << 20), sender(72, u"report"_s)};
    made.senders.front().unreplayedSince = kNow - 11s;
    made.slotsKept = {slot(u"gone"_s, false), slot(u"orders_replica"_s, true), slot(u"report"_s, true)};
    return made;
}

Replication standby()
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

PostgresState copied(PostgresState original)
{
    original.identity.started = kNow - 30min;
    return original;
}

/// The tree as text: two blanks a level.
QString picture(const std::vector<TopologyNode> &nodes)
{
    QString lines;
    for (const TopologyNode &node : nodes)
        lines += u"\n"_s + QString(node.depth * 2, u' ') + node.name + (node.isThis ? u"*"_s : QString()) + u": "_s + node.role
            + (node.link.isEmpty() ? QString() : u", "_s + node.link);
    return lines;
}

} // namespace

class TestReplicationPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<MomentBus> m_bus;
    std::unique_ptr<ReplicationPage> m_page;

    void take(PostgresState state, const QString &target = kTarget, std::chrono::seconds after = 0s)
    {
        Snapshot snapshot = live(std::move(state), after, target);
        snapshot.samples.push_back({u"lockmaster_wal_bytes_per_second"_s, 1'000'000});
        snapshot.samples.push_back({u"lockmaster_replication_lag_growth_bytes{application_name=\"orders_replica\"}"_s, -1'048'576});
        m_bus->take(share(std::move(snapshot)));
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

private Q_SLOTS:
    void init()
    {
        m_bus = std::make_unique<MomentBus>(fleet());
        m_page = std::make_unique<ReplicationPage>(*m_bus);
        m_page->resize(1200, 800);
        m_page->setTarget(kTarget);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_bus.reset();
    }

    void theTreeSpansTheFleet()
    {
        both();
        QTRY_COMPARE(picture(m_page->topologyView().nodes()),
                     u"\norders-primary*: primary, timeline 1"
                     "\n  orders-replica: standby, streaming · async"
                     "\n  report: not in the fleet, streaming · async"
                     "\n  gone: not seen, its slot is not used"_s);
        QCOMPARE(lagWords(m_page->topologyView().nodes()[1]), u"10.4 MB · 11 s behind"_s.replace(u"10.4"_s, formatBytes(10 << 20).section(u' ', 0, 0)));
    }

    void aStandbyWhosePrimaryIsElsewhere()
    {
        Replication alone = standby();
        alone.receiver->senderHost = u"db9"_s;
        take(server(alone, u"orders_replica"_s, 5433));
        QTRY_COMPARE(picture(m_page->topologyView().nodes()), u"\ndb9:5432: not in the fleet\n  orders-primary*: standby"_s);
        QVERIFY(m_page->upstreamText().startsWith(u"Receives from db9:5432 · streaming · slot orders_replica · timeline 1"));
    }

    void twoPrimariesAreCritical()
    {
        Replication promoted;
        promoted.timeline = 2;
        take(copied(server(promoted, u"orders_replica"_s, 5433)), kReadOnlyTarget);
        take(server(Replication(), u"orders"_s, 5432));
        QTRY_COMPARE(m_page->topologyView().nodes().size(), std::size_t(2));
        for (const TopologyNode &node : m_page->topologyView().nodes())
            QCOMPARE(node.state, StateRole::Critical);
    }

    void aCopyInAnotherEnvironmentIsNoSplit()
    {
        Fleet apart = fleet();
        std::ranges::find(apart.targets, kReadOnlyTarget, &Target::name)->environment = Environment::Development;
        m_page.reset();
        m_bus = std::make_unique<MomentBus>(apart);
        m_page = std::make_unique<ReplicationPage>(*m_bus);
        m_page->setTarget(kTarget);
        m_page->show();
        Replication copy;
        copy.timeline = 2;
        copy.upstreamSlot = u"gone"_s;
        take(copied(server(copy, u"orders_replica"_s, 5433)), kReadOnlyTarget);
        take(server(Replication(), u"orders"_s, 5432));
        QTRY_COMPARE(m_page->topologyView().nodes().size(), std::size_t(2));
        for (const TopologyNode &node : m_page->topologyView().nodes())
            QCOMPARE(node.state, StateRole::Ok);
        take(server(primary(), u"orders"_s, 5432), kTarget, 1s); // which still keeps the slot that the copy was to use
        QTRY_VERIFY(picture(m_page->topologyView().nodes()).contains(u"gone: now a primary, its slot is not used"));
        QCOMPARE(m_page->topologyView().nodes().front().state, StateRole::Critical);
    }

    void hiddenStandbysAreKnownByTheirSlots()
    {
        Replication upstream;
        upstream.senders = {WalSender{.pid = 71}, WalSender{.pid = 72}};
        upstream.senders[0].slot = u"orders_replica"_s;
        Replication below;
        below.inRecovery = true;
        below.receiver.emplace(); // all of it is hidden but that it is there
        below.upstreamSlot = u"orders_replica"_s;
        take(server(below, {}, 5433), kReadOnlyTarget);
        take(server(upstream, u"orders"_s, 5432));
        QTRY_COMPARE(picture(m_page->topologyView().nodes()),
                     u"\norders-primary*: primary\n  orders-replica: standby, link hidden\n  pid 72: receives WAL, link hidden"_s);
        const std::vector<TopologyNode> &nodes = m_page->topologyView().nodes();
        QCOMPARE(lagWords(nodes[1]), u"lag hidden"_s);
        QCOMPARE(lagWords(nodes[2]), u"lag hidden"_s);
        QCOMPARE(nodes[2].state, StateRole::Unknown);
        below.replayed = kHere; // it tells itself
        take(server(below, {}, 5433), kReadOnlyTarget, 1s);
        take(server(upstream, u"orders"_s, 5432), kTarget, 1s);
        QTRY_COMPARE(lagWords(nodes[1]), u"all that came is replayed"_s);
        below.replayed = kHere - (10 << 20);
        below.unreplayedSince = kNow - 10s;
        take(server(below, {}, 5433), kReadOnlyTarget, 2s);
        take(server(upstream, u"orders"_s, 5432), kTarget, 2s);
        QTRY_COMPARE(lagWords(nodes[1]), u"%1 · 12 s behind"_s.arg(formatBytes(10 << 20)));
    }

    void aHiddenUpstreamHasItsName()
    {
        Replication upstream;
        upstream.senders = {WalSender{.pid = 71, .slot = u"orders_replica"_s}};
        Replication below;
        below.inRecovery = true;
        below.receiver.emplace();
        below.upstreamSlot = u"orders_replica"_s;
        take(server(below, {}, 5433));
        QTRY_COMPARE(m_page->upstreamText(), u"Receives from another server; from which is hidden."_s);
        take(server(upstream, u"orders"_s, 5432), kReadOnlyTarget, 1s);
        take(server(below, {}, 5433), kTarget, 1s);
        QTRY_COMPARE(m_page->upstreamText(), u"Receives from orders-replica, as its slot tells; all else of that is hidden."_s);
    }

    /// As the sidebar does: a box says no other thing of a target.
    void aBoxHasTheStateOfItsTarget()
    {
        const auto states = [this] {
            std::vector<StateRole> all;
            std::ranges::transform(m_page->topologyView().nodes(), std::back_inserter(all), &TopologyNode::state);
            return all;
        };
        using enum StateRole;
        Replication upstream = primary();
        upstream.senders = {::sender(71, u"orders_replica"_s)};
        upstream.slotsKept.clear();
        take(server(standby(), u"orders_replica"_s, 5433), kReadOnlyTarget);
        take(server(upstream, u"orders"_s, 5432));
        QTRY_COMPARE(states(), std::vector({Ok, Ok}));

        Snapshot hidden = live(server(standby(), u"orders_replica"_s, 5433), 1s, kReadOnlyTarget);
        hidden.hidden = {u"GRANT pg_monitor TO monitor"_s};
        m_bus->take(share(hidden));
        PostgresState blocked = state(); // three wait behind a session, for minutes
        blocked.identity = server(upstream, u"orders"_s, 5432).identity;
        blocked.replication = server(upstream, u"orders"_s, 5432).replication;
        take(blocked, kTarget, 1s);
        QTRY_COMPARE(states(), std::vector({Critical, Unknown}));

        m_bus->take(share(blind(hidden, 2s)));
        take(blocked, kTarget, 2s);
        QTRY_COMPARE(states(), std::vector({Critical, Blind}));
    }

    void standbysSortByAnyColumn()
    {
        both();
        const TableModel &table = m_page->standbys();
        QTRY_COMPARE(table.rowCount(), 2);
        auto *view = m_page->findChildren<TableView *>().at(0);
        QCOMPARE(&view->table(), &table);
        view->sortByColumn(table.columnOf(u"replay"), Qt::AscendingOrder);
        QCOMPARE(cell(table, 0, "application"), u"report"_s);
        view->sortByColumn(table.columnOf(u"replay_time"), Qt::DescendingOrder);
        QCOMPARE(cell(table, 0, "application"), u"orders_replica"_s);
    }

    void aReadingThatFailedIsSaid()
    {
        Snapshot snapshot = live(state(3));
        snapshot.probeErrors = {Error{ErrorKind::Timeout, u"replication: no answer"_s, {}, {}, {}}};
        m_bus->take(share(std::move(snapshot)));
        QTRY_COMPARE(m_page->note().note().headline, u"Replication could not be read"_s);
        QVERIFY(m_page->note().note().words.contains(u"no answer"));
        QCOMPARE(m_page->tiles().text(3).value, unknownValue());
    }

    void aClickOpensTheServer()
    {
        both();
        QSignalSpy opened(m_page.get(), &Page::elsewhereRequested);
        auto *view = m_page->findChild<TopologyView *>();
        QTest::mouseClick(view, Qt::LeftButton, {}, view->nodeRect(0).center()); // itself: nothing
        QTest::mouseClick(view, Qt::LeftButton, {}, view->nodeRect(2).center()); // not in the fleet: nothing
        QCOMPARE(opened.count(), 0);
        QTest::mouseClick(view, Qt::LeftButton, {}, view->nodeRect(1).center());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().at(0).toString(), kReadOnlyTarget);
        QCOMPARE(opened.front().at(1).toString(), u"replication"_s);
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(opened.count(), 2);
    }

    void lagByStage()
    {
        both();
        const TableModel &table = m_page->standbys();
        QTRY_COMPARE(table.rowCount(), 2);
        QCOMPARE(cell(table, 0, "application"), u"orders_replica"_s); // furthest behind first
        QCOMPARE(cell(table, 0, "flush"), u"0 B"_s);
        QCOMPARE(cell(table, 0, "replay"), formatBytes(10 << 20));
        QCOMPARE(cell(table, 0, "replay_time"), u"11 s"_s);
        QCOMPARE(cell(table, 0, "trend"), u"−%1/s"_s.arg(formatBytes(1 << 20)));
        QCOMPARE(cell(table, 0, "caught_up"), u"10 s"_s);
        QCOMPARE(cell(table, 1, "replay_time"), u"0 ms"_s);
        QVERIFY(m_page->measureText().contains(u"is NULL on a primary"));
        const QAbstractItemModelTester tester(const_cast<TableModel *>(&table));
        take(server(Replication(), u"orders"_s, 5432), kTarget, 1s);
        QTRY_COMPARE(table.rowCount(), 0);
    }

    void slotsCountDown()
    {
        Replication replication = primary();
        replication.slotsKept.front().safeBytes = 90'000'000;
        replication.slotsKept.front().walStatus = u"unreserved"_s;
        replication.slotsKept.front().inactiveSince = kNow - 5min;
        take(server(replication, u"orders"_s, 5432));
        const TableModel &table = m_page->slotTable();
        QTRY_COMPARE(table.rowCount(), 3);
        int row = 0;
        while (cell(table, row, "name") != u"gone")
            ++row;
        QCOMPARE(cell(table, row, "use"), u"not used"_s);
        QCOMPARE(cell(table, row, "lost_in"), u"1 m 30 s"_s);
        QCOMPARE(cell(table, row, "inactive"), u"5 m"_s);
        QCOMPARE(table.cell(row, table.columnOf(u"wal")).state, StateRole::Critical);
    }

    void pausedReplayIsSaid()
    {
        Replication replication = standby();
        replication.isReplayPaused = true;
        replication.replayed = kHere - 33'700'000;
        replication.unreplayedSince = kNow - 90s;
        take(server(replication, u"orders_replica"_s, 5433));
        QTRY_COMPARE(m_page->note().note().headline, u"Replay is paused on this standby"_s);
        QVERIFY(m_page->note().note().words.contains(u"1 m 30 s"));
        QVERIFY(m_page->note().note().words.contains(u"pg_wal_replay_resume()"));
        QCOMPARE(m_page->tiles().text(2).value, u"1 m 30 s"_s);
    }

    void whatIsHiddenIsNotZero()
    {
        Replication replication;
        replication.senders = {WalSender{.pid = 71}};
        PostgresState hidden = server(replication, u"orders"_s, 5432);
        m_bus->take(share(live(std::move(hidden))));
        QTRY_COMPARE(m_page->standbys().rowCount(), 1);
        QCOMPARE(cell(m_page->standbys(), 0, "replay"), unknownValue());
        for (const char *column : {"sent", "flush", "replay_time", "trend", "caught_up"})
            QCOMPARE(cell(m_page->standbys(), 0, column), unknownValue());
        QCOMPARE(cell(m_page->standbys(), 0, "state"), u"hidden"_s);
        QCOMPARE(m_page->tiles().text(2).value, unknownValue());
    }

    void chartsSayWhatIsHidden()
    {
        Replication replication;
        replication.senders = {WalSender{.pid = 71}};
        take(server(replication, u"orders"_s, 5432));
        const auto *chart = m_page->findChild<TimeChart *>(u"lagbytes"_s);
        QTRY_COMPARE(chart->findChild<ChartOverlay *>()->emptyReason(), u"Hidden from this login."_s);
    }

    void aPrimaryIsNotBehindItself()
    {
        const auto *chart = m_page->findChild<TimeChart *>(u"lagbytes"_s);
        Snapshot snapshot = live(server(primary(), u"orders"_s, 5432));
        snapshot.samples = {{u"lockmaster_replication_lag_max_bytes"_s, 0}};
        m_bus->take(share(snapshot));
        QTRY_COMPARE(chart->legendText(), u"Behind, in bytes: standbys 0 B"_s);
        snapshot = live(server(standby(), u"orders_replica"_s, 5433), 1s);
        snapshot.samples = {{u"lockmaster_standby_lag_bytes"_s, 0}};
        m_bus->take(share(snapshot));
        QTRY_COMPARE(chart->legendText(), u"Behind, in bytes: standbys 0 B, this one 0 B"_s);
    }

    void aLoneServerSaysHowAStandbyIsMade()
    {
        take(server(Replication(), u"orders"_s, 5432));
        QTRY_COMPARE(m_page->topologyView().nodes().size(), std::size_t(1));
        QTRY_COMPARE(m_page->tiles().text(0).value, u"primary"_s);
        QCOMPARE(m_page->standbys().rowCount(), 0);
        QVERIFY(m_page->note().note().headline.isEmpty());
    }

    void withoutDataNothingIsClaimed()
    {
        m_bus->take(share(blind(live(state(3)), 1s)));
        QTRY_COMPARE(m_page->tiles().text(0).value, unknownValue());
        QVERIFY(m_page->topologyView().nodes().empty());
    }

    void hostileNamesStayText()
    {
        Replication replication = primary();
        replication.senders.front().application = replication.senders.front().state = kHostile;
        replication.slotsKept.front().name = kHostile;
        replication.synchronousStandbys = kHostile;
        take(server(replication, kHostile, 5432));
        QTRY_VERIFY(m_page->topologyView().nodes().size() == 4);
        for (const TopologyNode &node : m_page->topologyView().nodes())
            QVERIFY(!nodeText(node).contains(u'\n') && !nodeText(node).contains(QChar(0x202e)));
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(TestReplicationPage)
#include "tst_replicationpage.moc"
