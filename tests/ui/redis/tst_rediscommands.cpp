// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Commands page of a Redis server.
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/redis/commands/commandspage.h"

#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestRedisCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void ratesCommandsOverTheLastMinute()
    {
        ShownRedis<CommandsPage> shown;
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
        QCOMPARE(commands.rowOf(u"set"_s), 0); // calls of it are refused
        QCOMPARE(commands.rowOf(u"get"_s), 1); // most of the time was spent in it
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

    void sortsAndFilters()
    {
        ShownRedis<CommandsPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.commands().rowCount(), 4);
        QCOMPARE(columnTexts(shown.page.commands(), u"calls_rate"),
                 QStringList(4, u"–"_s)); // of one sample there is no rate
        sortBy(shown.page.table(), u"p99", Qt::DescendingOrder);
        QCOMPARE(columnTexts(shown.page.commands(), u"command"),
                 (QStringList{u"keys"_s, u"config|get"_s, u"set"_s, u"get"_s}));
        filter(shown.page, u"Commands"_s, u"get"_s);
        QCOMPARE(shown.page.commands().rowCount(), 2);
        filter(shown.page, u"Errors"_s, u"oom"_s);
        QCOMPARE(columnTexts(shown.page.errors(), u"count"), QStringList{u"3"_s});
    }

    void saysWhyThereIsNothing()
    {
        ShownRedis<CommandsPage> shown;
        RedisState state = bareState();
        shown.take(hiding(state, {u"INFO"_s}));
        QTRY_VERIFY(emptyText(shown.page.table()).endsWith(u"ACL SETUSER monitor +info"));
        state = redisState();
        state.errors.clear();
        shown.take(live(state, 1s));
        QTRY_VERIFY(errorTable(shown.page)->accessibleDescription() == u"No error reply was sent since the start.");
        state.identity.versionNumber = 60016;
        shown.take(live(state, 2s));
        QTRY_VERIFY(errorTable(shown.page)->accessibleDescription().contains(u"does not count errors"));
    }

private:
    static const TableView *errorTable(const CommandsPage &page)
    {
        const auto views = page.findChildren<TableView *>();
        return *std::ranges::find(views, u"Errors"_s, &QWidget::accessibleName);
    }
};

LOCKMASTER_WINDOW_TEST(TestRedisCommands)
#include "tst_rediscommands.moc"
