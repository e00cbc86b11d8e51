// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harness/testprogram.h"
#include "ui/charts/seriesdecimator.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace lockmaster;
using namespace std::chrono_literals;

namespace {

const WallTime kStart{1'763'700'000s};
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

std::vector<SeriesPoint> everySecond(const std::vector<double> &values)
{
    std::vector<SeriesPoint> points;
    for (std::size_t i = 0; i < values.size(); ++i)
        points.push_back({kStart + std::chrono::seconds(i), values[i]});
    return points;
}

TimeSpan seconds(int from, int to)
{
    return {kStart + std::chrono::seconds(from), kStart + std::chrono::seconds(to)};
}

QString asText(const std::vector<LinePiece> &pieces)
{
    QStringList texts;
    for (const LinePiece &piece : pieces) {
        QStringList values;
        for (const QPointF &point : piece)
            values << QString::number(point.y());
        texts << values.join(u' ');
    }
    return texts.join(QStringLiteral(" | "));
}

} // namespace

class TestDecimator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsFewPointsAsTheyAre()
    {
        const auto points = everySecond({1, 2, 3, 2});
        const auto pieces = decimate(points, seconds(0, 4), 100);
        QCOMPARE(asText(pieces), QStringLiteral("1 2 3 2"));
        QCOMPARE(pieces.front().front().x(), chartX(kStart));
    }

    void neverHidesASpike()
    {
        std::vector<double> values(86'400, 5);
        values[40'000] = 900;
        values[70'001] = -3;
        const auto pieces = decimate(everySecond(values), seconds(0, 86'400), 600);
        QCOMPARE(pieces.size(), 1u);
        QVERIFY2(pieces.front().size() <= 2 * 602, qPrintable(QString::number(pieces.front().size())));
        const auto [low, high] = std::ranges::minmax(pieces.front(), {}, &QPointF::y);
        QCOMPARE(high.y(), 900.0);
        QCOMPARE(low.y(), -3.0);
    }

    void keepsTheOrderOfTime()
    {
        std::vector<double> values;
        for (int i = 0; i < 5'000; ++i)
            values.push_back(double((i * 7919) % 101));
        const auto pieces = decimate(everySecond(values), seconds(0, 5'000), 50);
        QVERIFY(std::ranges::is_sorted(pieces.front(), {}, &QPointF::x));
    }

    void splitsAtGaps_data()
    {
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<QString>("expected");
        QTest::newRow("in the middle") << QList<double>{1, 2, kGap, 3} << "1 2 | 3";
        QTest::newRow("many in a row") << QList<double>{1, kGap, kGap, kGap, 4} << "1 | 4";
        QTest::newRow("at both ends") << QList<double>{kGap, 1, kGap} << "1";
        QTest::newRow("nothing but gaps") << QList<double>{kGap, kGap} << "";
        QTest::newRow("nothing") << QList<double>{} << "";
    }
    void splitsAtGaps()
    {
        QFETCH(QList<double>, values);
        QFETCH(QString, expected);
        const auto points = everySecond({values.begin(), values.end()});
        QCOMPARE(asText(decimate(points, seconds(0, 10), 100)), expected);
    }

    void aGapWithinOneColumnStillSplits()
    {
        const auto points = everySecond({1, 2, kGap, 3, 4});
        QCOMPARE(asText(decimate(points, seconds(0, 5), 1)), QStringLiteral("1 2 | 3 4"));
    }

    void runsToTheEdgesOfTheSpan()
    {
        const auto points = everySecond({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        QCOMPARE(asText(decimate(points, seconds(3, 5), 100)), QStringLiteral("2 3 4 5 6"));
        QCOMPARE(asText(decimate(points, seconds(20, 30), 100)), QStringLiteral("9"));
        QVERIFY(decimate(points, seconds(5, 5), 100).empty());
    }

    void stacksLayersOnEachOther()
    {
        const auto cpu = everySecond({1, 2, kGap, 4});
        const auto lock = everySecond({10, 20, kGap, 40});
        const auto layers = decimateStack({cpu, lock}, seconds(0, 10), 100);
        QCOMPARE(layers.size(), 2u);
        QCOMPARE(asText(layers[0]), QStringLiteral("1 2 | 4"));
        QCOMPARE(asText(layers[1]), QStringLiteral("11 22 | 44"));
    }

    void stackKeepsTheHighestMomentOfAColumn()
    {
        const auto cpu = everySecond({1, 7, 1, 1});
        const auto lock = everySecond({1, 1, 9, 1});
        const auto layers = decimateStack({cpu, lock}, seconds(0, 4), 1);
        QCOMPARE(asText(layers[0]), QStringLiteral("1"));
        QCOMPARE(asText(layers[1]), QStringLiteral("10"));
    }

    void aClassThatWasNeverSeenIsAFlatLayer()
    {
        const auto cpu = everySecond({1, 2});
        const auto layers = decimateStack({cpu, {}}, seconds(0, 4), 10);
        QCOMPARE(asText(layers[1]), QStringLiteral("1 2"));
    }

    void tellsTheValueUnderTheCrossHair()
    {
        const auto points = everySecond({1, 2, kGap, 3});
        QCOMPARE(valueAt(points, kStart + 1400ms, 1s), 2.0);
        QVERIFY(std::isnan(valueAt(points, kStart + 2500ms, 1s)));
        QVERIFY(std::isnan(valueAt(points, kStart - 1s, 1s)));
        QVERIFY(std::isnan(valueAt(points, kStart + 60s, 1s)));
    }
};

LOCKMASTER_TEST(TestDecimator)
#include "tst_decimator.moc"
