// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Clients page of a Redis server.
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/actions/offers/rowactions.h"
#include "ui/redis/clients/clientspage.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestRedisClients : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void listsClients()
    {
        ShownRedis<RedisClientsPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 214);
        QCOMPARE(cellText(shown.page.model(), 0, u"id"), u"42"_s); // the biggest output buffer first
        QCOMPARE(cellText(shown.page.model(), 0, u"output_memory"), u"64.0 MB"_s);
        QVERIFY(shown.page.table().status().startsWith(u"214 of 214 clients"));
        QVERIFY(shown.page.model().column(shown.page.model().columnOf(u"name")).isName); // "…-cmd", "…-pubsub"
        QVERIFY(shown.page.choosePreset(u"blocked"_s));
        QCOMPARE(shown.page.model().rowCount(), 4);
        QVERIFY(shown.page.table().status().contains(u"4 of 214"));
        QVERIFY(shown.page.choosePreset(u"idle"_s));
        const int idle = shown.page.model().columnOf(u"idle");
        QVERIFY(std::get<double>(shown.page.model().value(0, idle))
                >= std::get<double>(shown.page.model().value(1, idle)));
    }

    void manyClientsKeepTheSelectionAndTheOrder()
    {
        ShownRedis<RedisClientsPage> shown;
        RedisState state = redisState();
        state.clients = redisClients(1000);
        shown.take(live(state));
        QTRY_COMPARE(shown.page.model().rowCount(), 1000);
        shown.page.table().view().setCurrentRow(shown.page.model().rowOf(500), false);
        std::vector<RedisClient> later = *redisClients(1100);
        later.erase(later.begin(), later.begin() + 100);
        for (RedisClient &client : later)
            client.age += 1s;
        state.clients = std::make_shared<const std::vector<RedisClient>>(later);
        shown.take(live(state, 1s));
        QTRY_COMPARE(shown.page.model().rowOf(50), -1);
        QCOMPARE(shown.page.model().rowCount(), 1000);
        QCOMPARE(shown.page.model().row(shown.page.table().view().currentIndex().row()).client.id, 500);
    }

    void saysWhyThereAreNoClients()
    {
        ShownRedis<RedisClientsPage> shown;
        RedisState state = redisState();
        state.clients.reset();
        shown.take(live(state));
        QTRY_COMPARE(emptyText(shown.page.table()), u"The list of clients will be read with the next sample."_s);
        shown.take(hiding(state, {u"SLOWLOG GET"_s, u"CLIENT LIST"_s}, 1s)); // only its own is told
        QTRY_COMPARE(
            emptyText(shown.page.table()),
            u"The user monitor is not allowed to run CLIENT LIST. To allow it: ACL SETUSER monitor +client|list"_s);
        QVERIFY2(!shown.page.table().status().contains(u"clients"), qPrintable(shown.page.table().status()));
        state.condition = RedisCondition::Loading;
        shown.take(live(state, 2s));
        QTRY_COMPARE(emptyText(shown.page.table()), u"Not answered before the server has read its data."_s);
    }

    void anEmptyListIsNotAnUnknownOne()
    {
        ShownRedis<RedisClientsPage> shown;
        RedisState state = redisState();
        state.clients = redisClients(0);
        shown.take(live(state));
        QTRY_VERIFY(shown.page.table().status().startsWith(u"0 of 0 clients"));
    }

    void whatReplicasAndTheConsoleHoldDoesNotWait()
    {
        ShownRedis<RedisClientsPage> shown;
        RedisState state = redisState();
        RedisClient replica{.id = 1, .flags = u"S"_s, .outputMemory = 20'480, .command = u"replconf"_s};
        RedisClient console{.id = 2, .flags = u"N"_s, .outputMemory = 20'480, .command = u"client|list"_s};
        RedisClient slow{.id = 3, .idle = 9s, .flags = u"N"_s, .outputMemory = 3'072, .command = u"client|list"_s};
        state.clients = std::make_shared<const std::vector<RedisClient>>(std::vector{replica, console, slow});
        shown.take(live(state));
        QTRY_VERIFY2(shown.page.table().status().contains(u"3.0 kB wait to be sent"),
                     qPrintable(shown.page.table().status()));
        QVERIFY2(shown.page.table().status().contains(u"1 replica"), qPrintable(shown.page.table().status()));
    }

    void agesAreNoFinerThanTheServerTellsThem()
    {
        ShownRedis<RedisClientsPage> shown;
        RedisState state = redisState();
        state.clients =
            std::make_shared<const std::vector<RedisClient>>(1, RedisClient{.id = 1, .age = 62s, .flags = u"N"_s});
        shown.take(live(state));
        QTRY_COMPARE(shown.page.model().rowCount(), 1);
        QCOMPARE(cellText(shown.page.model(), 0, u"idle"), u"< 1 s"_s);
        QCOMPARE(cellText(shown.page.model(), 0, u"age"), u"1 m 02 s"_s);
    }

    void sortsAndFilters()
    {
        ShownRedis<RedisClientsPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 214);
        filter(shown.page, u"Clients"_s, u"WORKER"_s);
        QCOMPARE(columnTexts(shown.page.model(), u"name"), QStringList(71, u"worker"_s));
        QVERIFY2(shown.page.table().status().startsWith(u"71 of 214 clients"), qPrintable(shown.page.table().status()));
        sortBy(shown.page.table(), u"idle", Qt::AscendingOrder);
        QVERIFY(std::ranges::is_sorted(idleTimes(shown.page)));
        sortBy(shown.page.table(), u"idle", Qt::DescendingOrder);
        QVERIFY(std::ranges::is_sorted(idleTimes(shown.page), std::ranges::greater{}));
        filter(shown.page, u"Clients"_s, u"nobody"_s);
        QVERIFY(emptyText(shown.page.table()).startsWith(u"No client matches."));
        filter(shown.page, u"Clients"_s, {});
        QCOMPARE(shown.page.model().rowCount(), 214);
    }

    void clientsAreDisconnectedOneOrSeveral()
    {
        ShownRedis<RedisClientsPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 214);
        QAction *kill = shown.page.actionsOfRows().find(u"redis.client.kill");
        QVERIFY(kill && !kill->isEnabled()); // of nobody
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        auto &view = shown.page.table().view();
        view.setCurrentRow(0, false);
        const RedisClient &first = shown.page.model().row(0).client;
        QCOMPARE(kill->text(), u"Disconnect client %1…"_s.arg(first.id));
        kill->trigger();
        const QString named = u"%1@%2"_s.arg(first.id).arg(first.address);
        QCOMPARE(asked.takeFirst().front().value<ActionRequest>().arguments, (QJsonObject{{u"clients"_s, named}}));
        view.selectionModel()->select(view.model()->index(2, 0),
                                      QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(kill->text(), u"Disconnect 2 clients…"_s);
        kill->trigger();
        const QString both = asked.front().front().value<ActionRequest>().arguments["clients"_L1].toString();
        QVERIFY2(both.startsWith(named + u',') && both.count(u'@') == 2, both.toUtf8());
    }

    void whatWasSeenTurnsStale()
    {
        ShownRedis<RedisClientsPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 214);
        shown.take(blind(live(redisState()), 30s));
        QTRY_VERIFY(shown.page.table().view().isStale());
        QCOMPARE(shown.page.model().rowCount(), 214);
        QVERIFY2(shown.page.table().status().contains(u"30 s ago"), qPrintable(shown.page.table().status()));
    }

private:
    static std::vector<double> idleTimes(const RedisClientsPage &page)
    {
        std::vector<double> times;
        for (int row = 0; row < page.model().rowCount(); ++row)
            times.push_back(std::get<double>(page.model().value(row, page.model().columnOf(u"idle"))));
        return times;
    }
};

LOCKMASTER_WINDOW_TEST(TestRedisClients)
#include "tst_redisclients.moc"
