// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet at one glance: cards worst first, the chain of each group with its bottleneck.
#include "harness/windowtest.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"
#include "ui/fleet/chain/chainview.h"
#include "ui/fleet/fleetpage.h"
#include "ui/theme/theme.h"
#include "window/shellfixtures.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
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
        shown.bus.take(postgres(QStringLiteral("primary"), state(5)));
        shown.bus.take(postgres(QStringLiteral("lonely"), blockedState(42)));
        QCOMPARE(shown.firstCard(), QStringLiteral("lonely"));
        QCOMPARE(shown.page.cards().card(0).health.number, QStringLiteral("42 blocked"));
        shown.bus.take(postgres(QStringLiteral("lonely"), state(5)));
        QVERIFY(shown.page.cards().card(0).health.state != StateRole::Critical);
    }

    void aBlindCardStaysBlindWhereTheKeysAre()
    {
        ShownFleet shown;
        shown.bus.take(share(blind(*postgres(QStringLiteral("lonely"), state(5)), 0s)));
        QCOMPARE(shown.firstCard(), QStringLiteral("lonely"));
        shown.page.focusCards();
        const auto *list = shown.page.findChild<QListView *>();
        const QRect card = list->visualRect(list->model()->index(0, 0));
        const QColor edge = list->viewport()->grab().toImage().pixelColor(card.left() + size::kGap, card.center().y());
        const QColor blindColor = Theme::instance().color(StateRole::Blind);
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
        shown.bus.take(share(snapshot));
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
        shown.bus.take(postgres(QStringLiteral("primary"), state(5)));
        shown.bus.take(redisWith(QStringLiteral("950")));
        QTRY_COMPARE(shown.page.chains().size(), 1u); // "billing" has one kind of server only
        const auto chain = [&] { return shown.page.chains().front(); };
        QTRY_VERIFY(chain().bottleneck >= 0);
        QCOMPARE(chain().links[std::size_t(chain().bottleneck)].kind, ServerKind::Redis);
        QCOMPARE(chain().links.front().kind, ServerKind::PgBouncer);
        shown.bus.take(redisWith(QStringLiteral("100")));
        QTRY_COMPARE(chain().bottleneck, -1);
    }

    void aCardAndABoxLeadToTheTarget()
    {
        ShownFleet shown;
        shown.bus.take(redisWith(QStringLiteral("950")));
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

    void ofSeveralServersTheOneInTroubleIsNamed()
    {
        ChainLink link;
        link.servers = 3;
        link.state = StateRole::Warning;
        link.worst = QStringLiteral("orders-standby-1");
        link.trouble = QStringLiteral("replay paused");
        ChainBox box;
        box.setLink(link, false);
        QVERIFY2(box.accessibleDescription().contains(u"orders-standby-1: replay paused"),
                 qPrintable(box.accessibleDescription()));
        link.trouble.clear();
        link.state = StateRole::Ok;
        link.fullest = QStringLiteral("orders-standby-2");
        link.shareText = QStringLiteral("2 / 97 connections");
        box.setLink(link, false);
        QVERIFY2(box.accessibleDescription().contains(u"orders-standby-2: 2 / 97 connections"),
                 qPrintable(box.accessibleDescription()));
        link.trouble = QStringLiteral("replay paused");
        link.state = StateRole::Warning;
        link.servers = 1; // its box says nothing but its kind, and a click leads there
        box.setLink(link, false);
        QVERIFY(!box.accessibleDescription().contains(u"orders-standby-1"));
    }

    void whatIsHiddenStillHasItsUnit()
    {
        FleetCard card;
        card.target = QStringLiteral("primary");
        card.group = QStringLiteral("orders");
        card.health = {StateRole::Unknown, {}, QStringLiteral("14 / 297 · some hidden"), 0};
        card.share = 0.05;
        card.shareText = QStringLiteral("14 / 297 connections");
        FleetCard pool = card;
        pool.target = QStringLiteral("pool");
        const auto chains = groupChains({{ServerKind::PgBouncer, pool}, {ServerKind::PostgreSql, card}});
        QCOMPARE(chains.size(), 1u);
        QVERIFY(chains.front().links.back().trouble.isEmpty());
        ChainBox box;
        box.setLink(chains.front().links.back(), false);
        QVERIFY2(box.accessibleDescription().contains(u"14 / 297 connections · some hidden"),
                 qPrintable(box.accessibleDescription()));
    }

    void noRequestGoesFromADatabaseToRedis()
    {
        ShownFleet shown;
        shown.bus.take(redisWith(QStringLiteral("950")));
        QTRY_COMPARE(shown.page.findChildren<ChainBox *>().size(), 3);
        QStringList between;
        for (const QLabel *label : shown.page.findChild<ChainView *>()->findChildren<QLabel *>())
            between << label->text();
        QCOMPARE(between, (QStringList{QStringLiteral("orders"), QStringLiteral("→"), QStringLiteral("→")}));
    }
};

LOCKMASTER_WINDOW_TEST(TestFleetPage)
#include "tst_fleetpage.moc"
