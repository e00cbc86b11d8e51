// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in order, how fast they grow and are read, how far sequences are, and names as SQL reads them.
#include <QTest>

#include "harness/catalogfixtures.h"
#include "harness/testprogram.h"
#include "model/postgres/askedcatalog.h"
#include "model/postgres/catalogorder.h"
#include "model/postgres/sqlname.h"
#include "probes/postgres/draft/cataloghistory.h"

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace std::chrono_literals;

namespace {

constexpr ServerTime kStart{1'795'000'000s};

QStringList namesOf(const Catalog &catalog, TableOrder order, std::size_t most = 10)
{
    QStringList names;
    for (const CatalogTable *table : firstTables(catalog, order, most))
        names << table->name;
    return names;
}

Catalog readingAt(ServerTime at, std::int64_t bytes, std::int64_t seqScans = 0)
{
    Catalog catalog;
    catalog.readAt = at;
    catalog.tables = {tableOf(1, u"orders"_s, bytes)};
    catalog.tables.front().use.seqScans = seqScans;
    return catalog;
}

CatalogSequence sequenceOf(std::int64_t first, std::int64_t step, std::int64_t limit, std::optional<std::int64_t> last)
{
    CatalogSequence sequence;
    sequence.first = first;
    sequence.step = step;
    sequence.limit = limit;
    sequence.last = last;
    return sequence;
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orders()
    {
        Catalog catalog;
        catalog.tables = {tableOf(1, u"small"_s, 10), tableOf(2, u"big"_s, 1000), tableOf(3, u"old"_s, 100)};
        catalog.tables[0].deadRows = 7;
        catalog.tables[1].upkeep.autoanalyzed = kStart;
        catalog.tables[2].transactions = 150'000'000;
        QCOMPARE(namesOf(catalog, TableOrder::Largest), (QStringList{u"big"_s, u"old"_s, u"small"_s}));
        QCOMPARE(namesOf(catalog, TableOrder::Largest, 1), QStringList{u"big"_s});
        QCOMPARE(namesOf(catalog, TableOrder::DeadRows), QStringList{u"small"_s});
        QCOMPARE(namesOf(catalog, TableOrder::Oldest).front(), u"old"_s);
        QCOMPARE(namesOf(catalog, TableOrder::NeverAnalyzed), (QStringList{u"old"_s, u"small"_s}));
        QCOMPARE(namesOf(catalog, TableOrder::NextVacuum).front(), u"old"_s);
        QCOMPARE(namesOf(catalog, TableOrder::Growing), QStringList()); // not watched yet
        QCOMPARE(namesOf(catalog, TableOrder::ReadInFull), QStringList());
    }

    void nextVacuum()
    {
        CatalogTable table = tableOf(1, u"orders"_s);
        table.deadRows = 25;
        QCOMPARE(vacuumDue(table), 0.5);
        table.upkeep.insertedRows = 2000;
        QCOMPARE(vacuumDue(table), 2.0);
        table.upkeep.insertAt.reset(); // switched off
        QCOMPARE(vacuumDue(table), 0.5);
        table.upkeep.modifiedRows = 100;
        QCOMPARE(analyzeDue(table), 2.0);
        table.upkeep.isAutomatic = false;
        table.transactions = 100'000'000;
        QCOMPARE(vacuumDue(table), 0.5); // against wraparound it comes all the same
        table.transactions = 0;
        QCOMPARE(vacuumDue(table), 0.0);
        QCOMPARE(analyzeDue(table), 0.0);
    }

    void growth()
    {
        CatalogHistory history;
        Catalog first = readingAt(kStart, 1'000'000);
        history.grow(first);
        QVERIFY(!first.tables.front().space.growthPerSecond);
        Catalog soon = readingAt(kStart + 10s, 1'100'000);
        history.grow(soon);
        QVERIFY(!soon.tables.front().space.growthPerSecond); // one leap of a file is no rate
        Catalog later = readingAt(kStart + 100s, 2'000'000);
        history.grow(later);
        QCOMPARE(later.tables.front().space.growthPerSecond.value(), 10'000.0);
        for (int minute = 2; minute <= 120; ++minute) { // what is more than an hour ago does not count
            Catalog next = readingAt(kStart + minute * 1min, 2'000'000);
            history.grow(next);
            later = next;
        }
        QCOMPARE(later.tables.front().space.growthPerSecond.value(), 0.0);
    }

    void rates()
    {
        const Catalog before = readingAt(kStart, 0, 100);
        Catalog now = readingAt(kStart + 10s, 0, 150);
        addRates(before, now);
        QCOMPARE(now.tables.front().use.seqScansPerSecond.value(), 5.0);
        Catalog reset = readingAt(kStart + 20s, 0, 3);
        addRates(now, reset);
        QVERIFY(!reset.tables.front().use.seqScansPerSecond);
        Catalog another = readingAt(kStart + 20s, 0, 300);
        another.tables.front().oid = 2;
        addRates(now, another);
        QVERIFY(!another.tables.front().use.seqScansPerSecond);
    }

    void sequences()
    {
        QCOMPARE(sequenceOf(1, 1, 2'147'483'647, 1'073'741'824).used().value(), 0.5);
        QCOMPARE(sequenceOf(1, 10, 1001, 501).used().value(), 0.5);
        QCOMPARE(sequenceOf(1, 10, 1001, 501).left().value(), 50);
        QCOMPARE(sequenceOf(-1, -1, -101, -76).used().value(), 0.75);
        QCOMPARE(sequenceOf(-1, -1, -101, -76).left().value(), 25);
        QVERIFY(!sequenceOf(1, 1, 100, {}).used() && !sequenceOf(1, 1, 100, {}).left());
        constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(sequenceOf(-kMost, 1, kMost, -kMost).used().value(), 0.0);
        QVERIFY(sequenceOf(-kMost, 1, kMost, -kMost).left().value() > 0);
    }

    void names()
    {
        QCOMPARE(sqlName(u"sales"_s, u"orders_2026"_s), u"sales.orders_2026"_s);
        QCOMPARE(sqlName(u"sales"_s, u"Orders"_s), u"sales.\"Orders\""_s);
        QCOMPARE(sqlName(u"a.b"_s, u"x\"; DROP TABLE y; --"_s), u"\"a.b\".\"x\"\"; DROP TABLE y; --\""_s);
        QCOMPARE(quotedSqlName(u"sales"_s, u"orders"_s), u"\"sales\".\"orders\""_s);
    }

    void whatIsAsked()
    {
        const AskedCatalog asked{u"billing"_s, u"orders\nx"_s};
        QCOMPARE(askedIn(askedWord(asked)), std::optional(asked));
        QVERIFY(!askedIn(u"tables"_s));
    }
};

LOCKMASTER_TEST(TestCatalog)
#include "tst_catalog.moc"
