// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of a Redis server, fed with values made by hand.
#include "pagechecks.h"
#include "redisfixtures.h"

#include "ui/common/notestrip.h"
#include "ui/common/tableexport.h"
#include "ui/common/tableframe.h"
#include "ui/common/tableview.h"
#include "ui/overview/tile.h"
#include "ui/redis/clientspage.h"
#include "ui/redis/commandspage.h"
#include "ui/redis/membersstrip.h"
#include "ui/redis/memorypage.h"
#include "ui/redis/memorytiles.h"
#include "ui/redis/partbars.h"
#include "ui/redis/persistencetiles.h"
#include "ui/redis/redisdashboard.h"
#include "ui/redis/redisreplicationpage.h"
#include "ui/redis/redistiles.h"
#include "ui/redis/replicationtiles.h"
#include "ui/redis/slowlogpage.h"

#include <QComboBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

TileText tileOf(const std::vector<TileText> &tiles, QStringView id)
{
    const auto found = std::ranges::find(tiles, id, &TileText::id);
    return found == tiles.end() ? TileText{} : *found;
}

Snapshot sampled(RedisState state)
{
    Snapshot snapshot = live(std::move(state));
    snapshot.samples = redisSamples(10);
    return snapshot;
}

void drop(Snapshot &snapshot, QStringView series)
{
    std::erase_if(snapshot.samples, [&](const Sample &sample) { return sample.series == series; });
}

Snapshot hiding(Snapshot snapshot, const QString &command, const QString &rule)
{
    snapshot.hidden = {u"The user monitor is not allowed to run %1. To allow it: ACL SETUSER monitor %2"_s.arg(command, rule)};
    return snapshot;
}

/// A page of cache-1 on screen.
template <class Kind>
struct Shown {
    Shown()
    {
        page.resize(1100, 700);
        page.setTarget(kCache);
        page.show();
    }
    void take(Snapshot snapshot) { bus.take(share(std::move(snapshot))); }
    MomentBus bus{redisFleet()};
    Kind page{bus};
};

QString cellText(const TableModel &model, int row, QStringView column)
{
    return model.cell(row, model.columnOf(column)).text;
}

QString emptyText(const TableFrame &frame)
{
    return frame.view().accessibleDescription();
}

template <class Page>
void choose(const Page &page, const char *accessibleName, int index)
{
    for (QComboBox *box : page.template findChildren<QComboBox *>()) {
        if (box->accessibleName() != QLatin1StringView(accessibleName))
            continue;
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
}

void press(const QWidget &page, const char *text)
{
    for (QPushButton *button : page.findChildren<QPushButton *>()) {
        if (button->text() == QString::fromUtf8(text))
            button->click();
    }
}

RedisState hostileState()
{
    RedisState state = redisState();
    RedisClient client = redisClient(1);
    for (QString *text : {&client.address, &client.name, &client.user, &client.flags, &client.command, &client.library})
        *text = kHostile;
    state.clients = std::make_shared<const std::vector<RedisClient>>(1, client);
    state.slowLog = std::make_shared<const std::vector<RedisSlowEntry>>(
        1, RedisSlowEntry{.id = 1, .at = kNow, .duration = 1ms, .command = kHostile, .client = kHostile, .clientName = kHostile});
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

    void tellsMainNumbers()
    {
        const auto tiles = redisTiles(sampled(redisState()));
        QCOMPARE(tileOf(tiles, u"memory").value, u"800 MB / 1.0 GB"_s);
        QCOMPARE(tileOf(tiles, u"memory").note, u"78.1 % · allkeys-lru"_s);
        QCOMPARE(tileOf(tiles, u"clients").value, u"214 / 10,000"_s);
        QCOMPARE(tileOf(tiles, u"replication").value, u"2"_s);
        QCOMPARE(tileOf(tiles, u"replication").note, u"only 1 online"_s);
        QCOMPARE(tileOf(tiles, u"replication").state, StateRole::Warning);
        QVERIFY(tileOf(tiles, u"persistence").note.contains(u"1,204 changes"));
    }

    void aHitRateWithoutLookupsIsNotZero()
    {
        Snapshot idle = sampled(redisState());
        drop(idle, u"lockmaster_hit_ratio");
        QCOMPARE(tileOf(redisTiles(idle), u"hitrate").value, u"–"_s);
        QCOMPARE(tileOf(redisTiles(idle), u"hitrate").note, u"no key was looked up since the last sample"_s);
        idle.samples.clear();
        QCOMPARE(tileOf(redisTiles(idle), u"hitrate").note, u"a rate needs two samples"_s);
        QCOMPARE(tileOf(redisTiles(idle), u"hitrate").state, StateRole::Unknown);
    }

    void warnsOfMemoryAndLimits()
    {
        RedisState full = redisState();
        full.info[u"used_memory"_s] = u"1000000000"_s;
        QCOMPARE(tileOf(redisTiles(sampled(full)), u"memory").state, StateRole::Warning);
        full.info[u"maxmemory"_s] = u"0"_s;
        QVERIFY(tileOf(redisTiles(sampled(full)), u"memory").note.startsWith(u"no limit is set"));
        QCOMPARE(tileOf(redisTiles(sampled(full)), u"memory").state, StateRole::Ok);
    }

    void tellsHiddenInfo()
    {
        RedisState bare;
        bare.serverNow = kNow;
        Snapshot snapshot = hiding(live(bare), u"INFO"_s, u"+info"_s);
        snapshot.hidden.push_back(hiding({}, u"CLUSTER INFO"_s, u"+cluster|info"_s).hidden.front());
        for (const TileText &tile : redisTiles(snapshot))
            QVERIFY2(tile.value == unknownValue(), qPrintable(tile.id));
        QCOMPARE(tileOf(redisTiles(snapshot), u"memory").note, u"hidden: ACL SETUSER monitor +info"_s);
        QCOMPARE(tileOf(redisTiles(snapshot), u"operations").note, u"hidden: ACL SETUSER monitor +info"_s);
    }

    void aBusyServerHasNoNumbers()
    {
        RedisState busy;
        busy.identity = redisState().identity;
        busy.condition = RedisCondition::Busy;
        for (const auto &tiles : {redisTiles(live(busy)), persistenceTiles(live(busy)), replicationTiles(live(busy)), memoryTiles(live(busy))}) {
            for (const TileText &tile : tiles) {
                QVERIFY2(tile.value == unknownValue(), qPrintable(tile.id + u": "_s + tile.value));
                QCOMPARE(tile.note, u"a script holds the server"_s);
            }
        }
    }

    void tellsWhatIsOnDisk()
    {
        RedisState state = redisState();
        QCOMPARE(tileOf(persistenceTiles(live(state)), u"changes").value, u"1,204"_s);
        QCOMPARE(tileOf(persistenceTiles(live(state)), u"fork").value, u"18 ms"_s);
        state.info[u"rdb_last_bgsave_status"_s] = u"err"_s;
        QCOMPARE(tileOf(persistenceTiles(live(state)), u"rdb").state, StateRole::Critical);
        QCOMPARE(tileOf(redisTiles(live(state)), u"persistence").state, StateRole::Critical);
        state = redisState();
        state.settings[u"save"_s] = QString();
        QCOMPARE(tileOf(redisTiles(live(state)), u"persistence").value, u"Off"_s);
    }

    void tellsTheCondition_data()
    {
        QTest::addColumn<int>("condition");
        QTest::addColumn<QString>("words");
        QTest::newRow("loading") << int(RedisCondition::Loading) << u"42.0 % is read"_s;
        QTest::newRow("busy") << int(RedisCondition::Busy) << u"SCRIPT KILL"_s;
        QTest::newRow("master down") << int(RedisCondition::MasterDown) << u"10.0.0.5:6379"_s;
    }
    void tellsTheCondition()
    {
        QFETCH(int, condition);
        QFETCH(QString, words);
        RedisState state = replicaState();
        state.condition = RedisCondition(condition);
        state.conditionSince = kNow - 5s;
        state.info[u"loading_loaded_perc"_s] = u"42.00"_s;
        Shown<RedisClientsPage> shown;
        shown.take(live(state));
        QTRY_VERIFY2(shown.page.condition().note().words.contains(words), qPrintable(shown.page.condition().note().words));
        QVERIFY(shown.page.condition().isVisible());
        shown.take(live(redisState(), 1s));
        QTRY_VERIFY(!shown.page.condition().isVisible());
    }

    void listsClients()
    {
        Shown<RedisClientsPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 214);
        QCOMPARE(cellText(shown.page.model(), 0, u"id"), u"42"_s); // the biggest output buffer first
        QCOMPARE(cellText(shown.page.model(), 0, u"output_memory"), u"64.0 MB"_s);
        QVERIFY(shown.page.table().status().startsWith(u"214 of 214 clients"));
        QVERIFY(shown.page.choosePreset(u"blocked"_s));
        QCOMPARE(shown.page.model().rowCount(), 4);
        QVERIFY(shown.page.table().status().contains(u"4 of 214"));
        QVERIFY(shown.page.choosePreset(u"idle"_s));
        const int idle = shown.page.model().columnOf(u"idle");
        QVERIFY(std::get<double>(shown.page.model().value(0, idle)) >= std::get<double>(shown.page.model().value(1, idle)));
    }

    void manyClientsKeepTheSelectionAndTheOrder()
    {
        Shown<RedisClientsPage> shown;
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
        Shown<RedisClientsPage> shown;
        RedisState state = redisState();
        state.clients.reset();
        shown.take(live(state));
        QTRY_VERIFY(emptyText(shown.page.table()).contains(u"next sample"));
        shown.take(hiding(live(state, 1s), u"CLIENT LIST"_s, u"+client|list"_s));
        QTRY_VERIFY(emptyText(shown.page.table()).contains(u"ACL SETUSER monitor +client|list"));
    }

    void marksAMomentInTheSlowLog()
    {
        Shown<SlowLogPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 28);
        QVERIFY(shown.page.table().status().contains(u"slower than 10 ms"));
        press(shown.page, "Mark now");
        QCOMPARE(shown.page.model().rowCount(), 0);
        QVERIFY(emptyText(shown.page.table()).contains(u"since the mark"));
        RedisState later = redisState();
        later.slowLog = slowEntries(103, 28, kNow + 3s);
        shown.take(live(later, 3s));
        QTRY_COMPARE(shown.page.model().rowCount(), 3);
        QVERIFY2(shown.page.table().status().startsWith(u"3 since "), qPrintable(shown.page.table().status()));
        press(shown.page, "Show all");
        QCOMPARE(shown.page.model().rowCount(), 28);
    }

    void countsWhatTheSlowLogHasDropped()
    {
        const SlowLogMark mark = markNow(*slowEntries(100, 28), kNow);
        QCOMPARE(mark.newest, 127);
        const SlowLogView view = since(*slowEntries(140, 28, kNow + 40s), mark);
        QCOMPARE(view.entries.size(), 28u);
        QCOMPARE(view.lost, 12); // 128 to 139
    }

    void aRestartBeginsTheNumbersAnew()
    {
        const SlowLogMark mark = markNow(*slowEntries(100, 28), kNow);
        const SlowLogView view = since(*slowEntries(0, 5, kNow + 10s), mark);
        QCOMPARE(view.entries.size(), 5u);
        QCOMPARE(view.lost, 0);
    }

    void masksCommandsOfTheSlowLog()
    {
        Shown<SlowLogPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 28);
        const SlowModel &model = shown.page.model();
        const int row = model.rowOf(103);
        QVERIFY2(row >= 0 && cellText(model, row, u"command").endsWith(u"‹secret›"), qPrintable(cellText(model, row, u"command")));
        QVERIFY(cellText(model, model.rowOf(100), u"command").startsWith(u"HGETALL cart:"));
        const std::vector<int> columns{model.columnOf(u"command")};
        QCOMPARE(toCsv(model, {{model.rowOf(100), row}, columns}), QByteArray("\"command\"\r\n\"HGETALL ?\"\r\n\"CONFIG SET ? ?\"\r\n"));
        QVERIFY(toTabSeparated(model, {{model.rowOf(100)}, columns}).endsWith(u"HGETALL ?\n"));
    }

    void offersValkeysLargeLogs()
    {
        Shown<SlowLogPage> shown;
        RedisState state = redisState();
        state.largeLogs[u"large-reply"_s] = std::make_shared<const std::vector<RedisSlowEntry>>(
            1, RedisSlowEntry{.id = 7, .at = kNow, .bytes = 3145728, .command = u"LRANGE feed 0 -1"_s});
        state.largeLogs[u"large-request"_s] = std::make_shared<const std::vector<RedisSlowEntry>>();
        shown.take(live(state));
        QTRY_COMPARE(shown.page.model().rowCount(), 28);
        choose(shown.page, "Which log", 2);
        QCOMPARE(shown.page.model().rowCount(), 1);
        QCOMPARE(cellText(shown.page.model(), 0, u"bytes"), u"3.0 MB"_s);
        choose(shown.page, "Which log", 1);
        QCOMPARE(emptyText(shown.page.table()), u"The log is empty."_s);
    }

    void showsWhereMemoryGoes()
    {
        Shown<MemoryPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.bars().parts().size(), 6u);
        const auto &parts = shown.page.bars().parts();
        QCOMPARE(parts[0].id, u"dataset"_s);
        QCOMPARE(parts[1].id, u"unused"_s); // RSS beyond what is used
        QCOMPARE(parts[1].bytes, 171966464.0);
        QVERIFY(std::ranges::contains(parts, u"tables"_s, &MemoryPart::id));
        QVERIFY(shown.page.doctorText().startsWith(u"Hi Sam"));
        QCOMPARE(shown.page.stats().rowCount(), 7);
    }

    void explainsFragmentation()
    {
        RedisState state = redisState();
        QVERIFY(fragmentationWords(state).endsWith(u"usual."));
        state.info[u"mem_fragmentation_ratio"_s] = u"0.80"_s;
        state.info[u"used_memory_rss"_s] = u"670000000"_s;
        QVERIFY(fragmentationWords(state).contains(u"swapped out"));
        state.info[u"mem_fragmentation_ratio"_s] = u"2.10"_s;
        state.info[u"used_memory_rss"_s] = u"1761607680"_s;
        QVERIFY(fragmentationWords(state).contains(u"activedefrag"));
        state.info[u"used_memory"_s] = u"1000000"_s;
        state.info[u"used_memory_rss"_s] = u"9000000"_s;
        QVERIFY(fragmentationWords(state).contains(u"only because"));
    }

    void saysWhatMemoryHides()
    {
        Shown<MemoryPage> shown;
        RedisState state = redisState();
        state.memoryStats.clear();
        state.memoryDoctor.clear();
        shown.take(hiding(live(state), u"MEMORY STATS"_s, u"+memory|stats"_s));
        QTRY_VERIFY(shown.page.doctorText().contains(u"+memory|stats"));
        QVERIFY(shown.page.bars().parts().size() >= 4); // INFO tells them too
    }

    void showsReplicas()
    {
        Shown<RedisReplicationPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.replicas().rowCount(), 2);
        const auto &model = shown.page.replicas();
        const int row = model.rowOf(u"10.0.0.6:6379"_s);
        QCOMPARE(cellText(model, row, u"behind"), u"1.0 kB"_s);
        QCOMPARE(cellText(model, row, u"target"), kCacheReplica);
        QCOMPARE(cellText(model, model.rowOf(u"10.0.0.9:6379"_s), u"behind"), u"–"_s);
        QVERIFY(shown.page.primaryText().isEmpty());
    }

    void offersMembersThatAreNotInTheFleet()
    {
        Shown<RedisReplicationPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.members()->note().headline, u"1 servers that this one names are not in the fleet"_s);
        QCOMPARE(shown.page.members()->note().words, u"10.0.0.9:6379"_s);
        QVERIFY(shown.page.members()->lines().contains(u"url: \"redis://10.0.0.9:6379\""));
        press(*shown.page.members(), "Lines for the fleet file…");
        const auto *text = shown.page.members()->findChild<QPlainTextEdit *>();
        QVERIFY(text && text->toPlainText() == shown.page.members()->lines());
        RedisState alone = redisState();
        alone.replication.replicas.pop_back();
        shown.take(live(alone, 1s));
        QTRY_VERIFY(!shown.page.members()->isVisible());
    }

    void tellsWhatThePrimarySays()
    {
        Shown<RedisReplicationPage> shown;
        shown.page.setTarget(kCacheReplica);
        shown.take(live(replicaState(), 0s, kCacheReplica));
        QTRY_VERIFY(shown.page.primaryText().contains(u"no target of this fleet"));
        shown.take(live(redisState()));
        shown.take(live(replicaState(), 1s, kCacheReplica));
        QTRY_COMPARE(shown.page.primaryText(), u"cache-1 says: online, 1.0 kB behind, last answer 1 s ago."_s);
    }

    void ratesCommandsOverTheLastMinute()
    {
        Shown<CommandsPage> shown;
        for (int second = 0; second <= 20; second += 10) {
            RedisState state = redisState();
            state.commands = commandStats(second);
            state.commandsTaken = kNow + std::chrono::seconds(second);
            state.errors[u"OOM"_s] = 3 + second;
            shown.take(live(state, std::chrono::seconds(second)));
        }
        const auto &commands = shown.page.commands();
        QTRY_COMPARE(commands.rowCount(), 4);
        QCOMPARE(cellText(commands, commands.rowOf(u"get"_s), u"calls_rate"), u"1,200/s"_s);
        QCOMPARE(cellText(commands, commands.rowOf(u"get"_s), u"mean"), u"8.0 µs"_s);
        QCOMPARE(cellText(commands, commands.rowOf(u"set"_s), u"refused_rate"), u"4.0/s"_s);
        QCOMPARE(cellText(commands, commands.rowOf(u"config|get"_s), u"mean"), u"–"_s);
        QCOMPARE(commands.rowOf(u"get"_s), 0); // most of the time was spent in it
        const auto &errors = shown.page.errors();
        QCOMPARE(cellText(errors, errors.rowOf(u"OOM"_s), u"rate"), u"1.0/s"_s);
        QVERIFY(shown.page.table().status().contains(u"over 20 s"));
    }

    void aResetIsNoRate()
    {
        RedisState before = redisState();
        before.commands = commandStats(60);
        before.commandsTaken = kNow;
        RedisState after = redisState();
        after.commands = commandStats(0);
        after.commandsTaken = kNow + 10s;
        const std::deque<SnapshotPtr> kept{share(live(before)), share(live(after, 10s))};
        const CommandWindow window = commandWindow(kept, *kept.back());
        QCOMPARE(window.commands.front().callsPerSecond, std::nullopt);
        after.identity.runId = u"another"_s;
        QCOMPARE(commandWindow(kept, live(after, 10s)).length, std::nullopt);
    }

    void serverTextStaysPlain()
    {
        Shown<RedisClientsPage> clients;
        Shown<SlowLogPage> slow;
        Shown<MemoryPage> memory;
        Shown<RedisReplicationPage> replication;
        Shown<CommandsPage> commands;
        clients.take(live(hostileState()));
        slow.take(live(hostileState()));
        memory.take(live(hostileState()));
        replication.take(live(hostileState()));
        commands.take(live(hostileState()));
        QTRY_COMPARE(commands.page.commands().rowCount(), 5);
        QTRY_COMPARE(clients.page.model().rowCount(), 1);
        for (const QWidget *page : std::initializer_list<QWidget *>{&clients.page, &slow.page, &memory.page, &replication.page, &commands.page}) {
            QCOMPARE(richLabels(*page), QStringList());
            QCOMPARE(namelessControls(*page), QStringList());
            for (const TableView *view : page->findChildren<TableView *>())
                QCOMPARE(unseenInCells(view->table()), QStringList());
        }
        QVERIFY(!memory.page.doctorText().contains(u'\u202e'));
    }

    void dashboardsShowTilesAndCharts()
    {
        MomentBus bus(redisFleet());
        RedisDashboardPage page(u"overview"_s, u"Overview"_s, redisOverview(), bus);
        page.resize(1100, 700);
        page.setTarget(kCache);
        page.show();
        bus.take(share(sampled(redisState())));
        QTRY_COMPARE(page.findChild<Tile *>(u"clients"_s)->text().value, u"214 / 10,000"_s);
        QCOMPARE(richLabels(page), QStringList());
        QCOMPARE(namelessControls(page), QStringList());
        page.setTarget(kCacheReplica);
        QCOMPARE(page.findChild<Tile *>(u"clients"_s)->text().value, u"–"_s);
    }
};

QTEST_MAIN(TestRedisPages)
#include "tst_redispages.moc"
