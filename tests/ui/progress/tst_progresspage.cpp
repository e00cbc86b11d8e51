// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Progress page: long commands that go on, who began them, and who holds vacuum back, each with what helps.
#include <QTest>

#include "base/format.h"
#include "fixtures.h"
#include "harness/observed.h"
#include "harness/windowtest.h"
#include "model/postgres/checkpoints.h"
#include "model/postgres/progress.h"
#include "model/postgres/replication.h"
#include "pagechecks.h"
#include "ui/charts/tilerow.h"
#include "ui/common/table/tableview.h"
#include "ui/progress/offerbar.h"
#include "ui/progress/progresspage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

constexpr std::uint32_t kNext = 5'000'000;

CommandProgress workOf(int pid, WorkKind kind, const QString &command, const QString &phase)
{
    CommandProgress work;
    work.pid = pid;
    work.kind = kind;
    work.command = command;
    work.database = work.relation = u"orders"_s;
    work.phase = phase;
    return work;
}

CommandProgress vacuumOf(int pid, std::int64_t done)
{
    CommandProgress work = workOf(pid, WorkKind::Vacuum, u"VACUUM"_s, u"scanning heap"_s);
    work.unit = WorkUnit::Blocks;
    work.done = done;
    work.total = 40'000;
    work.vacuum = VacuumWork{.blocks = 40'000, .scanned = done, .memoryUsed = 30, .memoryLimit = 60};
    return work;
}

PostgresState withWork(std::vector<CommandProgress> work, PostgresState made = state(30))
{
    made.nextTransaction = kNext;
    made.identity.canSeeAll = true;
    made.work = std::make_shared<const WorkInProgress>(std::move(work));
    return made;
}

/// Session 8110 holds a snapshot of so many transactions ago; a prepared transaction and a slot of nobody older ones.
PostgresState heldBack()
{
    PostgresState made = withWork({});
    made = changed(made, 8110, [](Session &session) {
        session.backendXmin = kNext - 1000;
        session.transactionStart = kNow - 42s;
    });
    made = changed(made, 8123, [](Session &session) {
        session.backendXid.reset();
        session.backendXmin = kNext - 20'000;
    });
    made.preparedTransactions = {{u"transfer-7"_s, u"billing"_s, u"orders"_s, kNow - 3h, kNext - 50'000, {}}};
    ReplicationSlot left;
    left.name = u"standby2"_s;
    left.xminAge = left.rowXminAge = 90'000;
    Replication replication;
    replication.slotsKept = {left};
    made.replication = std::make_shared<const Replication>(replication);
    return made;
}

} // namespace

class TestProgressPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<MomentBus> m_bus;
    std::unique_ptr<ProgressPage> m_page;

    void take(PostgresState made, std::chrono::seconds after = 0s, const QString &target = kTarget)
    {
        observe(*m_bus, share(live(std::move(made), after, target)));
    }
    static QString cell(const TableModel &table, int row, const char *column)
    {
        return table.cell(row, table.columnOf(QString::fromLatin1(column))).text;
    }
    static int rowOf(const TableModel &table, const char *column, QStringView text)
    {
        for (int row = 0; row < table.rowCount(); ++row) {
            if (cell(table, row, column).contains(text))
                return row;
        }
        return -1;
    }
    [[nodiscard]] TableView *view(const TableModel &table) const
    {
        for (TableView *each : m_page->findChildren<TableView *>()) {
            if (&each->table() == &table)
                return each;
        }
        return nullptr;
    }
    void select(const TableModel &table, const char *column, QStringView text) const
    {
        const int row = rowOf(table, column, text);
        QVERIFY(row >= 0);
        view(table)->setCurrentRow(row, true);
    }

private Q_SLOTS:
    void init()
    {
        m_bus = std::make_unique<MomentBus>(fleet());
        m_page = std::make_unique<ProgressPage>(*m_bus);
        m_page->resize(1366, 768);
        m_page->setTarget(kTarget);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup()
    {
        m_page.reset();
        m_bus.reset();
    }

    void aVacuumGoesOn()
    {
        CommandProgress work = vacuumOf(8110, 10'000);
        take(withWork({work}));
        const TableModel &table = m_page->work();
        QTRY_COMPARE(table.rowCount(), 1);
        QCOMPARE(cell(table, 0, "command"), u"VACUUM"_s);
        QCOMPARE(cell(table, 0, "object"), u"orders"_s);
        QCOMPARE(cell(table, 0, "share"), u"25.0 %"_s);
        QCOMPARE(cell(table, 0, "phase"), u"reading the table"_s);
        QCOMPARE(cell(table, 0, "done"), u"10,000 of 40,000 blocks"_s);
        QCOMPARE(cell(table, 0, "rate"), unknownValue()); // of one reading there is none
        QCOMPARE(cell(table, 0, "left"), unknownValue());
        QCOMPARE(cell(table, 0, "running"), u"42 s"_s);
        QCOMPARE(cell(table, 0, "who"), u"analyst · report"_s);
        QCOMPARE(cell(table, 0, "memory"), u"50.0 %"_s);
        work = vacuumOf(8110, 20'000);
        work.perSecond = 1000;
        take(withWork({work}), 10s);
        QTRY_COMPARE(cell(table, 0, "share"), u"50.0 %"_s);
        QCOMPARE(cell(table, 0, "rate"), u"1,000 blocks/s"_s);
        QCOMPARE(cell(table, 0, "left"), u"20 s"_s);
        QCOMPARE(m_page->tiles().text(0).value, u"1"_s);
        QCOMPARE(m_page->tiles().text(0).note, u"VACUUM orders"_s);
        const QAbstractItemModelTester tester(const_cast<TableModel *>(&table));
        take(withWork({}), 11s);
        QTRY_COMPARE(table.rowCount(), 0);
    }

    void whoBeganIt_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("application");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("who");
        QTest::newRow("autovacuum") << u"autovacuum worker"_s << QString() << u"autovacuum: VACUUM public.orders"_s
                                    << u"autovacuum"_s;
        QTest::newRow("wraparound") << u"autovacuum worker"_s << QString()
                                    << u"autovacuum: VACUUM public.orders (to prevent wraparound)"_s
                                    << u"autovacuum, against wraparound"_s;
        QTest::newRow("an action") << u"client backend"_s << u"lockmaster/anna/p-17"_s << u"VACUUM orders"_s
                                   << u"Lockmaster (anna)"_s;
        QTest::newRow("anybody") << u"client backend"_s << u"psql"_s << u"VACUUM orders"_s << u"analyst · psql"_s;
    }
    void whoBeganIt()
    {
        QFETCH(QString, type);
        QFETCH(QString, application);
        QFETCH(QString, query);
        const PostgresState made = changed(withWork({vacuumOf(8110, 1)}), 8110, [&](Session &session) {
            session.backendType = type;
            session.application = application;
            session.query = query;
        });
        take(made);
        QTRY_COMPARE(m_page->work().rowCount(), 1);
        QTEST(cell(m_page->work(), 0, "who"), "who");
    }

    void phasesInPlainWords()
    {
        CommandProgress index =
            workOf(8104, WorkKind::CreateIndex, u"CREATE INDEX CONCURRENTLY"_s, u"waiting for old snapshots"_s);
        index.index = u"orders_note_idx"_s;
        index.unit = WorkUnit::Sessions;
        index.done = 1;
        index.total = 3;
        index.waitsFor = 8110;
        CommandProgress copy = workOf(8105, WorkKind::Copy, u"COPY FROM"_s, u"reading pipe"_s);
        copy.unit = WorkUnit::Bytes;
        copy.done = 3 << 20;
        copy.perSecond = 1 << 20;
        CommandProgress backup = workOf(8106, WorkKind::BaseBackup, u"BASE_BACKUP"_s, u"a phase of tomorrow"_s);
        backup.relation.clear();
        CommandProgress hidden = workOf(8107, WorkKind::Cluster, {}, {});
        hidden.relation.clear();
        take(withWork({index, copy, backup, hidden}));
        const TableModel &table = m_page->work();
        QTRY_COMPARE(table.rowCount(), 4);
        const int waits = rowOf(table, "command", u"CONCURRENTLY");
        QCOMPARE(cell(table, waits, "object"), u"orders · orders_note_idx"_s);
        QCOMPARE(cell(table, waits, "phase"), u"waiting for older transactions to end: session 8110"_s);
        QCOMPARE(cell(table, waits, "done"), u"1 of 3 sessions"_s);
        const int copies = rowOf(table, "command", u"COPY");
        QCOMPARE(cell(table, copies, "share"), unknownValue());
        QCOMPARE(cell(table, copies, "done"), u"3.0 MB"_s);
        QCOMPARE(cell(table, copies, "rate"), u"1.0 MB/s"_s);
        const int sends = rowOf(table, "command", u"BASE_BACKUP");
        QCOMPARE(cell(table, sends, "object"), u"the whole server"_s);
        QCOMPARE(cell(table, sends, "phase"), u"a phase of tomorrow"_s);
        const int unseen = rowOf(table, "command", u"CLUSTER");
        QCOMPARE(cell(table, unseen, "phase"), u"hidden from this login"_s);
        QCOMPARE(cell(table, unseen, "object"), unknownValue());
    }

    void cancelIsOfferedOnTheRow()
    {
        take(withWork({vacuumOf(8110, 1)}));
        QTRY_COMPARE(m_page->work().rowCount(), 1);
        QSignalSpy asked(m_page.get(), &Page::actionRequested);
        OfferBar &bar = m_page->workOffers();
        QTRY_COMPARE(bar.offers().size(), 1U);
        QCOMPARE(bar.offers()[0].action.text, u"Cancel VACUUM of 8110…"_s);
        bar.action(0)->trigger();
        QCOMPARE(asked.size(), 1);
        const auto request = asked[0][0].value<ActionRequest>();
        QCOMPARE(request.action, QString(kCancelQuery));
        QCOMPARE(request.arguments[u"pid"].toInt(), 8110);
        view(m_page->work())->setFocus();
        view(m_page->work())->setCurrentRow(0, false);
        QTest::keyClick(view(m_page->work()), Qt::Key_Delete);
        QTRY_COMPARE(asked.size(), 2);
    }

    void inThePastNothingIsOffered()
    {
        take(withWork({vacuumOf(8110, 1)}));
        QTRY_COMPARE(m_page->workOffers().offers().size(), 1U);
        m_bus->freeze();
        QTRY_VERIFY(!m_page->workOffers().offers()[0].isOffered());
        QVERIFY(!m_page->workOffers().action(0)->isEnabled());
        QVERIFY(whyNotNow(*m_page->workOffers().action(0)).contains(u"Go live"));
    }

    void holdersAreRanked()
    {
        take(heldBack());
        const TableModel &table = m_page->holders();
        QTRY_COMPARE(table.rowCount(), 4);
        QCOMPARE(cell(table, 0, "holder"), u"slot standby2"_s);
        QCOMPARE(cell(table, 0, "state"), u"not used"_s);
        QCOMPARE(cell(table, 0, "age"), u"90,000"_s);
        QCOMPARE(cell(table, 0, "held"), unknownValue());
        QCOMPARE(cell(table, 0, "keeps"), u"every database"_s);
        QCOMPARE(cell(table, 1, "holder"), u"prepared transaction transfer-7"_s);
        QCOMPARE(cell(table, 1, "held"), u"3 h"_s);
        QCOMPARE(cell(table, 2, "holder"), u"session 8123 · billing"_s);
        QCOMPARE(cell(table, 2, "state"), u"idle in transaction"_s);
        QCOMPARE(cell(table, 2, "keeps"), u"orders"_s);
        QCOMPARE(cell(table, 3, "age"), u"1,000"_s);
        // A slot that nobody uses is found out, and seen to be where it stands.
        QCOMPARE(table.cell(0, table.columnOf(u"state")).state, HealthState::Warning);
        QVERIFY(!table.cell(3, table.columnOf(u"state")).state);
        QCOMPARE(m_page->tiles().text(1).value, u"90,000"_s);
        QCOMPARE(m_page->tiles().text(1).note, u"transactions, slot standby2"_s);
        QCOMPARE(m_page->tiles().text(1).state, HealthState::Warning);
        QCOMPARE(m_page->badge(live(heldBack())), u"1"_s);
    }

    void eachRowHasWhatHelps()
    {
        take(heldBack());
        const TableModel &table = m_page->holders();
        QTRY_COMPARE(table.rowCount(), 4);
        OfferBar &bar = m_page->holderOffers();
        select(table, "holder", u"slot");
        QCOMPARE(bar.offers().size(), 1U);
        bar.action(0)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"SELECT pg_drop_replication_slot('standby2');"_s);
        QCOMPARE(bar.words(), u"When slot standby2 has ended, vacuum can remove what died before the last 50,000 "
                              u"transactions; then prepared "
                              "transaction transfer-7 holds it back."_s);
        select(table, "holder", u"prepared");
        bar.action(0)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"ROLLBACK PREPARED 'transfer-7';"_s);
        QCOMPARE(
            bar.words(),
            u"prepared transaction transfer-7 alone does not help: slot standby2 holds vacuum back further, by 90,000 transactions."_s);
        QSignalSpy asked(m_page.get(), &Page::actionRequested);
        select(table, "holder", u"8123");
        QCOMPARE(bar.offers().size(), 2U);
        QVERIFY(!bar.action(0)->isEnabled()); // it is idle: there is nothing to cancel
        bar.action(1)->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<ActionRequest>().action, QString(kTerminateSession));
        select(table, "holder", u"8110");
        QVERIFY(bar.action(0)->isEnabled() && bar.action(1)->isEnabled());
    }

    void aSessionIsFoundAgain()
    {
        m_page->selectItem(itemOf(rootBlocker().key)); // before it is there
        take(heldBack());
        QTRY_COMPARE(m_page->holderOffers().offers().size(), 2U);
        QVERIFY(m_page->holderOffers().offers()[1].action.text.contains(u"8123"));
    }

    void theReadOnlyTargetSaysWhy()
    {
        m_page->setTarget(kReadOnlyTarget);
        take(withWork({vacuumOf(8110, 1)}), 0s, kReadOnlyTarget);
        QTRY_COMPARE(m_page->workOffers().offers().size(), 1U);
        QVERIFY(m_page->workOffers().offers()[0].action.reason.contains(u"read-only"));
    }

    void checkpointsAreToldByTheirCause()
    {
        PostgresState made = withWork({});
        Checkpoints all;
        all.maxWalSize = 1LL << 30;
        made.checkpoints = std::make_shared<const Checkpoints>(all);
        take(made);
        QTRY_COMPARE(m_page->tiles().text(2).value, unknownValue()); // one reading is no count
        all.recent = {.since = kNow - 12min, .span = 12min, .timed = 1, .requested = 5};
        made.checkpoints = std::make_shared<const Checkpoints>(all);
        take(made, 1s);
        QTRY_COMPARE(m_page->tiles().text(2).value, u"5 of 6"_s);
        QCOMPARE(m_page->tiles().text(2).note, u"in 12 m; max_wal_size 1.0 GB"_s);
    }

    void withoutDataNothingIsClaimed()
    {
        observe(*m_bus, share(blind(live(state(3)), 1s)));
        QTRY_COMPARE(m_page->tiles().text(0).value, unknownValue());
        QCOMPARE(m_page->tiles().text(1).value, unknownValue());
        QVERIFY(m_page->workOffers().offers().empty());
    }

    void hostileNamesStayText()
    {
        PostgresState made = heldBack();
        made.preparedTransactions.front().gid = kHostile;
        CommandProgress work = vacuumOf(8110, 1);
        work.relation = work.index = work.phase = work.database = kHostile;
        made.work = std::make_shared<const WorkInProgress>(WorkInProgress{{work}});
        made = changed(made, 8110,
                       [](Session &session) { session.application = session.user = session.query = kHostile; });
        take(made);
        QTRY_COMPARE(m_page->work().rowCount(), 1);
        QCOMPARE(unseenInCells(m_page->work()), QStringList());
        QCOMPARE(unseenInCells(m_page->holders()), QStringList());
        QCOMPARE(richLabels(*m_page), QStringList());
        QCOMPARE(namelessControls(*m_page), QStringList());
    }
};

LOCKMASTER_WINDOW_TEST(TestProgressPage)
#include "tst_progresspage.moc"
