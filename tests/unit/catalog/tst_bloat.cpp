// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Estimated bloat, against tables and indexes whose layout is known to the byte.
#include <QTest>

#include "harness/testprogram.h"
#include "model/postgres/bloat.h"

using namespace lockmaster;

namespace {

constexpr std::int64_t kBlock = 8192;

/// Rows of one int8: 4 + 24 + 8 bytes, 226 in a page and a rest that the estimate does not know to be lost.
BloatBasis narrowTable(std::int64_t rows, std::int64_t pages)
{
    return {.blockBytes = kBlock, .bytes = pages * kBlock, .rows = rows, .width = 8, .columns = 1};
}

/// Entries of one int8: 4 + 8 + 8 bytes, 366 in a page that is 90 % full.
BloatBasis narrowIndex(std::int64_t rows, std::int64_t pages)
{
    return {.blockBytes = kBlock, .bytes = pages * kBlock, .rows = rows, .width = 8, .fillFactor = 90};
}

} // namespace

class TestBloat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofATable()
    {
        QVERIFY(tableBloat(narrowTable(226'000, 1000)).value() < 5 * kBlock);
        QVERIFY(tableBloat(narrowTable(113'000, 1000)).value() > 490 * kBlock);
        QVERIFY(tableBloat(narrowTable(113'000, 1000)).value() < 505 * kBlock);
        QCOMPARE(tableBloat(narrowTable(0, 10)).value(), 10 * kBlock);
        QCOMPARE(tableBloat(narrowTable(500'000, 10)).value(), 0); // never below
    }

    void fillFactorIsNoBloat()
    {
        BloatBasis loose = narrowTable(113'000, 1000);
        loose.fillFactor = 50;
        QVERIFY(tableBloat(loose).value() < 5 * kBlock);
    }

    void nullsNeedABitmap()
    {
        BloatBasis table{.blockBytes = kBlock, .bytes = 1000 * kBlock, .rows = 100'000, .width = 8, .columns = 9};
        const auto without = tableBloat(table);
        table.hasNulls = true; // 23 + 2 bytes of header, aligned to 32
        QVERIFY(*tableBloat(table) < *without);
    }

    void ofAnIndex()
    {
        QCOMPARE(btreeBloat(narrowIndex(366'000, 1001)).value(), 0);
        QCOMPARE(btreeBloat(narrowIndex(183'000, 1001)).value(), 500 * kBlock);
        QCOMPARE(btreeBloat(narrowIndex(366'000, 500)).value(), 0); // deduplicated
    }

    void unknownIsNotZero()
    {
        BloatBasis table = narrowTable(100, 10);
        table.rows.reset();
        QVERIFY(!tableBloat(table) && !btreeBloat(table));
        table = narrowTable(100, 10);
        table.width.reset();
        QVERIFY(!tableBloat(table) && !btreeBloat(table));
    }
};

LOCKMASTER_TEST(TestBloat)
#include "tst_bloat.moc"
