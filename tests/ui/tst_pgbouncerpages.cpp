// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of a PgBouncer with states made by hand: pools, connections, settings, and the way through to PostgreSQL.
#include "base/format.h"
#include "fixtures.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/pgbouncer/pooltrace.h"
#include "ui/common/momentbus.h"
#include "ui/common/table/bardelegate.h"
#include "ui/common/table/tableview.h"
#include "ui/pgbouncer/bounceroverview.h"
#include "ui/pgbouncer/bouncerpoolspage.h"
#include "ui/pgbouncer/bouncersettingspage.h"
#include "ui/pgbouncer/bouncersocketspage.h"
#include "ui/pgbouncer/tracebar.h"
#include "ui/sessions/sessionspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/targetview.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTest>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

const QString kBouncer = u"pgbouncer"_s;

Fleet withBouncer()
{
    Fleet made = fleet();
    made.targets.front().parameters = {{u"host"_s, u"10.0.0.5"_s}, {u"port"_s, u"5432"_s}};
    Target bouncer;
    bouncer.name = kBouncer;
    bouncer.kind = ServerKind::PgBouncer;
    made.targets.push_back(bouncer);
    return made;
}

PgBouncerSocket socket(const QString &address, const QString &state)
{
    PgBouncerSocket made;
    made.database = u"orders"_s;
    made.user = u"shop"_s;
    made.address = address;
    made.state = state;
    made.connected = kNow - 1h;
    made.requested = kNow - 3s;
    return made;
}

/// The client 0xC1 works through 0x51 with the backend 8123, which is the fixtures' session; 0xC2 waits.
PgBouncerState poolsOf(int waiting = 1)
{
    PgBouncerState made;
    made.identity = {u"PgBouncer 1.24.1"_s, 12401, false, u"lockmaster"_s};
    made.serverNow = kNow;
    PgBouncerDatabase orders;
    orders.name = orders.serverDatabase = u"orders"_s;
    orders.host = u"10.0.0.5"_s;
    orders.port = 5432;
    orders.poolSize = 4;
    made.databases = {orders};
    PgBouncerPool pool;
    pool.database = u"orders"_s;
    pool.user = u"shop"_s;
    pool.mode = u"transaction"_s;
    pool.serversActive = 3;
    pool.serversIdle = 1;
    PgBouncerPool busy = pool;
    busy.user = u"report"_s;
    busy.serversActive = 4;
    busy.clientsWaiting = waiting;
    busy.longestWait = waiting > 0 ? 2500ms : 0ms;
    made.pools = {pool, busy};
    PgBouncerSocket client = socket(u"0xC1"_s, u"active"_s);
    client.host = u"10.0.0.7"_s;
    client.port = 51234;
    client.application = u"checkout"_s;
    client.link = u"0x51"_s;
    PgBouncerSocket waiter = socket(u"0xC2"_s, u"waiting"_s);
    waiter.wait = 2500ms;
    waiter.application = kHostile;
    PgBouncerSocket server = socket(u"0x51"_s, u"active"_s);
    server.host = u"10.0.0.5"_s;
    server.port = 5432;
    server.localPort = 40000 + 8123;
    server.remotePid = 8123;
    server.link = u"0xC1"_s;
    made.clients = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, {client, waiter}});
    made.servers = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, {server}});
    made.settings[u"max_client_conn"_s] = {u"100"_s, u"100"_s, true};
    made.settings[u"default_pool_size"_s] = {u"4"_s, u"20"_s, true};
    made.settings[u"listen_port"_s] = {u"6432"_s, u"6432"_s, false};
    return made;
}

Snapshot seen(const PgBouncerState &state)
{
    Snapshot made;
    made.target = kBouncer;
    made.link.phase = LinkPhase::Live;
    made.taken.wall = made.dataTaken.wall = kNow;
    made.pgbouncer = std::make_shared<const PgBouncerState>(state);
    return made;
}

Snapshot blind()
{
    Snapshot made;
    made.target = kBouncer;
    made.link.phase = LinkPhase::Broken;
    made.link.rung = Rung::Auth;
    made.link.error = Error{ErrorKind::Timeout, u"accepts TCP but does not answer"_s, {}, {}, {}};
    made.taken.wall = kNow;
    return made;
}

/// A page of PgBouncer on screen, its PostgreSQL server known.
template <class PageType>
struct Shown {
    template <class... Arguments>
    explicit Shown(Arguments... arguments) : page(arguments..., bus)
    {
        page.resize(1100, 600);
        page.setTarget(kBouncer);
        page.show();
    }
    void take(Snapshot snapshot) { bus.take(std::make_shared<const Snapshot>(std::move(snapshot))); }
    QString cell(int row, const QString &column)
    {
        const TableModel &table = page.table().table();
        return table.cell(row, table.columnOf(column)).text;
    }
    QString words()
    {
        QStringList all;
        for (const QLabel *label : page.template findChildren<QLabel *>())
            all << label->text();
        return all.join(u'\n');
    }
    MomentBus bus{withBouncer()};
    PageType page;
};

using Connections = Shown<BouncerSocketsPage>;
using Pools = Shown<BouncerPoolsPage>;

TileText tile(const PgBouncerState &state, const QString &id)
{
    const auto tiles = pgBouncerTiles(seen(state));
    return *std::ranges::find(tiles, id, &TileText::id);
}

} // namespace

class TestPgBouncerPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void theTilesOfAQuietAndABusyPooler()
    {
        QCOMPARE(tile(poolsOf(0), u"waiting"_s).value, u"0"_s);
        QCOMPARE(tile(poolsOf(7), u"waiting"_s).value, u"7"_s);
        QCOMPARE(tile(poolsOf(7), u"waiting"_s).state, StateRole::Warning);
        QCOMPARE(tile(poolsOf(), u"fullest"_s).value, u"4 / 4"_s);
        PgBouncerState paused = poolsOf();
        paused.databases[0].isPaused = true;
        QCOMPARE(tile(paused, u"stopped"_s).note, u"orders is paused"_s);
        QCOMPARE(tile(paused, u"stopped"_s).state, StateRole::Critical); // somebody waits
        QCOMPARE(pgBouncerTiles(Snapshot()).size(), pgBouncerTiles(seen(paused)).size());
        QCOMPARE(pgBouncerTiles(Snapshot()).front().state, StateRole::Unknown);
    }

    void poolsTellWhoWaitsAndWhatIsFree()
    {
        Pools shown;
        QAbstractItemModelTester tester(&shown.page.table().table());
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        QCOMPARE(shown.cell(0, u"user"_s), u"report"_s); // those that wait come first
        QCOMPARE(shown.cell(0, u"state"_s), u"waiting"_s);
        QCOMPARE(shown.cell(0, u"longest_wait"_s), u"2.5 s"_s);
        QCOMPARE(shown.cell(0, u"saturation"_s), u"4 / 4"_s);
        QCOMPARE(shown.cell(1, u"saturation"_s), u"3 / 4"_s);
        QCOMPARE(shown.cell(1, u"state"_s), u"ok"_s);
        QCOMPARE(shown.cell(0, u"server"_s), u"10.0.0.5:5432/orders"_s);
        QCOMPARE(shown.page.badge(seen(poolsOf(7))), u"7"_s);
        QCOMPARE(shown.page.badge(seen(poolsOf(0))), QString());
        QVERIFY(shown.words().contains(u"may only look"));
    }

    void aPausedDatabaseWithoutPoolsIsShown()
    {
        PgBouncerState state = poolsOf(0);
        state.pools.clear();
        Pools shown;
        shown.take(seen(state));
        QTRY_VERIFY(shown.page.table().accessibleDescription().contains(u"No pool yet"));
        state.databases[0].isPaused = true;
        shown.take(seen(state));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 1);
        QCOMPARE(shown.cell(0, u"state"_s), u"paused"_s);
    }

    void withoutDataThePageSaysWhy()
    {
        Pools shown;
        shown.take(blind());
        QTRY_VERIFY(shown.page.table().accessibleDescription().contains(u"Nothing was read"));
        QCOMPARE(shown.page.table().table().rowCount(), 0);
        QVERIFY(!shown.words().contains(u"0 pools"));
        for (const TileText &tile : pgBouncerTiles(blind()))
            QCOMPARE(tile.value, unknownValue());
    }

    void theBarIsAsFullAsThePool()
    {
        Pools shown;
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        TableView &table = shown.page.table();
        const int column = table.table().columnOf(u"saturation");
        const int textWidth = table.fontMetrics().horizontalAdvance(u"000 / 000"_s);
        const QRect bar = BarDelegate::barRect(table.visualRect(table.model()->index(1, column)), textWidth); // 3 of 4
        QVERIFY(bar.width() > 40);
        const QImage image = table.viewport()->grab().toImage();
        const auto colorAt = [&](double share) {
            return image.pixelColor(bar.left() + int(bar.width() * share), bar.center().y());
        };
        QCOMPARE(colorAt(0.1), colorAt(0.6));
        QVERIFY(colorAt(0.6) != colorAt(0.9));
        QCOMPARE(BarDelegate::barRect(QRect(0, 0, 60, 24), 50), QRect()); // too narrow for both
    }

    void aUserHasItsOwnPoolSize()
    {
        PgBouncerState state = poolsOf(0);
        state.pools[1].serversActive = 2;
        QCOMPARE(tile(state, u"fullest"_s).value, u"3 / 4"_s);
        state.userPoolSizes[u"shop"_s] = 3;
        QCOMPARE(tile(state, u"fullest"_s).value, u"3 / 3"_s);
        Pools shown;
        shown.take(seen(state));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        shown.page.table().sortByColumn(shown.page.table().table().columnOf(u"saturation"), Qt::DescendingOrder);
        QCOMPARE(shown.cell(0, u"saturation"_s), u"3 / 3"_s);
        QCOMPARE(shown.cell(0, u"state"_s), u"full"_s);
        QCOMPARE(shown.cell(1, u"saturation"_s), u"2 / 4"_s);
    }

    void aThousandClientsAreSortedAndFound()
    {
        PgBouncerState state = poolsOf();
        std::vector<PgBouncerSocket> many;
        for (int i = 0; i < 1200; ++i) {
            many.push_back(socket(u"0x%1"_s.arg(1000 + i), i % 3 == 0 ? u"waiting"_s : u"active"_s));
            many.back().application = u"worker-%1"_s.arg(i);
            if (i % 3 == 0)
                many.back().wait = std::chrono::milliseconds(i);
        }
        state.clients = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, many});
        Connections shown(SocketSide::Clients);
        shown.take(seen(state));
        TableModel &table = shown.page.table().table();
        QTRY_COMPARE(table.rowCount(), 1200);
        QCOMPARE(shown.cell(0, u"application"_s), u"worker-1197"_s); // has waited longest
        QVERIFY(shown.words().contains(u"1,200 clients"));
        shown.page.table().sortByColumn(table.columnOf(u"wait"), Qt::AscendingOrder);
        QCOMPARE(shown.cell(0, u"application"_s), u"worker-0"_s); // those that do not wait come last
        table.setColumnFilter(table.columnOf(u"application"), u"worker-77"_s);
        QCOMPARE(table.rowCount(), 11); // 77, and 770 to 779
        table.setColumnFilter(table.columnOf(u"application"), u"nobody"_s);
        shown.take(seen(state));
        QTRY_VERIFY(shown.page.table().accessibleDescription().contains(u"Clear the filters"));
    }

    void thereIsNoWayToShowWithoutConnections()
    {
        PgBouncerState state = poolsOf();
        Connections shown(SocketSide::Clients);
        const auto *trace = shown.page.findChild<TraceBar *>();
        shown.take(seen(state));
        QTRY_VERIFY(trace->isVisible());
        state.clients = std::make_shared<const PgBouncerSockets>();
        shown.take(seen(state));
        QTRY_VERIFY(!trace->isVisible());
        QVERIFY(shown.page.table().accessibleDescription().contains(u"No client is connected"));
        shown.take(blind());
        QTRY_VERIFY(shown.page.table().accessibleDescription().contains(u"Nothing was read"));
        QVERIFY(!trace->isVisible());
    }

    void oldRowsSayTheyAreOld()
    {
        Pools shown;
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        Snapshot old = seen(poolsOf());
        old.link = blind().link;
        old.taken.wall = kNow + 90s;
        shown.take(old);
        QTRY_VERIFY(shown.page.table().isStale());
        QVERIFY2(shown.words().contains(u"1 m 30 s ago"), qPrintable(shown.words()));
    }

    void aClientIsFollowedToItsSession()
    {
        Connections shown(SocketSide::Clients);
        PostgresState postgres = state(5);
        postgres.sessions.push_back(std::make_shared<const Session>(rootBlocker()));
        shown.take(live(postgres));
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        QCOMPARE(shown.cell(0, u"state"_s), u"waiting"_s);
        shown.page.selectItem(u"0xC1"_s);
        QTRY_VERIFY2(shown.words().contains(u"session 8123 on orders-primary"), qPrintable(shown.words()));
        QVERIFY(shown.words().contains(u"10.0.0.7:51234"));
        QSignalSpy elsewhere(&shown.page, &Page::elsewhereRequested);
        auto *open = shown.page.findChild<QPushButton *>();
        QVERIFY(open->isVisible());
        QTest::mouseClick(open, Qt::LeftButton);
        QCOMPARE(elsewhere.size(), 1);
        QCOMPARE(elsewhere[0][0].toString(), kTarget);
        QCOMPARE(elsewhere[0][1].toString(), u"sessions"_s);
        QCOMPARE(sessionOfItem(elsewhere[0][2].toString()), rootBlocker().key);
        shown.page.selectItem(u"0xC2"_s);
        QVERIFY(shown.words().contains(u"none yet: it waits for one"));
        QVERIFY(!open->isVisible());
    }

    void aServerConnectionTellsItsClient()
    {
        Connections shown(SocketSide::Servers);
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 1);
        QCOMPARE(shown.cell(0, u"backend"_s), u"8123"_s);
        QCOMPARE(shown.cell(0, u"client"_s), u"checkout · 10.0.0.7:51234"_s);
        QCOMPARE(shown.page.probes(), QStringList({u"clients"_s, u"servers"_s}));
    }

    void listsThatWereNotReadAreNotEmpty()
    {
        PgBouncerState state = poolsOf();
        state.clients.reset();
        Connections shown(SocketSide::Clients);
        shown.take(seen(state));
        QTRY_VERIFY(shown.page.table().accessibleDescription().contains(u"Not asked for yet"));
        QVERIFY(shown.words().contains(u"not asked for yet"));
    }

    void settingsPutWhatDiffersFirst()
    {
        Shown<BouncerSettingsPage> shown;
        shown.take(seen(poolsOf()));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 3);
        QCOMPARE(shown.cell(0, u"name"_s), u"default_pool_size"_s);
        QCOMPARE(shown.cell(0, u"differs"_s), u"yes"_s);
        QCOMPARE(shown.cell(0, u"changeable"_s), u"reload"_s);
        QCOMPARE(shown.cell(1, u"differs"_s), QString());
        PgBouncerState state = poolsOf();
        state.settings[u"unix_socket_mode"_s] = {u"511"_s, u"0777"_s, false}; // the same, written otherwise
        state.settings[u"pool_mode"_s] = {u"transaction"_s, u"session"_s, true};
        shown.take(seen(state));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 5);
        QCOMPARE(shown.cell(1, u"name"_s), u"pool_mode"_s);
        QCOMPARE(shown.cell(2, u"differs"_s), QString());
    }

    void theWindowGoesToTheSessionAndBack()
    {
        MomentBus bus(withBouncer());
        PostgresState postgres = state(5);
        postgres.sessions.push_back(std::make_shared<const Session>(rootBlocker()));
        bus.take(std::make_shared<const Snapshot>(live(postgres)));
        bus.take(std::make_shared<const Snapshot>(seen(poolsOf())));
        MainWindow window(bus);
        window.resize(1366, 768);
        window.show();
        window.showTarget(kBouncer);
        QCOMPARE(window.targetView().pages().size(), 5u);
        window.showPage(u"clients"_s);
        window.targetView().currentPage().selectItem(u"0xC1"_s);
        QTRY_VERIFY(window.targetView().currentPage().findChild<QPushButton *>()->isVisible());
        QTest::mouseClick(window.targetView().currentPage().findChild<QPushButton *>(), Qt::LeftButton);
        auto *sessions = qobject_cast<SessionsPage *>(&window.targetView().currentPage());
        QVERIFY(sessions && sessions->target() == kTarget);
        auto *table = sessions->findChild<TableView *>();
        QTRY_VERIFY(table->currentIndex().isValid());
        QCOMPARE(table->table().cell(table->currentIndex().row(), 0).text, u"8123"_s);
        const auto buttons = sessions->findChildren<QPushButton *>();
        const auto back = std::ranges::find(buttons, u"Show client"_s, [](auto *button) { return button->text(); });
        QVERIFY(back != buttons.end());
        QTRY_VERIFY((*back)->isVisible());
        QTest::mouseClick(*back, Qt::LeftButton);
        QCOMPARE(window.targetView().currentPage().target(), kBouncer);
        QCOMPARE(window.targetView().currentPage().id(), u"clients"_s);
    }
};

QTEST_MAIN(TestPgBouncerPages)
#include "tst_pgbouncerpages.moc"
