// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet at one glance: cards worst first, the chain of each group with its bottleneck.
#include "harness/observed.h"
#include "harness/windowtest.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"
#include "ui/fleet/chain/chainview.h"
#include "ui/fleet/fleetpage.h"
#include "ui/fleet/nomatch.h"
#include "ui/theme/theme.h"
#include "window/shellfixtures.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

Target targetNamed(const QString &name, ServerKind kind, const QString &group)
{
    Target target;
    target.name = name;
    target.kind = kind;
    target.group = group;
    return target;
}

Fleet mixedFleet()
{
    return {{targetNamed(QStringLiteral("pool"), ServerKind::PgBouncer, QStringLiteral("orders")),
             targetNamed(QStringLiteral("primary"), ServerKind::PostgreSql, QStringLiteral("orders")),
             targetNamed(QStringLiteral("cache"), ServerKind::Redis, QStringLiteral("orders")),
             targetNamed(QStringLiteral("lonely"), ServerKind::PostgreSql, QStringLiteral("billing"))}};
}

Snapshot liveOne(const QString &target)
{
    Snapshot snapshot;
    snapshot.target = target;
    snapshot.link.phase = LinkPhase::Live;
    return fresh(snapshot);
}

SnapshotPtr postgres(const QString &target, PostgresState state)
{
    Snapshot snapshot = liveOne(target);
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    return share(std::move(snapshot));
}

SnapshotPtr redisWith(const QString &used)
{
    RedisState state;
    state.identity.version = QStringLiteral("8.0.2");
    state.identity.role = RedisRole::Primary;
    state.info = {{QStringLiteral("used_memory"), used}, {QStringLiteral("maxmemory"), QStringLiteral("1000")}};
    Snapshot snapshot = liveOne(QStringLiteral("cache"));
    snapshot.redis = std::make_shared<const RedisState>(std::move(state));
    return share(std::move(snapshot));
}

/// All its server connections serve sessions that wait for a lock, and a client waits for one.
SnapshotPtr fullPool(const PostgresState &waiters)
{
    PgBouncerState state;
    state.databases.resize(1);
    state.databases[0].name = QStringLiteral("orders");
    PgBouncerPool pool;
    pool.database = QStringLiteral("orders");
    pool.user = QStringLiteral("web");
    PgBouncerSockets servers;
    for (const LockWait &wait : waiters.lockWaits) {
        PgBouncerSocket server;
        server.database = pool.database;
        server.user = pool.user;
        server.link = QStringLiteral("0x1");
        server.remotePid = wait.pid;
        server.localPort = 50'000 + wait.pid % 10'000;
        servers.all.push_back(server);
    }
    pool.serversActive = int(servers.all.size());
    state.databases[0].poolSize = pool.serversActive;
    pool.clientsWaiting = 1;
    pool.longestWait = 20s;
    state.pools = {pool};
    state.servers = std::make_shared<const PgBouncerSockets>(servers);
    Snapshot snapshot = liveOne(QStringLiteral("pool"));
    snapshot.pgbouncer = std::make_shared<const PgBouncerState>(std::move(state));
    return share(std::move(snapshot));
}

/// What the box of the PostgreSQL servers says.
QString postgresBox(const MomentBus &bus)
{
    ChainView view;
    view.setChain(groupChains(bus).front(), bus);
    return view.findChildren<ChainBox *>().at(1)->accessibleDescription();
}

struct ShownFleet {
    ShownFleet()
    {
        page.resize(1200, 700);
        page.show();
    }
    QString firstCard() const { return page.cards().card(0).target; }
    MomentBus bus{mixedFleet()};
    FleetPage page{bus};
};

} // namespace

class TestFleetPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWorstComesFirst()
    {
        ShownFleet shown;
        const QAbstractItemModelTester tester(shown.page.findChild<QListView *>()->model());
        observe(shown.bus, postgres(QStringLiteral("primary"), state(5)));
        observe(shown.bus, postgres(QStringLiteral("lonely"), blockedState(42)));
        QCOMPARE(shown.firstCard(), QStringLiteral("lonely"));
        QCOMPARE(shown.page.cards().card(0).health.number, QStringLiteral("42 blocked"));
        observe(shown.bus, postgres(QStringLiteral("lonely"), state(5)));
        QVERIFY(shown.page.cards().card(0).health.state != HealthState::Critical);
    }

    void aBlindCardStaysBlindWhereTheKeysAre()
    {
        ShownFleet shown;
        observe(shown.bus, share(blind(*postgres(QStringLiteral("lonely"), state(5)), 0s)));
        QCOMPARE(shown.firstCard(), QStringLiteral("lonely"));
        shown.page.focusCards();
        const auto *list = shown.page.findChild<QListView *>();
        const QRect card = list->visualRect(list->model()->index(0, 0));
        const QColor edge = list->viewport()->grab().toImage().pixelColor(card.left() + size::kGap, card.center().y());
        const QColor blindColor = Theme::instance().color(HealthState::Blind);
        for (const int away :
             {edge.red() - blindColor.red(), edge.green() - blindColor.green(), edge.blue() - blindColor.blue()})
            QVERIFY2(std::abs(away) < 8, qPrintable(edge.name()));
        const QString said = list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(said.contains(u"since ") && said.contains(u"Next attempt at "), qPrintable(said));
    }

    void whatIsHiddenIsSaidOnTheCard()
    {
        ShownFleet shown;
        Snapshot snapshot = *postgres(QStringLiteral("lonely"), state(5));
        snapshot.hidden = {
            QStringLiteral("States are hidden from monitor. To show them: GRANT pg_monitor TO monitor;")};
        observe(shown.bus, share(snapshot));
        const QAbstractItemModel *cards = shown.page.findChild<QListView *>()->model();
        const QModelIndex card = cards->index(cards->rowCount() - 1, 0);
        QCOMPARE(card.data().toString(), QStringLiteral("lonely"));
        QVERIFY(card.data(Qt::ToolTipRole).toString().contains(u"GRANT pg_monitor TO monitor;"));
    }

    void whatIsNotKnownIsNoNumber()
    {
        ShownFleet shown;
        QVERIFY(!shown.page.cards().card(0).share);
        QCOMPARE(shown.page.cards().card(0).age, QStringLiteral("–"));
    }

    void theFullestLinkIsTheBottleneck()
    {
        ShownFleet shown;
        observe(shown.bus, postgres(QStringLiteral("primary"), state(5)));
        observe(shown.bus, redisWith(QStringLiteral("950")));
        QTRY_COMPARE(shown.page.chains().size(), 1u); // "billing" has one kind of server only
        const auto chain = [&] { return shown.page.chains().front(); };
        QTRY_VERIFY(chain().bottleneck >= 0);
        QCOMPARE(chain().links[std::size_t(chain().bottleneck)].kind, ServerKind::Redis);
        QCOMPARE(chain().links.front().kind, ServerKind::PgBouncer);
        observe(shown.bus, redisWith(QStringLiteral("100")));
        QTRY_COMPARE(chain().bottleneck, -1);
    }

    void aCardAndABoxLeadToTheTarget()
    {
        ShownFleet shown;
        observe(shown.bus, redisWith(QStringLiteral("950")));
        QSignalSpy asked(&shown.page, &FleetPage::targetRequested);
        auto *list = shown.page.findChild<QListView *>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(asked.count(), 1);
        QTRY_COMPARE(shown.page.findChildren<ChainBox *>().size(), 3);
        const auto boxes = shown.page.findChildren<ChainBox *>();
        boxes.last()->click();
        QCOMPARE(asked.last().front().toString(), QStringLiteral("cache"));
        for (const ChainBox *box : boxes)
            QVERIFY(!box->accessibleName().isEmpty());
    }

    void theFilterFindsNamesAndGroups()
    {
        ShownFleet shown;
        shown.page.findChild<QLineEdit *>()->setText(QStringLiteral("bill"));
        QCOMPARE(shown.page.cards().rowCount(), 1);
        QCOMPARE(shown.firstCard(), QStringLiteral("lonely"));
    }

    void whatHasNoGroupIsNoChain()
    {
        Fleet fleet = mixedFleet();
        for (Target &target : fleet.targets)
            target.group.clear();
        const MomentBus bus(fleet);
        QVERIFY(groupChains(bus).empty());
    }

    void aFilterThatHidesAllSaysSo()
    {
        ShownFleet shown;
        auto *field = shown.page.findChild<QLineEdit *>();
        const auto *none = shown.page.findChild<NoMatch *>();
        field->setText(QStringLiteral("bill"));
        QVERIFY(!none->isVisible());
        field->setText(QStringLiteral("nowhere"));
        QVERIFY(none->isVisible());
        QVERIFY2(none->text().contains(u"nowhere"), qPrintable(none->text()));
        none->findChild<QPushButton *>()->click();
        QCOMPARE(shown.page.cards().rowCount(), 4);
        QVERIFY(!none->isVisible());
    }

    void aBlindCardWrapsWhatItSays()
    {
        const auto writtenRows = [](int words) {
            ShownFleet shown;
            Snapshot gone = blind(*postgres(QStringLiteral("lonely"), state(5)), 0s);
            gone.link.error->detail = QStringLiteral("refused word ").repeated(words);
            gone.link.nextAttempt.reset();
            gone.link.error->kind = ErrorKind::Protocol; // about which there is nothing to advise
            observe(shown.bus, share(gone));
            const auto *list = shown.page.findChild<QListView *>();
            QRect lower = list->visualRect(list->model()->index(0, 0));
            lower.setTop(lower.center().y());
            const QImage image = list->viewport()->grab(lower).toImage();
            const QColor ground = image.pixelColor(image.width() / 2, image.height() - 2 * size::kGap);
            int rows = 0;
            for (int y = 0; y < image.height(); ++y) {
                bool isWritten = false;
                for (int x = size::kGroup; x < image.width() / 2; ++x)
                    isWritten = isWritten || image.pixelColor(x, y) != ground;
                rows += isWritten ? 1 : 0;
            }
            return rows;
        };
        QVERIFY(writtenRows(12) > writtenRows(1) + 5); // on one line the rest would be cut off
    }

    void ofSeveralServersTheOneInTroubleIsNamed()
    {
        Fleet fleet = mixedFleet();
        fleet.targets.push_back(
            targetNamed(QStringLiteral("standby"), ServerKind::PostgreSql, QStringLiteral("orders")));
        MomentBus bus(fleet);
        observe(bus, postgres(QStringLiteral("primary"), state(5)));
        observe(bus, postgres(QStringLiteral("standby"), blockedState(42)));
        QVERIFY2(postgresBox(bus).contains(u"standby: 42 blocked"), qPrintable(postgresBox(bus)));
        observe(bus, postgres(QStringLiteral("standby"), state(9)));
        QVERIFY2(postgresBox(bus).contains(u"standby: 7 / 300 connections"), qPrintable(postgresBox(bus)));
        MomentBus alone(mixedFleet()); // its box says nothing but its kind, and a click leads there
        observe(alone, postgres(QStringLiteral("primary"), blockedState(42)));
        QVERIFY2(postgresBox(alone).contains(u"42 blocked"), qPrintable(postgresBox(alone)));
        QVERIFY2(!postgresBox(alone).contains(u"primary:"), qPrintable(postgresBox(alone)));
    }

    void whatIsHiddenStillHasItsUnit()
    {
        MomentBus bus(mixedFleet());
        Snapshot hidden = *postgres(QStringLiteral("primary"), state(5));
        hidden.hidden = {QStringLiteral("States are hidden from monitor.")};
        observe(bus, share(hidden));
        QVERIFY2(postgresBox(bus).contains(u" connections · some hidden"), qPrintable(postgresBox(bus)));
        QVERIFY(!groupChains(bus).front().links[1].isTroubled);
    }

    /// The pool is full because of a lock: that is what to look at, not the pool.
    void theChainMarksTheRoot()
    {
        MomentBus bus(mixedFleet());
        PostgresState blocked = blockedState(3);
        for (SessionPtr &session : blocked.sessions) {
            auto called = std::make_shared<Session>(*session);
            called->clientPort = 50'000 + session->key.pid % 10'000;
            session = called;
        }
        observe(bus, postgres(QStringLiteral("primary"), blocked));
        observe(bus, fullPool(blocked));
        const GroupChain chain = groupChains(bus).front();
        QCOMPARE(chain.links[std::size_t(chain.bottleneck)].kind, ServerKind::PgBouncer);
        QCOMPARE(chain.links[std::size_t(chain.root)].kind, ServerKind::PostgreSql);
        QVERIFY2(postgresBox(bus).endsWith(u" cause"), qPrintable(postgresBox(bus)));
        observe(bus, postgres(QStringLiteral("primary"), state(5))); // the pool is merely full
        QCOMPARE(groupChains(bus).front().root, -1);
    }

    void whileFrozenItShowsThatMoment()
    {
        ShownFleet shown;
        observe(shown.bus, postgres(QStringLiteral("lonely"), state(5)));
        observe(shown.bus, postgres(QStringLiteral("primary"), state(5)));
        shown.bus.freeze();
        observe(shown.bus, postgres(QStringLiteral("lonely"), blockedState(42)));
        QCOMPARE(shown.bus.health(QStringLiteral("lonely")).state, HealthState::Ok);
        for (int row = 0; row < shown.page.cards().rowCount(); ++row)
            QVERIFY(shown.page.cards().card(row).health.state != HealthState::Critical);
        shown.bus.goLive();
        QCOMPARE(shown.firstCard(), QStringLiteral("lonely"));
        QCOMPARE(shown.page.cards().card(0).health.number, QStringLiteral("42 blocked"));
    }

    void noRequestGoesFromADatabaseToRedis()
    {
        ShownFleet shown;
        observe(shown.bus, redisWith(QStringLiteral("950")));
        QTRY_COMPARE(shown.page.findChildren<ChainBox *>().size(), 3);
        QStringList between;
        for (const QLabel *label : shown.page.findChild<ChainView *>()->findChildren<QLabel *>())
            between << label->text();
        QCOMPARE(between, (QStringList{QStringLiteral("orders"), QStringLiteral("→"), QStringLiteral("→")}));
    }
};

LOCKMASTER_WINDOW_TEST(TestFleetPage)
#include "tst_fleetpage.moc"
