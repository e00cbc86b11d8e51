// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Replication page: standbys, slots and lag, and what is hidden.
#include "harness/observed.h"
#include "replicationfixtures.h"

#include "base/format.h"
#include "harness/windowtest.h"
#include "metrics/postgres/standbylags.h"
#include "model/postgres/postgres.h"
#include "ui/common/notices/notestrip.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/common/table/tableview.h"
#include "ui/charts/chartoverlay.h"
#include "ui/charts/timechart.h"
#include "ui/charts/tilerow.h"
#include "watch/health.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestReplicationPage : public ReplicationTest
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

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

    /// In the row's menu and in the palette.
    void aSlotOffersToBeDropped()
    {
        both();
        QTRY_COMPARE(m_page->slotTable().rowCount(), 3);
        QAction *drop = m_page->actionsOfSlots().find(u"postgres.slot.drop");
        QVERIFY(drop && m_page->actions().contains(drop));
        QVERIFY(!drop->isEnabled());
        for (int row = 0; row < 3; ++row) {
            if (cell(m_page->slotTable(), row, "name") == u"gone")
                m_page->slotView().setCurrentRow(row, true);
        }
        QVERIFY(drop->isEnabled());
        QCOMPARE(drop->text(), u"Drop slot gone…"_s);
        QSignalSpy asked(m_page.get(), &Page::actionRequested);
        drop->trigger();
        const auto request = asked.front().front().value<ActionRequest>();
        QCOMPARE(request.action, u"postgres.slot.drop"_s);
        QCOMPARE(request.arguments, (QJsonObject{{u"slot"_s, u"gone"_s}}));
        Q_EMIT m_page->slotView().menuRequested(0, QPoint(10, 10));
        auto *menu = m_page->slotView().findChild<QMenu *>();
        QVERIFY(menu && menu->actions().contains(drop));
        menu->close();
    }

    void aStandbyThatIsBehindLooksBehindEverywhere()
    {
        Replication replication = primary();
        replication.senders.front() = fixtures::sender(71, u"orders_replica"_s, 50 << 20);
        replication.senders.front().unreplayedSince = kNow - 53s;
        take(server(standby(), u"orders_replica"_s, 5433), kReadOnlyTarget);
        Snapshot snapshot = live(server(replication, u"orders"_s, 5432));
        snapshot.samples.push_back({u"deriv("_s + lagSeries(replication.senders.front()) + u"[15s])"_s, 967'000});
        observe(*m_bus, share(snapshot));
        const TableModel &table = m_page->standbys();
        QTRY_COMPARE(table.rowCount(), 2);
        const HealthState found = stateOf(m_bus->findingsOf(kTarget), u"pg.replication.lag");
        QVERIFY(found == HealthState::Warning || found == HealthState::Critical);
        QCOMPARE(cell(table, 0, "application"), u"orders_replica"_s);
        QCOMPARE(table.cell(0, table.columnOf(u"state")).state, found);
        QCOMPARE(table.cell(0, table.columnOf(u"replay_time")).state, found);
        QCOMPARE(table.cell(1, table.columnOf(u"state")).state, HealthState::Ok);
        QCOMPARE(cell(table, 0, "trend"), u"falling behind %1/s"_s.arg(formatBytes(967'000)));
        QCOMPARE(m_page->tiles().text(2).state, found);
        QCOMPARE(m_page->topologyView().nodes()[1].state, found);
        QCOMPARE(m_page->badge(snapshot), u"1"_s);
        QCOMPARE(m_page->badge(live(server(Replication(), u"orders"_s, 5432), 0s, kReadOnlyTarget)), QString());
    }

    void aReadingThatFailedIsSaid()
    {
        Snapshot snapshot = live(state(3));
        snapshot.probeErrors = {Error{ErrorKind::Timeout, u"replication: no answer"_s, {}, {}, {}}};
        observe(*m_bus, share(std::move(snapshot)));
        QTRY_COMPARE(m_page->note().note().headline, u"Replication could not be read"_s);
        QVERIFY(m_page->note().note().words.contains(u"no answer"));
        QCOMPARE(m_page->tiles().text(3).value, unknownValue());
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
        QCOMPARE(cell(table, 0, "trend"), u"catching up %1/s"_s.arg(formatBytes(1 << 20)));
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
        QCOMPARE(table.cell(row, table.columnOf(u"wal")).state, HealthState::Critical);
    }

    void aCopyOfASlotIsNotUnused()
    {
        Replication replication = standby();
        replication.slotsKept = {slot(u"sub"_s, false), slot(u"young"_s, false)};
        for (ReplicationSlot &copy : replication.slotsKept)
            copy.isLogical = copy.isSynced = true;
        replication.slotsKept.back().isTemporary = true;
        take(server(replication, u"orders_replica"_s, 5433));
        const TableModel &table = m_page->slotTable();
        QTRY_COMPARE(table.rowCount(), 2);
        const int ready = cell(table, 0, "name") == u"sub" ? 0 : 1;
        QCOMPARE(cell(table, ready, "use"), u"copy"_s);
        QCOMPARE(cell(table, 1 - ready, "use"), u"not ready"_s);
        QCOMPARE(m_page->tiles().text(3).value, u"2"_s);
        QCOMPARE(m_page->tiles().text(3).note, u"2 copied from the primary"_s);
        QVERIFY(std::ranges::none_of(m_page->topologyView().nodes(), &TopologyNode::isMissing));
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
        QVERIFY(m_page->note().note().words.contains(u"max_worker_processes")); // lower than there it shuts down
        QCOMPARE(m_page->tiles().text(2).value, u"1 m 30 s"_s);
    }

    void whatIsHiddenIsNotZero()
    {
        Replication replication;
        replication.senders = {WalSender{.pid = 71}};
        PostgresState hidden = server(replication, u"orders"_s, 5432);
        observe(*m_bus, share(live(std::move(hidden))));
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
        snapshot.samples = {{u"max(lockmaster_replication_lag_bytes)"_s, 0}};
        observe(*m_bus, share(snapshot));
        QTRY_COMPARE(chart->legendText(), u"Replay lag, bytes: furthest behind 0 B"_s);
        snapshot = live(server(standby(), u"orders_replica"_s, 5433), 1s);
        snapshot.samples = {{u"lockmaster_standby_lag_bytes"_s, 0}};
        observe(*m_bus, share(snapshot));
        QTRY_COMPARE(chart->legendText(), u"Replay lag, bytes: furthest behind –, this one 0 B"_s);
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
        observe(*m_bus, share(blind(live(state(3)), 1s)));
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

LOCKMASTER_WINDOW_TEST(TestReplicationPage)
#include "tst_replicationpage.moc"
