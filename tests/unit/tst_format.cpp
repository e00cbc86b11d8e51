// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"
#include "harness/testprogram.h"

#include <QLocale>
#include <QTest>
#include <limits>

using namespace lockmaster;
using namespace std::chrono;
using namespace Qt::StringLiterals;

class TestFormat final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void durations_data();
    void durations();
    void wholeSeconds();
    void bytes_data();
    void bytes();
    void counts_data();
    void counts();
    void rates_data();
    void rates();
    void percents_data();
    void percents();
    void moments();
    void followsTheLocale();
};

void TestFormat::initTestCase()
{
    qputenv("TZ", "Europe/Berlin");
    tzset();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestFormat::durations_data()
{
    QTest::addColumn<qint64>("microseconds");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text, microseconds duration) {
        QTest::newRow(text) << qint64(duration.count()) << QString::fromUtf8(text);
    };
    row("0 ms", 0us);
    row("310 µs", 310us);
    row("2.4 ms", 2'490us);
    row("2 ms", 2ms);
    row("12 ms", 12'900us);
    row("340 ms", 340ms);
    row("999 ms", 999'999us);
    row("1 s", 1s);
    row("4.2 s", 4'299ms);
    row("59.9 s", 59'999ms);
    row("5 m", 5min);
    row("4 m 02 s", 4min + 2s);
    row("4 m 12 s", 4min + 12s + 900ms);
    row("2 h 11 m", 2h + 11min + 59s);
    row("41 d 3 h", days(41) + 3h + 59min);
    row("1,200 d 0 h", days(1200));
    QTest::newRow("a clock that stepped back") << qint64(-5'000'000) << u"0 ms"_s;
}

void TestFormat::durations()
{
    QFETCH(const qint64, microseconds);
    QTEST(formatDuration(std::chrono::microseconds(microseconds)), "text");
}

void TestFormat::wholeSeconds()
{
    QCOMPARE(formatWholeSeconds(0s), u"< 1 s"_s);
    QCOMPARE(formatWholeSeconds(625ms), u"< 1 s"_s); // known to the second only
    QCOMPARE(formatWholeSeconds(-3s), u"< 1 s"_s);
    QCOMPARE(formatWholeSeconds(4'625ms), u"4 s"_s);
    QCOMPARE(formatWholeSeconds(1min + 2'900ms), u"1 m 02 s"_s);
}

void TestFormat::bytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text, std::int64_t bytes) {
        QTest::newRow(text) << qint64(bytes) << QString::fromUtf8(text);
    };
    row("0 B", 0);
    row("512 B", 512);
    row("1,023 B", 1023);
    row("1.2 kB", 1229);
    row("340 kB", 340 * 1024);
    row("1.0 MB", 1024 * 1024 - 1);
    row("1.2 GB", 1'288'490'189);
    row("12.3 TB", 13'523'993'930'506);
    row("8.0 EB", std::numeric_limits<std::int64_t>::max());
    row("-1.2 kB", -1229);
}

void TestFormat::bytes()
{
    QFETCH(const qint64, bytes);
    QTEST(formatBytes(bytes), "text");
}

void TestFormat::counts_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("small") << qint64(7) << u"7"_s;
    QTest::newRow("separator") << qint64(1234) << u"1,234"_s;
    QTest::newRow("last exact") << qint64(99'999) << u"99,999"_s;
    QTest::newRow("first short") << qint64(100'000) << u"100 k"_s;
    QTest::newRow("never 1,000 k") << qint64(999'999) << u"1.0 M"_s;
    QTest::newRow("millions") << qint64(12'345'678) << u"12.3 M"_s;
    QTest::newRow("negative") << qint64(-123'456) << u"-123 k"_s;
}

void TestFormat::counts()
{
    QFETCH(const qint64, count);
    QTEST(formatCount(count), "text");
}

void TestFormat::rates_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0/s"_s;
    QTest::newRow("rare") << 0.314 << u"0.31/s"_s;
    QTest::newRow("tens") << 12.34 << u"12.3/s"_s;
    QTest::newRow("thousands") << 1240.4 << u"1,240/s"_s;
    QTest::newRow("many") << 1.5e6 << u"1.5 M/s"_s;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << u"–"_s;
}

void TestFormat::rates()
{
    QFETCH(const double, rate);
    QTEST(formatRate(rate), "text");
}

void TestFormat::percents_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QString>("text");
    QTest::newRow("part") << 0.984 << u"98.4 %"_s;
    QTest::newRow("none") << 0.0 << u"0.0 %"_s;
    QTest::newRow("small is not nothing") << 0.0003 << u"< 0.1 %"_s;
    QTest::newRow("nearly full is not full") << 0.99999 << u"99.9 %"_s;
    QTest::newRow("full") << 1.0 << u"100.0 %"_s;
    QTest::newRow("not a number") << std::numeric_limits<double>::infinity() << u"–"_s;
}

void TestFormat::percents()
{
    QFETCH(const double, ratio);
    QTEST(formatPercent(ratio), "text");
}

void TestFormat::moments()
{
    const WallTime moment = sys_days(2026y / November / 21) + 2h + 12min + 7s + 123'456us;
    QCOMPARE(formatTimeOfDay(moment), u"03:12:07"_s);
    QCOMPARE(formatMoment(moment), u"2026-11-21 03:12:07.123 CET"_s);
    QCOMPARE(formatIso(moment), u"2026-11-21T02:12:07.123456Z"_s);
    QCOMPARE(formatIso(sys_days(1969y / December / 31) + 23h), u"1969-12-31T23:00:00.000000Z"_s);
}

void TestFormat::followsTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(formatDuration(4200ms), u"4,2 s"_s);
    QCOMPARE(formatCount(1234), u"1.234"_s);
    QCOMPARE(formatBytes(1'288'490'189), u"1,2 GB"_s);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

LOCKMASTER_TEST(TestFormat)
#include "tst_format.moc"
