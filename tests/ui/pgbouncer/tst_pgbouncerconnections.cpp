// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of a PgBouncer, and the way from a client through to its session in PostgreSQL.
#include "harness/observed.h"
#include "bouncerfixtures.h"
#include "base/format.h"
#include "harness/windowtest.h"
#include "ui/actions/offers/rowactions.h"
#include "ui/pgbouncer/bouncersocketspage.h"
#include "ui/pgbouncer/tracebar.h"
#include "ui/sessions/sessionspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/targetview.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

using Connections = ShownBouncerPage<BouncerSocketsPage>;

} // namespace

class TestPgBouncerConnections : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    /// With what tells it from whoever has its id later.
    void aClientIsOfferedToBeDisconnected()
    {
        PgBouncerState state = poolsOf();
        PgBouncerSockets clients = *state.clients;
        clients.all.front().id = 1234;
        state.clients = std::make_shared<const PgBouncerSockets>(clients);
        Connections shown(SocketSide::Clients);
        shown.take(seen(state));
        TableModel &table = shown.page.table().table();
        QTRY_COMPARE(table.rowCount(), 2);
        QAction *kill = shown.page.actionsOfRows()->find(u"pgbouncer.client.kill");
        QVERIFY(kill);
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        shown.page.selectItem(u"0xC1"_s);
        QCOMPARE(kill->text(), u"Disconnect client 1234…"_s);
        kill->trigger();
        const auto request = asked.front().front().value<ActionRequest>();
        QCOMPARE(request.arguments, (QJsonObject{{u"client"_s, u"1234"_s},
                                                 {u"address"_s, u"10.0.0.7:51234"_s},
                                                 {u"connected"_s, formatIso(kNow - 1h)}}));
        shown.page.selectItem(u"0xC2"_s); // of a version without ids: its pointer, and the plan says what helps
        QCOMPARE(kill->text(), u"Disconnect client 0xC2…"_s);
        Connections servers(SocketSide::Servers);
        QVERIFY(!servers.page.actionsOfRows());
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
        QVERIFY(shown.page.table().accessibleDescription().contains(u"Clear the filters")); // at once
    }

    void consolesAreCountedApart()
    {
        PgBouncerState state = poolsOf();
        std::vector<PgBouncerSocket> clients = state.clients->all;
        clients.push_back(socket(u"0xC9"_s, u"active"_s));
        clients.back().database = kPgBouncerConsole;
        state.clients = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, clients});
        Connections shown(SocketSide::Clients);
        shown.take(seen(state));
        QTRY_VERIFY2(shown.words().contains(u"2 clients and 1 console as of"), qPrintable(shown.words()));
        QCOMPARE(shown.page.table().table().rowCount(), 2);
    }

    void theFilterAboveTheTableFindsAClient()
    {
        Connections shown(SocketSide::Clients);
        shown.take(seen(poolsOf()));
        TableModel &table = shown.page.table().table();
        QTRY_COMPARE(table.rowCount(), 2);
        auto *filter = shown.page.findChild<QLineEdit *>();
        QVERIFY(filter && filter->isVisible());
        QCOMPARE(filter->accessibleName(), u"Filter Clients"_s);
        filter->setText(u"checkout"_s);
        QCOMPARE(table.rowCount(), 1);
        QVERIFY2(shown.words().contains(u"1 of 2 clients"), qPrintable(shown.words()));
        filter->setText(u"nobody"_s);
        QVERIFY(shown.page.table().accessibleDescription().contains(u"Clear the filters"));
        shown.page.selectItem(u"0xC1"_s); // what is to be shown is not hidden
        QCOMPARE(filter->text(), QString());
        QCOMPARE(table.rowCount(), 2);
        filter->setText(u"nobody"_s);
        QTest::keyClick(&shown.page.table(), Qt::Key_Escape);
        QCOMPARE(filter->text(), QString());
        QCOMPARE(table.rowCount(), 2);
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
        QTRY_VERIFY(shown.page.table().accessibleDescription().contains(u"Nothing has been read"));
        QVERIFY(!trace->isVisible());
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

    void aServerConnectionThatHoldsUpOthersIsMarked()
    {
        const auto roleOf = [](SocketSide side, const PgBouncerState &state) {
            const auto rows = bouncerSocketRows(state, side);
            return bouncerSocketColumns(side).front().state(rows.front());
        };
        PgBouncerState state = poolsOf();
        QCOMPARE(roleOf(SocketSide::Clients, state), std::nullopt); // linked is neither good nor bad
        PgBouncerSocket stuck = state.servers->all.front();
        stuck.user = u"report"_s; // whose pool has a client that waits
        PgBouncerSocket client = state.clients->all.front();
        const auto asked = [&](std::chrono::seconds ago, std::chrono::seconds answered = 20s) {
            client.requested = kNow - ago;
            stuck.requested = kNow - answered;
            state.clients = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, {client}});
            state.servers = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow, {stuck}});
            return roleOf(SocketSide::Servers, state);
        };
        QCOMPARE(asked(3s), std::nullopt); // it lay idle before
        QCOMPARE(asked(20s), std::optional(HealthState::Warning));
        QCOMPARE(asked(20s, 1s), std::nullopt); // it has waited, and is served now
        stuck.state = u"idle"_s;
        QCOMPARE(asked(20s), std::nullopt);
        stuck.state = u"active"_s;
        state.pools = poolsOf(0).pools;
        QCOMPARE(asked(20s), std::nullopt); // nobody waits
    }

    void agesAreNoFinerThanPgBouncerTellsThem()
    {
        PgBouncerState state = poolsOf();
        std::vector<PgBouncerSocket> servers(2, state.servers->all.front());
        servers[1].address = u"0x52"_s;
        servers[1].requested = kNow;
        state.servers = std::make_shared<const PgBouncerSockets>(PgBouncerSockets{kNow + 625ms, servers});
        Connections shown(SocketSide::Servers);
        shown.take(seen(state));
        QTRY_COMPARE(shown.page.table().table().rowCount(), 2);
        QCOMPARE(shown.cell(0, u"requested"_s), u"3 s"_s); // the oldest first
        QCOMPARE(shown.cell(1, u"requested"_s), u"< 1 s"_s);
        QCOMPARE(shown.cell(1, u"connected"_s), u"1 h"_s);
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

    void theWindowGoesToTheSessionAndBack()
    {
        MomentBus bus(withBouncer());
        PostgresState postgres = state(5);
        postgres.sessions.push_back(std::make_shared<const Session>(rootBlocker()));
        observe(bus, std::make_shared<const Snapshot>(live(postgres)));
        observe(bus, std::make_shared<const Snapshot>(seen(poolsOf())));
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

LOCKMASTER_WINDOW_TEST(TestPgBouncerConnections)
#include "tst_pgbouncerconnections.moc"
