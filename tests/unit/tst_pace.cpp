// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pace.h"

#include "harness/testprogram.h"

#include <QTest>

using namespace lockmaster;
using namespace std::chrono_literals;

class TestPace final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDearServerIsAskedLessOften();
    void aBusyComputerIsNoCost();
    void twoCheapSamplesBringItBack();
    void oneCheapSampleOfNineIsChance();
    void withoutShareNothingIsStretched();
    void momentsThatHavePassedAreSkipped();
};

static void spend(Pace &pace, std::initializer_list<std::chrono::microseconds> costs)
{
    for (const auto cost : costs)
        pace.spent(cost);
}

void TestPace::aDearServerIsAskedLessOften()
{
    Pace pace(1s, 0.005);
    for (int i = 0; i < 9; ++i)
        pace.spent(i % 2 == 0 ? 8ms : 9ms);
    QCOMPARE(pace.interval(), 2s);
    QVERIFY(pace.reason().contains(QStringLiteral("at least 8.0 ms")));
}

void TestPace::aBusyComputerIsNoCost()
{
    Pace pace(1s, 0.005);
    spend(pace, {216ms, 180ms, 900us, 300ms, 250ms, 216ms, 190ms, 2ms, 216ms});
    QCOMPARE(pace.interval(), 1s);
    QVERIFY(pace.reason().isEmpty());
}

void TestPace::oneCheapSampleOfNineIsChance()
{
    Pace pace(1s, 0.005);
    spend(pace, {300ms, 300ms, 300ms, 300ms, 300ms, 300ms, 300ms, 300ms, 5ms});
    QCOMPARE(pace.interval(), 60s);
}

void TestPace::twoCheapSamplesBringItBack()
{
    Pace pace(1s, 0.005);
    for (int i = 0; i < 9; ++i)
        pace.spent(200ms);
    QCOMPARE(pace.interval(), 60s);
    pace.spent(1ms);
    QCOMPARE(pace.interval(), 60s);
    pace.spent(1ms);
    QCOMPARE(pace.interval(), 1s);
}

void TestPace::withoutShareNothingIsStretched()
{
    Pace pace(1s, 0);
    for (int i = 0; i < 20; ++i)
        pace.spent(1s);
    QCOMPARE(pace.interval(), 1s);
}

void TestPace::momentsThatHavePassedAreSkipped()
{
    Pace pace(1s, 0);
    const SteadyTime begun{100s};
    QCOMPARE(pace.next(begun), begun);
    QCOMPARE(pace.next(begun + 200ms), begun + 1s);
    QCOMPARE(pace.next(begun + 5500ms), begun + 6s);
}

LOCKMASTER_TEST(TestPace)
#include "tst_pace.moc"
