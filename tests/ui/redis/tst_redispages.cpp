// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every page of a Redis server has to stand: an unreachable server, a busy one, a user with few rights, old data
// and hostile text.
#include "harness/observed.h"
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/common/notices/notestrip.h"
#include "ui/charts/tile.h"
#include "ui/redis/clients/clientspage.h"
#include "ui/redis/commands/commandspage.h"
#include "ui/redis/memory/memorypage.h"
#include "ui/redis/redisdashboard.h"
#include "ui/redis/replication/redisreplicationpage.h"
#include "ui/redis/slowlog/slowlogpage.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

std::unique_ptr<RedisPage> makePage(const QString &id, MomentBus &bus)
{
    if (id == u"overview")
        return std::make_unique<RedisDashboardPage>(id, u"Overview"_s, redisOverview(), bus);
    if (id == u"persistence")
        return std::make_unique<RedisDashboardPage>(id, u"Persistence"_s, redisPersistence(), bus);
    if (id == u"clients")
        return std::make_unique<RedisClientsPage>(bus);
    if (id == u"slowlog")
        return std::make_unique<SlowLogPage>(bus);
    if (id == u"memory")
        return std::make_unique<MemoryPage>(bus);
    if (id == u"replication")
        return std::make_unique<RedisReplicationPage>(bus);
    return std::make_unique<CommandsPage>(bus);
}

const QStringList kPages{u"overview"_s, u"clients"_s,     u"slowlog"_s,    u"commands"_s,
                         u"memory"_s,   u"persistence"_s, u"replication"_s};

struct ShownPage {
    explicit ShownPage(const QString &id) : page(makePage(id, bus))
    {
        page->resize(1100, 700);
        page->setTarget(kCache);
        page->show();
    }
    void take(Snapshot snapshot) { observe(bus, share(std::move(snapshot))); }
    /// All that is to be read on it.
    [[nodiscard]] QString words() const
    {
        QStringList words;
        for (const QLabel *label : page->findChildren<QLabel *>())
            words << (label->isVisible() ? label->text() : QString());
        for (const TableView *view : page->findChildren<TableView *>())
            words << view->accessibleDescription();
        for (const QPlainTextEdit *edit : page->findChildren<QPlainTextEdit *>())
            words << edit->toPlainText();
        return words.join(u'\n');
    }
    /// Tiles with a number, rows in tables: what would be made up.
    [[nodiscard]] QStringList numbers() const
    {
        QStringList numbers;
        for (const Tile *tile : page->findChildren<Tile *>())
            numbers << (tile->text().value == unknownValue() ? QString()
                                                             : tile->text().title + u": "_s + tile->text().value);
        for (const TableView *view : page->findChildren<TableView *>())
            numbers << (view->table().rowCount() == 0 ? QString() : view->accessibleName());
        numbers.removeAll(QString());
        return numbers;
    }

    MomentBus bus{redisFleet()};
    std::unique_ptr<RedisPage> page;
};

RedisState hostileState()
{
    RedisState state = redisState();
    RedisClient client = redisClient(1);
    for (QString *text : {&client.address, &client.name, &client.user, &client.flags, &client.command, &client.library})
        *text = kHostile;
    state.clients = std::make_shared<const std::vector<RedisClient>>(1, client);
    state.slowLog = std::make_shared<const std::vector<RedisSlowEntry>>(
        1, RedisSlowEntry{
               .id = 1, .at = kNow, .duration = 1ms, .command = kHostile, .client = kHostile, .clientName = kHostile});
    state.memoryStats = {{kHostile, kHostile}};
    state.memoryDoctor = kHostile;
    state.commands.push_back({.command = kHostile, .calls = 3});
    state.errors = {{kHostile, 1}};
    state.info[u"maxmemory_policy"_s] = kHostile;
    state.replication.replicas = {{kHostile, kHostile, 1, 1s}};
    return state;
}

} // namespace

class TestRedisPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aUserWithFewRightsIsToldTheRule_data() { pages(); }
    void aUserWithFewRightsIsToldTheRule()
    {
        QFETCH(QString, page);
        ShownPage shown(page);
        shown.take(hiding(bareState(),
                          {u"INFO"_s, u"CLIENT LIST"_s, u"SLOWLOG GET"_s, u"MEMORY STATS"_s, u"MEMORY DOCTOR"_s}));
        QTRY_VERIFY2(shown.words().contains(u"ACL SETUSER monitor +"), qPrintable(shown.words()));
        QCOMPARE(shown.numbers(), QStringList());
        QVERIFY(!shown.page->condition().isVisible());
    }

    void aBusyServerHasNoNumbers_data() { pages(); }
    void aBusyServerHasNoNumbers()
    {
        QFETCH(QString, page);
        ShownPage shown(page);
        shown.take(live(bareState(RedisCondition::Busy)));
        QTRY_VERIFY2(shown.words().contains(u"SCRIPT KILL"), qPrintable(shown.words()));
        QVERIFY2(shown.words().contains(u"script holds the server"), qPrintable(shown.words()));
        QCOMPARE(shown.numbers(), QStringList());
    }

    void anUnreachableServerHasNoNumbers_data() { pages(); }
    void anUnreachableServerHasNoNumbers()
    {
        QFETCH(QString, page);
        ShownPage shown(page);
        Snapshot gone = redisFrame(kCache, 0s);
        gone.link = {.phase = LinkPhase::Broken,
                     .rung = Rung::Tcp,
                     .error = Error{.kind = ErrorKind::Network, .text = u"Connection refused"_s}};
        shown.take(gone);
        const bool hasTiles = !shown.page->findChildren<Tile *>().isEmpty();
        const QString why = hasTiles ? u"no data yet"_s : u"Nothing has been read from this server"_s;
        QTRY_VERIFY2(shown.words().contains(why), qPrintable(shown.words()));
        QCOMPARE(shown.numbers(), QStringList());
    }

    void anotherTargetBeginsEmpty_data() { pages(); }
    void anotherTargetBeginsEmpty()
    {
        QFETCH(QString, page);
        ShownPage shown(page);
        Snapshot full = live(redisState());
        full.samples = redisSamples(10);
        shown.take(full);
        QTRY_VERIFY(!shown.numbers().isEmpty());
        shown.page->setTarget(kCacheReplica);
        QCOMPARE(shown.numbers(), QStringList());
    }

    void tellsTheCondition_data()
    {
        QTest::addColumn<int>("condition");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("words");
        QTest::newRow("loading") << int(RedisCondition::Loading) << u"loading its data since"_s << u"42.0 % is read"_s;
        QTest::newRow("busy") << int(RedisCondition::Busy) << u"no number is known since"_s << u"SCRIPT KILL"_s;
        QTest::newRow("master down") << int(RedisCondition::MasterDown) << u"MASTERDOWN since"_s << u"10.0.0.5:6379"_s;
    }
    void tellsTheCondition()
    {
        QFETCH(int, condition);
        QFETCH(QString, headline);
        QFETCH(QString, words);
        RedisState state = replicaState();
        state.condition = RedisCondition(condition);
        state.conditionSince = kNow - 5s;
        state.info[u"loading_loaded_perc"_s] = u"42.00"_s;
        ShownPage shown(u"clients"_s);
        shown.take(live(state));
        QTRY_VERIFY2(shown.page->condition().note().words.contains(words),
                     qPrintable(shown.page->condition().note().words));
        QVERIFY2(shown.page->condition().note().headline.contains(headline),
                 qPrintable(shown.page->condition().note().headline));
        QVERIFY(shown.page->condition().isVisible());
        shown.take(blind(live(state), 1s)); // whether it still is so is not known
        QTRY_VERIFY(!shown.page->condition().isVisible());
        shown.take(live(redisState(), 2s));
        QTRY_COMPARE(shown.numbers(), QStringList{u"Clients"_s});
        QVERIFY(!shown.page->condition().isVisible());
    }

    void tellsTheFunctionThatHoldsTheServer()
    {
        RedisState state = bareState(RedisCondition::Busy);
        state.script = RedisScript{u"tally_carts"_s, u"FCALL tally_carts 0"_s, 95s};
        ShownPage shown(u"overview"_s);
        shown.take(live(state));
        QTRY_VERIFY(shown.page->condition().note().words.startsWith(u"tally_carts, running for 1 m 35 s."));
    }

    void serverTextStaysPlain_data() { pages(); }
    void serverTextStaysPlain()
    {
        QFETCH(QString, page);
        ShownPage shown(page);
        shown.take(live(hostileState()));
        QTRY_VERIFY(!shown.numbers().isEmpty());
        QCOMPARE(richLabels(*shown.page), QStringList());
        QCOMPARE(namelessControls(*shown.page), QStringList());
        for (const TableView *view : shown.page->findChildren<TableView *>())
            QCOMPARE(unseenInCells(view->table()), QStringList());
        QVERIFY(!shown.words().contains(u'\u202e'));
    }

private:
    static void pages()
    {
        QTest::addColumn<QString>("page");
        for (const QString &page : kPages)
            QTest::newRow(qPrintable(page)) << page;
    }
};

LOCKMASTER_WINDOW_TEST(TestRedisPages)
#include "tst_redispages.moc"
