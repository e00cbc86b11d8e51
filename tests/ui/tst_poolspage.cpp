// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness/observed.h"
#include "ui/pools/poolspage.h"

#include "base/format.h"
#include "fixtures.h"
#include "harness/windowtest.h"
#include "model/pgbouncer/pgbouncer.h"
#include "watch/momentbus.h"
#include "ui/common/table/tableview.h"
#include "ui/charts/dashboard.h"
#include "ui/charts/tilerow.h"

#include <QSignalSpy>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

const QString kBouncer = u"pooler"_s;

Fleet pooledFleet()
{
    Fleet fleet = fixtures::fleet();
    Target bouncer{.name = kBouncer, .kind = ServerKind::PgBouncer, .group = u"shop"_s};
    fleet.targets.push_back(bouncer);
    return fleet;
}

PostgresState leaking(int forgotten)
{
    PostgresState made = state(20);
    for (int i = 0; i < forgotten; ++i) {
        Session session = fixtures::session(9000 + i, u"stock-sync"_s, SessionState::Idle);
        session.client = u"10.0.1.99"_s;
        session.stateChange = kNow - std::chrono::minutes(i);
        made.sessions.push_back(std::make_shared<const Session>(session));
    }
    made.headroom = headroom(made.sessions, made.settings);
    return made;
}

Snapshot pooler(bool leadsHere)
{
    auto state = std::make_shared<PgBouncerState>();
    PgBouncerDatabase database;
    database.name = u"orders"_s;
    database.host = u"10.0.0.5"_s;
    database.port = leadsHere ? 5432 : 5433;
    database.poolSize = 20;
    PgBouncerDatabase own;
    own.name = u"pgbouncer"_s;
    PgBouncerPool pool;
    pool.database = u"orders"_s;
    pool.user = u"shop"_s;
    pool.clientsWaiting = 7;
    pool.serversActive = 20;
    pool.longestWait = 3s;
    PgBouncerPool console;
    console.database = u"pgbouncer"_s;
    state->databases = {database, own};
    state->pools = {pool, console};
    Snapshot snapshot;
    snapshot.target = kBouncer;
    snapshot.sequence = 1;
    snapshot.taken = snapshot.dataTaken = {kNow, SteadyTime{}};
    snapshot.link.phase = LinkPhase::Live;
    snapshot.pgbouncer = state;
    return snapshot;
}

/// As the engine tells of a gauge that has grown so fast for a minute.
void addGrowth(Snapshot &snapshot, const QString &series, double perMinute)
{
    for (const QString &window : {u"1m"_s, u"15s"_s})
        snapshot.samples.push_back({u"deriv(%1[%2])"_s.arg(series, window), perMinute / 60});
}

} // namespace

class TestPoolsPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<MomentBus> m_bus;
    std::unique_ptr<PoolsPage> m_page;

    static int rowOf(const TableModel &table, const char *column, const QString &text)
    {
        for (int row = 0; row < table.rowCount(); ++row) {
            if (table.cell(row, table.columnOf(QString::fromLatin1(column))).text == text)
                return row;
        }
        return -1;
    }
    TableView *tableOf(const TableModel &table)
    {
        for (TableView *view : m_page->findChildren<TableView *>()) {
            if (&view->table() == &table)
                return view;
        }
        return nullptr;
    }
    static QString cell(const TableModel &table, int row, const char *column)
    {
        return row >= table.rowCount() ? QString() : table.cell(row, table.columnOf(QString::fromLatin1(column))).text;
    }

private Q_SLOTS:
    void init()
    {
        m_bus = std::make_unique<MomentBus>(pooledFleet());
        m_page = std::make_unique<PoolsPage>(*m_bus);
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

    void headroomAndGrowth()
    {
        Snapshot snapshot = live(leaking(22));
        addGrowth(snapshot, u"lockmaster_connections_used"_s, 120);
        observe(*m_bus, share(snapshot));
        const Headroom &room = snapshot.postgres->headroom;
        QTRY_COMPARE(m_page->tiles().text(0).value, u"%1 / 300"_s.arg(room.used));
        QCOMPARE(m_page->tiles().text(1).value, QString::number(300 - room.used));
        QCOMPARE(m_page->tiles().text(2).value, u"+120/min"_s);
        QCOMPARE(m_page->tiles().text(3).state, HealthState::Warning);
    }

    void withoutGrowthItIsNeverFull()
    {
        Snapshot snapshot = live(leaking(0));
        observe(*m_bus, share(snapshot));
        QTRY_COMPARE(m_page->tiles().text(3).title, u"Full in"_s);
        QCOMPARE(m_page->tiles().text(3).state, HealthState::Unknown); // not known is not never
        snapshot = live(leaking(0), 1s);
        addGrowth(snapshot, u"lockmaster_connections_used"_s, 0.1);
        observe(*m_bus, share(snapshot));
        QTRY_COMPARE(m_page->tiles().text(3).note, u"over the last minute at most"_s);
        QCOMPARE(m_page->tiles().text(3).value, u"not growing"_s);
    }

    void whoHoldsThem()
    {
        Snapshot snapshot = live(leaking(22));
        addGrowth(snapshot, u"lockmaster_idle_sessions{application_name=\"stock-sync\"}"_s, 60);
        observe(*m_bus, share(snapshot));
        const TableModel &table = m_page->holders();
        QTRY_COMPARE(cell(table, 0, "name"), u"stock-sync"_s); // most first
        QCOMPARE(cell(table, 0, "sessions"), u"22"_s);
        QCOMPARE(cell(table, 0, "idle"), u"22"_s);
        QCOMPARE(cell(table, 0, "growth"), u"+60/min"_s);
        m_page->setHolderKind(HolderKind::Client);
        QTRY_COMPARE(cell(table, 0, "name"), u"10.0.1.99"_s);
        m_page->setHolderKind(HolderKind::User);
        QTRY_VERIFY(rowOf(table, "name", u"shop"_s) >= 0);
    }

    void whatNobodyUses()
    {
        observe(*m_bus, share(live(leaking(22))));
        const TableModel &table = m_page->idle();
        QTRY_VERIFY(rowOf(table, "application", u"stock-sync"_s) == 0);
        QCOMPARE(cell(table, 0, "idle"), u"22"_s);
        QCOMPARE(cell(table, 0, "idle_long"), u"17"_s);
        QCOMPARE(cell(table, 0, "oldest"), u"21 m"_s);
        QCOMPARE(cell(table, 0, "average"), u"10 m 30 s"_s);
        QCOMPARE(table.cell(0, table.columnOf(u"idle_long")).state, HealthState::Warning);
    }

    void poolsThatLeadHere()
    {
        observe(*m_bus, share(pooler(true)));
        observe(*m_bus, share(live(leaking(0))));
        const TableModel &table = m_page->pools();
        QTRY_COMPARE(table.rowCount(), 1);
        QCOMPARE(cell(table, 0, "bouncer"), kBouncer);
        QCOMPARE(cell(table, 0, "waiting"), u"7"_s);
        QCOMPARE(cell(table, 0, "busy"), u"20 / 20"_s);
        QCOMPARE(table.value(0, table.columnOf(u"busy")), CellValue(1.0)); // the bar is full
        QCOMPARE(table.cell(0, table.columnOf(u"busy")).state, HealthState::Warning);
        QCOMPARE(cell(table, 0, "state"), u"waiting"_s);
        QSignalSpy opened(m_page.get(), &Page::elsewhereRequested);
        Q_EMIT tableOf(table)->rowActivated(0);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.front().front().toString(), kBouncer);
    }

    void poolsThatLeadElsewhere()
    {
        observe(*m_bus, share(pooler(false)));
        observe(*m_bus, share(live(leaking(0))));
        QTRY_VERIFY(m_page->holders().rowCount() > 0);
        QCOMPARE(m_page->pools().rowCount(), 0);
    }

    void whatIsHiddenIsSaid()
    {
        PostgresState plain;
        plain.serverNow = kNow;
        plain.settings.maxConnections = 100;
        Session own = fixtures::session(7000, u"monitor"_s, SessionState::Active);
        Session other;
        other.key = {7001, kNow - 1h};
        other.application = u"checkout"_s;
        other.databaseOid = other.userOid = 16401;
        other.state = SessionState::Hidden;
        plain.sessions = {std::make_shared<const Session>(own), std::make_shared<const Session>(other)};
        plain.headroom = headroom(plain.sessions, plain.settings);
        observe(*m_bus, share(live(plain)));
        QTRY_COMPARE(m_page->tiles().text(0).value, u"2 / 100"_s); // that they are there is known
        QCOMPARE(m_page->tiles().text(4).value, unknownValue());
        const int row = rowOf(m_page->holders(), "name", u"checkout"_s);
        QCOMPARE(cell(m_page->holders(), row, "sessions"), u"1"_s);
        for (const char *column : {"active", "idle", "in_transaction", "growth"})
            QCOMPARE(cell(m_page->holders(), row, column), unknownValue());
        QVERIFY(tableOf(m_page->idle())->accessibleDescription().contains(u"hidden from this login"));
    }

    void withoutDataNothingIsClaimed()
    {
        Snapshot nothing = blind(live(leaking(3)), 1s);
        nothing.postgres.reset();
        observe(*m_bus, share(nothing));
        QTRY_VERIFY(tableOf(m_page->holders())->accessibleDescription().contains(u"Nothing has been read"));
        QVERIFY(tableOf(m_page->idle())->accessibleDescription().contains(u"Nothing has been read"));
        QCOMPARE(m_page->holdersStatus(), QString());
        for (int tile = 0; tile < 5; ++tile)
            QCOMPARE(m_page->tiles().text(tile).value, unknownValue());
    }

    void aPoolerThatIsNotReadIsNamed()
    {
        observe(*m_bus, share(live(leaking(0))));
        QTRY_VERIFY(tableOf(m_page->pools())
                        ->accessibleDescription()
                        .contains(u"Whether pooler leads to this server is not known"));
        observe(*m_bus, share(pooler(false)));
        observe(*m_bus, share(live(leaking(0), 1s)));
        QTRY_VERIFY(tableOf(m_page->pools())
                        ->accessibleDescription()
                        .contains(u"No PgBouncer of the fleet leads to this server"));
        Snapshot unused = pooler(true);
        auto state = *unused.pgbouncer;
        state.pools.clear();
        unused.pgbouncer = std::make_shared<const PgBouncerState>(std::move(state));
        observe(*m_bus, share(unused));
        observe(*m_bus, share(live(leaking(0), 2s)));
        QTRY_VERIFY(tableOf(m_page->pools())
                        ->accessibleDescription()
                        .contains(u"pooler leads to this server, but no client has come through it yet."));
    }

    void holdersSortByAnyColumn()
    {
        observe(*m_bus, share(live(leaking(22))));
        const TableModel &table = m_page->holders();
        QTRY_COMPARE(cell(table, 0, "name"), u"stock-sync"_s);
        TableView *view = tableOf(table);
        view->sortByColumn(table.columnOf(u"sessions"), Qt::AscendingOrder);
        QCOMPARE(cell(table, table.rowCount() - 1, "name"), u"stock-sync"_s);
        view->sortByColumn(table.columnOf(u"name"), Qt::AscendingOrder);
        for (int row = 1; row < table.rowCount(); ++row)
            QVERIFY(cell(table, row - 1, "name").compare(cell(table, row, "name"), Qt::CaseInsensitive) <= 0);
    }

    void aLongTableHasTheRoomThatOthersLeave()
    {
        PostgresState many = leaking(0);
        for (int i = 0; i < 400; ++i)
            many.sessions.push_back(
                std::make_shared<const Session>(fixtures::session(9000 + i, u"job-%1"_s.arg(i), SessionState::Active)));
        many.headroom = headroom(many.sessions, many.settings);
        m_page->resize(3600, 2000);
        TableView *holders = tableOf(m_page->holders());
        const auto bottom = [&] {
            const TableView *last = tableOf(m_page->pools());
            return last->mapTo(m_page.get(), QPoint(0, last->height())).y();
        };
        int second = 0;
        const auto isFilled = [&] {
            observe(*m_bus, share(live(many, std::chrono::seconds(++second))));
            return bottom() > 1940 && bottom() <= 2000;
        };
        QTRY_VERIFY2(isFilled(), qPrintable(QString::number(bottom())));
        QVERIFY(holders->viewport()->height() > 40 * size::kRow);
        QCOMPARE(holders->viewport()->height() % size::kRow, 0); // no half row
        m_page->resize(1366, 700);
        const auto shownHeight = [&] {
            observe(*m_bus, share(live(many, std::chrono::seconds(++second))));
            return holders->viewport()->height();
        };
        QTRY_COMPARE(shownHeight(), 8 * size::kRow);
    }

    void chartsStandBesideTablesWhereThereIsRoom()
    {
        observe(*m_bus, share(live(leaking(22))));
        const auto *charts = m_page->findChild<Dashboard *>();
        const TableView *holders = tableOf(m_page->holders());
        const auto left = [&](const QWidget *part) { return part->mapTo(m_page.get(), QPoint()).x(); };
        QTRY_VERIFY(m_page->holders().rowCount() > 0);
        QVERIFY(left(charts) < left(holders) + holders->width());
        m_page->resize(3600, 2000);
        QTRY_VERIFY(left(charts) >= left(holders) + holders->width());
        QVERIFY(charts->height() > 1500);
        m_page->resize(1100, 660);
        QTRY_VERIFY(left(charts) < left(holders));
    }
};

LOCKMASTER_WINDOW_TEST(TestPoolsPage)
#include "tst_poolspage.moc"
