// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The Memory page of a Redis server.
#include "harness/windowtest.h"
#include "redispagefixtures.h"

#include "ui/redis/memory/memorypage.h"
#include "ui/redis/memory/memorytiles.h"
#include "ui/redis/memory/partbars.h"

#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;

class TestRedisMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void showsWhereMemoryGoes()
    {
        ShownRedis<MemoryPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.bars().parts().size(), 6u);
        const auto &parts = shown.page.bars().parts();
        QCOMPARE(parts[0].id, u"dataset"_s);
        QVERIFY(!parts[1].isOutside);
        QCOMPARE(parts.back().id, u"unused"_s); // RSS beyond what is used, of which the others are parts
        QVERIFY(parts.back().isOutside);
        QCOMPARE(parts.back().bytes, 171966464.0);
        QVERIFY(std::ranges::contains(parts, u"tables"_s, &MemoryPart::id));
        QCOMPARE(shown.page.doctorText(), u"No issue."_s);
        QVERIFY(!shown.page.findChild<QPlainTextEdit *>()->isVisible());
        QCOMPARE(shown.page.stats().rowCount(), 7);
    }

    void explainsFragmentation()
    {
        RedisState state = redisState();
        QVERIFY(fragmentationWords(state).endsWith(u"usual."));
        state.info[u"mem_fragmentation_ratio"_s] = u"0.80"_s;
        state.info[u"used_memory_rss"_s] = u"670000000"_s;
        QVERIFY(fragmentationWords(state).contains(u"swapped out"));
        QCOMPARE(tileOf(judged(memoryTiles, live(state)), u"fragmentation").state, HealthState::Warning);
        state.info[u"used_memory_rss"_s] = u"838000000"_s; // less than a megabyte was never touched
        QVERIFY(fragmentationWords(state).contains(u"not touched yet"));
        QCOMPARE(tileOf(judged(memoryTiles, live(state)), u"fragmentation").state, HealthState::Ok);
        state.info[u"mem_fragmentation_ratio"_s] = u"2.10"_s;
        state.info[u"used_memory_rss"_s] = u"1761607680"_s;
        QVERIFY(fragmentationWords(state).contains(u"activedefrag"));
        state.info[u"used_memory"_s] = u"1000000"_s;
        state.info[u"used_memory_rss"_s] = u"9000000"_s;
        QVERIFY(fragmentationWords(state).contains(u"only because"));
    }

    void tellsTheLimit()
    {
        RedisState state = redisState();
        QCOMPARE(tileOf(judged(memoryTiles, live(state)), u"limit").value, u"1.0 GB"_s);
        QCOMPARE(tileOf(judged(memoryTiles, live(state)), u"limit").note, u"78.1 % used · allkeys-lru"_s);
        state.info[u"maxmemory"_s] = u"0"_s;
        QCOMPARE(tileOf(judged(memoryTiles, live(state)), u"limit").value, u"None"_s);
    }

    void theDoctorsFindingsAreKept()
    {
        ShownRedis<MemoryPage> shown;
        RedisState state = redisState();
        state.memoryDoctor = u"Sam, I detected a few issues in this Redis instance memory implants:"_s;
        shown.take(live(state));
        QTRY_COMPARE(shown.page.doctorText(), state.memoryDoctor);
        QVERIFY(shown.page.findChild<QPlainTextEdit *>()->isVisible());
    }

    void eachPartSaysWhatItLacks()
    {
        ShownRedis<MemoryPage> shown;
        RedisState state = redisState();
        state.memoryStats.clear();
        state.memoryDoctor.clear();
        shown.take(hiding(state, {u"MEMORY STATS"_s, u"MEMORY DOCTOR"_s}));
        QTRY_COMPARE(
            shown.page.doctorText(),
            u"The user monitor is not allowed to run MEMORY DOCTOR. To allow it: ACL SETUSER monitor +memory|doctor"_s);
        const auto *table = shown.page.findChild<TableView *>();
        QVERIFY2(table->accessibleDescription().endsWith(u"+memory|stats"), qPrintable(table->accessibleDescription()));
        QVERIFY(shown.page.bars().parts().size() >= 4); // INFO tells them too
    }

    void filtersStatistics()
    {
        ShownRedis<MemoryPage> shown;
        shown.take(live(redisState()));
        QTRY_COMPARE(shown.page.stats().rowCount(), 7);
        filter(shown.page, u"Memory statistics"_s, u"fragmentation"_s);
        QCOMPARE(columnTexts(shown.page.stats(), u"value"), QStringList{u"1.20"_s}); // a ratio, no bytes
        filter(shown.page, u"Memory statistics"_s, u"keys.count"_s);
        QCOMPARE(columnTexts(shown.page.stats(), u"value"), QStringList{u"812 k"_s});
    }
};

LOCKMASTER_WINDOW_TEST(TestRedisMemory)
#include "tst_redismemory.moc"
