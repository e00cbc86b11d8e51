// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Slow log page of a Redis server.
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/actions/offers/pageactions.h"
#include "ui/common/rows/tableexport.h"
#include "ui/redis/slowlog/slowlogpage.h"

#include <QMenu>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestRedisSlowLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    /// What is about the server as a whole, with the reason when it cannot be done.
    void theServersActionsAreInAMenu()
    {
        ShownRedis<SlowLogPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 28);
        auto *button = shown.page.findChild<PageActions *>();
        QVERIFY(button);
        QStringList titles;
        for (const QAction *entry : button->menu()->actions())
            titles << entry->text();
        QCOMPARE(titles, (QStringList{u"Empty the slow log…"_s, u"Empty the latency monitor…"_s}));
        QSignalSpy asked(&shown.page, &Page::actionRequested);
        Q_EMIT button->menu()->aboutToShow();
        button->menu()->actions().constFirst()->trigger();
        QCOMPARE(asked.front().front().value<ActionRequest>().action, u"redis.slowlog.reset"_s);
        shown.bus.freeze();
        Q_EMIT button->menu()->aboutToShow();
        QVERIFY(!button->menu()->actions().constFirst()->isEnabled());
        QVERIFY(button->menu()->actions().constFirst()->toolTip().contains(u"This is the past"));
    }

    void marksAMomentInTheSlowLog()
    {
        ShownRedis<SlowLogPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 28);
        QVERIFY(shown.page.table().status().contains(u"slower than 10 ms"));
        press(shown.page, u"Mark now");
        QCOMPARE(shown.page.model().rowCount(), 0);
        QVERIFY(emptyText(shown.page.table()).contains(u"since the mark"));
        RedisState later = redisState();
        later.slowLog = slowEntries(103, 28, kNow + 3s);
        shown.take(live(later, 3s));
        QTRY_COMPARE(shown.page.model().rowCount(), 3);
        QVERIFY2(shown.page.table().status().startsWith(u"3 since "), qPrintable(shown.page.table().status()));
        press(shown.page, u"Show all");
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
        ShownRedis<SlowLogPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 28);
        const SlowModel &model = shown.page.model();
        const int row = model.rowOf(103);
        QVERIFY2(row >= 0 && cellText(model, row, u"command").endsWith(u"‹secret›"),
                 qPrintable(cellText(model, row, u"command")));
        QVERIFY(cellText(model, model.rowOf(100), u"command").startsWith(u"HGETALL cart:"));
        const std::vector<int> columns{model.columnOf(u"command")};
        QCOMPARE(toCsv(model, {{model.rowOf(100), row}, columns}),
                 QByteArray("\"command\"\r\n\"HGETALL ?\"\r\n\"CONFIG SET ? ?\"\r\n"));
        QVERIFY(toTabSeparated(model, {{model.rowOf(100)}, columns}).endsWith(u"HGETALL ?\n"));
    }

    void offersValkeysLargeLogs()
    {
        ShownRedis<SlowLogPage> shown;
        RedisState state = redisState();
        state.largeLogs[u"large-reply"_s] = std::make_shared<const std::vector<RedisSlowEntry>>(
            1, RedisSlowEntry{.id = 7, .at = kNow, .bytes = 3145728, .command = u"LRANGE feed 0 -1"_s});
        state.largeLogs[u"large-request"_s] = std::make_shared<const std::vector<RedisSlowEntry>>();
        shown.take(live(state));
        QTRY_COMPARE(shown.page.model().rowCount(), 28);
        choose(shown.page, u"Which log", 2);
        QCOMPARE(shown.page.model().rowCount(), 1);
        QCOMPARE(cellText(shown.page.model(), 0, u"bytes"), u"3.0 MB"_s);
        choose(shown.page, u"Which log", 1);
        QCOMPARE(emptyText(shown.page.table()), u"The log is empty."_s);
    }

    void ofAServerNeverReachedNoSizeIsShown()
    {
        ShownRedis<SlowLogPage> shown;
        Snapshot gone = redisFrame(kCache, 0s);
        gone.link = {.phase = LinkPhase::Broken, .rung = Rung::Tcp, .error = Error{.kind = ErrorKind::Network}};
        shown.take(gone);
        QTRY_COMPARE(emptyText(shown.page.table()), u"Nothing has been read from this server yet."_s);
        QVERIFY(shown.page.table().view().isColumnHidden(shown.page.model().columnOf(u"bytes")));
    }

    void saysWhyThereIsNoLog()
    {
        ShownRedis<SlowLogPage> shown;
        RedisState state = redisState();
        state.slowLog.reset();
        state.slowLogLength.reset();
        shown.take(hiding(state, {u"SLOWLOG LEN"_s, u"SLOWLOG GET"_s}));
        QTRY_COMPARE(
            emptyText(shown.page.table()),
            u"The user monitor is not allowed to run SLOWLOG GET. To allow it: ACL SETUSER monitor +slowlog|get"_s);
        QVERIFY2(shown.page.table().status().startsWith(u"as of"), qPrintable(shown.page.table().status())); // no count
        state.slowLog = slowEntries(0, 0);
        state.settings[u"slowlog-log-slower-than"_s] = u"10000"_s;
        shown.take(live(state, 1s));
        QTRY_COMPARE(emptyText(shown.page.table()),
                     u"The log is empty: no command took longer than 10 ms (slowlog-log-slower-than)."_s);
        state.settings[u"slowlog-log-slower-than"_s] = u"-1"_s;
        shown.take(live(state, 2s));
        QTRY_COMPARE(emptyText(shown.page.table()), u"The slow log is off: slowlog-log-slower-than is negative."_s);
    }

    void nothingIsUnknownBecauseItIsShort()
    {
        ShownRedis<SlowLogPage> shown;
        RedisState state = redisState();
        state.slowLog = std::make_shared<const std::vector<RedisSlowEntry>>(
            1, RedisSlowEntry{.id = 1, .at = kNow, .command = u"PING"_s});
        state.settings[u"slowlog-log-slower-than"_s] = u"0"_s;
        shown.take(live(state));
        QTRY_COMPARE(shown.page.model().rowCount(), 1);
        QCOMPARE(cellText(shown.page.model(), 0, u"duration"), u"< 1 µs"_s);
        QVERIFY2(shown.page.table().status().contains(u"every command is logged"),
                 qPrintable(shown.page.table().status()));
    }

    void sortsAndFilters()
    {
        ShownRedis<SlowLogPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.model().rowCount(), 28);
        QCOMPARE(cellText(shown.page.model(), 0, u"id"), u"127"_s); // the newest first
        sortBy(shown.page.table(), u"duration", Qt::DescendingOrder);
        QCOMPARE(cellText(shown.page.model(), 0, u"duration"), u"39 ms"_s);
        filter(shown.page, u"Slow log"_s, u"config set"_s);
        QCOMPARE(columnTexts(shown.page.model(), u"command"), QStringList(4, u"CONFIG SET requirepass ‹secret›"_s));
    }
};

LOCKMASTER_WINDOW_TEST(TestRedisSlowLog)
#include "tst_redisslowlog.moc"
