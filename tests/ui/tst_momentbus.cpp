// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The bus keeps what it promises within its budget, and shows one moment to the whole window.
#include "harness/observed.h"
#include "fixtures.h"
#include "harness/windowtest.h"
#include "model/postgres/postgres.h"

#include "model/pgbouncer/pgbouncer.h"
#include "model/redis/redis.h"
#include "ui/common/page.h"
#include "watch/momentbus.h"
#include "watch/seriesstore.h"
#include "watch/snapshotring.h"
#include "codec/bytes.h"
#include "diagnosis/diagnosis.h"
#include "model/snapshotfields.h"

#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

const QString kSeries = QStringLiteral("lockmaster_connections_used");

class CountingPage : public Page
{
public:
    explicit CountingPage(MomentBus &bus) : Page(QStringLiteral("counting"), bus) {}
    [[nodiscard]] QString title() const override { return id(); }
    std::vector<std::uint64_t> shown;

protected:
    void showSnapshot(const Snapshot &snapshot) override { shown.push_back(snapshot.sequence); }
};

} // namespace

class TestMomentBus : public QObject
{
    Q_OBJECT
private:
    static void feed(MomentBus &bus, int from, int to)
    {
        const PostgresState state = fixtures::state(3);
        for (int second = from; second < to; ++second)
            observe(bus, share(live(state, std::chrono::seconds(second))));
    }

    WallTimes m_times; ///< of fixtures

private Q_SLOTS:
    void initTestCase() { m_times.note({kNow, SteadyTime{}}); }

    void startsWithNothing()
    {
        MomentBus bus(fleet());
        QVERIFY(bus.isLive());
        QVERIFY(!bus.shown(kTarget));
        QVERIFY(bus.kept(kTarget).empty());
        QVERIFY(bus.series(kTarget, kSeries).empty());
        QVERIFY(bus.target(kReadOnlyTarget)->readOnly);
        QVERIFY(!bus.target(QStringLiteral("nobody")));
        bus.freeze();
        QVERIFY(bus.isLive());
    }

    void aLockIsToldWhoWaitsInFrontOfItsPools()
    {
        MomentBus bus(fleet());
        const SnapshotPtr snapshot = share(live(fixtures::state()));
        std::vector<Finding> found = findings(*snapshot);
        QCOMPARE(found.front().id, QStringLiteral("pg.lock.blocked"));
        FleetFindings fleet;
        fleet.causes = {{QStringLiteral("pool.waiting a"),
                         {found.front().id, kTarget, found.front().key},
                         QStringLiteral("pgbouncer"),
                         41},
                        {QStringLiteral("pool.waiting b"),
                         {found.front().id, kTarget, QStringLiteral("another")},
                         QStringLiteral("pgbouncer"),
                         7}};
        bus.take(std::make_shared<const Observation>(snapshot, found, std::make_shared<const FleetFindings>(fleet)));
        const QString words = sentenceOf(bus.findingsOf(kTarget).front());
        QVERIFY2(words.endsWith(QStringLiteral("41 clients of pgbouncer wait in front of them.")), qPrintable(words));
    }

    void liveShowsTheNewest()
    {
        MomentBus bus(fleet());
        QSignalSpy shown(&bus, &MomentBus::shownChanged);
        feed(bus, 0, 3);
        QCOMPARE(shown.size(), 3);
        QCOMPARE(bus.shown(kTarget)->sequence, 3U);
    }

    void keepsFifteenMinutes()
    {
        MomentBus bus(fleet());
        feed(bus, 0, 1000);
        QCOMPARE(bus.kept(kTarget).size(), 901U);
        QCOMPARE(bus.kept(kTarget).front()->taken.wall, kNow + 99s);
        QCOMPARE(bus.series(kTarget, kSeries).size(), 1000U);
    }

    void keepsToItsBudget()
    {
        MomentBus bus(fleet());
        feed(bus, 0, 100);
        for (int second = 0; second < 400; ++second) { // nothing shared: about 0.8 MB each
            Snapshot large = live(fixtures::state(2000), std::chrono::seconds(second));
            large.target = kReadOnlyTarget;
            bus.take(undiagnosed(share(std::move(large))));
        }
        QVERIFY(bus.keptBytes() <= 192 * 1024 * 1024);
        QVERIFY(bus.keptBytes() > 150 * 1024 * 1024);
        QVERIFY(bus.kept(kReadOnlyTarget).size() < 400);
        QCOMPARE(bus.latest(kReadOnlyTarget)->sequence, 400U);
        QCOMPARE(bus.kept(kTarget).size(), 100U); // whoever takes little keeps all
    }

    void everyKindIsCounted_data()
    {
        QTest::addColumn<SnapshotPtr>("large");
        const auto row = [](const char *name, const auto &fill) {
            Snapshot snapshot;
            snapshot.target = kTarget;
            fill(snapshot);
            QTest::newRow(name) << share(std::move(snapshot));
        };
        static constexpr std::size_t kMany = 10'000;
        row("clients of Redis", [](Snapshot &snapshot) {
            RedisState state;
            state.clients = std::make_shared<const std::vector<RedisClient>>(kMany);
            snapshot.redis = std::make_shared<const RedisState>(std::move(state));
        });
        row("clients of PgBouncer", [](Snapshot &snapshot) {
            PgBouncerState state;
            state.clients =
                std::make_shared<const PgBouncerSockets>(PgBouncerSockets{{}, std::vector<PgBouncerSocket>(kMany)});
            snapshot.pgbouncer = std::make_shared<const PgBouncerState>(std::move(state));
        });
        row("locks of PostgreSQL", [](Snapshot &snapshot) {
            PostgresState state;
            state.heldLocks.resize(kMany);
            snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
        });
    }

    void everyKindIsCounted()
    {
        QFETCH(const SnapshotPtr, large);
        QVERIFY(bytesOf(*large) > 10'000 * 64);
        QVERIFY(bytesOf(*large, large.get()) < 10'000); // the same once more is shared
    }

    void sharedSessionsCostLittle()
    {
        SnapshotRing ring;
        const PostgresState state = fixtures::state(1000);
        for (int second = 0; second < 900; ++second)
            ring.append(undiagnosed(share(live(state, std::chrono::seconds(second)))), std::uint64_t(second));
        QCOMPARE(ring.snapshots().size(), 900U);
        QVERIFY(ring.bytes() / 900 < bytesOf(live(state)) / 2);
    }

    /// Put back by an hour, and on again: nothing is lost, nothing changes places.
    void aClockThatStepsDisordersNothing()
    {
        MomentBus bus(fleet());
        const PostgresState state = fixtures::state(3);
        for (int second = 0; second < 30; ++second) {
            Snapshot snapshot = live(state, std::chrono::seconds(second));
            if (second >= 10 && second < 20)
                snapshot.taken.wall -= 1h;
            observe(bus, share(std::move(snapshot)));
        }
        QCOMPARE(bus.kept(kTarget).size(), 30U);
        for (std::uint64_t sequence = 29; sequence > 0; --sequence) {
            bus.step(-1);
            QCOMPARE(bus.shown(kTarget)->sequence, sequence);
        }
        bus.step(14);
        QCOMPARE(bus.shown(kTarget)->sequence, 15U);
        QCOMPARE(*bus.frozenAt(), kNow + 14s); // as the clock of now would have told it
    }

    /// Put back by ten minutes, and on again, and asleep for an hour: no point is lost, none stands before an earlier one,
    /// and no line leads over what nobody saw.
    void pointsStandInTheOrderInWhichTheyCame_data()
    {
        QTest::addColumn<QList<int>>("steps"); ///< of the wall clock, after 10 s each
        QTest::addColumn<QList<int>>(
            "stands"); ///< where the first point of each stretch stands, from the last one's clock
        QTest::addColumn<int>("gaps");
        QTest::newRow("no step") << QList<int>{0, 0} << QList<int>{0, 10, 20} << 0;
        QTest::newRow("put back") << QList<int>{-600, 0} << QList<int>{0, 10, 20} << 0;
        QTest::newRow("put back twice") << QList<int>{-600, -60} << QList<int>{0, 10, 20} << 0;
        QTest::newRow("put back and on") << QList<int>{-600, 600} << QList<int>{0, 10, 20} << 0;
        QTest::newRow("on and back") << QList<int>{3600, -3600} << QList<int>{0, 10, 20} << 0;
        QTest::newRow("asleep") << QList<int>{0, 3600} << QList<int>{0, 10, 3620} << 1;
        QTest::newRow("put back, then asleep") << QList<int>{-60, 3600} << QList<int>{0, 10, 3560} << 1;
        QTest::newRow("asleep twice") << QList<int>{3600, 3600} << QList<int>{0, 3610, 7220} << 2;
    }
    void pointsStandInTheOrderInWhichTheyCame()
    {
        QFETCH(const QList<int>, steps);
        QFETCH(const QList<int>, stands);
        QFETCH(const int, gaps);
        MomentBus bus(fleet());
        for (int second = 0; second < 30; ++second) {
            Snapshot snapshot = live(fixtures::state(1), std::chrono::seconds(second));
            snapshot.samples = {{kSeries, double(second)}};
            for (int step = 1; step <= second / 10; ++step)
                snapshot.taken.wall += std::chrono::seconds(steps[step - 1]);
            observe(bus, share(std::move(snapshot)));
        }
        const auto points = bus.series(kTarget, kSeries);
        QVERIFY(std::ranges::is_sorted(points, {}, &SeriesPoint::at));
        QCOMPARE(std::ranges::count_if(points, [](const SeriesPoint &point) { return std::isnan(point.value); }), gaps);
        std::vector<double> values;
        for (const SeriesPoint &point : points) {
            if (!std::isnan(point.value))
                values.push_back(point.value);
        }
        QCOMPARE(values.size(), 30U);
        QVERIFY(std::ranges::is_sorted(values));
        QCOMPARE(bus.timeOf(*bus.latest(kTarget)), bus.latest(kTarget)->taken.wall);
        for (int stretch = 0; stretch < 3; ++stretch) {
            const auto &first = bus.kept(kTarget)[std::size_t(stretch) * 10];
            QCOMPARE(bus.timeOf(*first) - bus.timeOf(*bus.kept(kTarget).front()),
                     std::chrono::seconds(stands[stretch] - stands[0]));
            bus.showMoment(bus.timeOf(*first)); // a click in a chart
            QCOMPARE(bus.shown(kTarget), first);
            QCOMPARE(*bus.frozenAt(), bus.timeOf(*first));
        }
    }

    /// An answer that was missed comes after the moment at which it was, and was asked for before.
    void aLateAnswerIsNotLost()
    {
        SeriesStore store;
        store.append(live(fixtures::state(1), 0s));
        store.append(blind(live(fixtures::state(1)), 3s));
        store.append(live(fixtures::state(2), 1s));
        const auto points = store.points(kSeries, m_times);
        QCOMPARE(points.size(), 3U);
        QVERIFY(std::isnan(points[1].value));
        QVERIFY(points[2].at >= points[1].at && points[2].value > 0);
    }

    /// For a quarter of an hour every point, then fewer; a spike and a gap are still there after two hours.
    void whatIsOldIsThinnedAndHidesNothing()
    {
        SeriesStore store;
        for (int second = 0; second < 2 * 3600; ++second) {
            Snapshot snapshot = live(fixtures::state(1), std::chrono::seconds(second));
            const double value = second == 1001 ? 900 : second == 1003 ? -7 : 10 + second % 2;
            snapshot.samples = {{kSeries, value}};
            if (second / 10 != 300) // not told for ten seconds
                snapshot.samples.push_back({QStringLiteral("other"), 5});
            store.append(snapshot);
        }
        const auto points = store.points(kSeries, m_times);
        QVERIFY2(points.size() > 2000 && points.size() < 3000, QByteArray::number(points.size()));
        QVERIFY(std::ranges::adjacent_find(points, std::ranges::greater_equal{}, &SeriesPoint::at) == points.end());
        const auto [low, high] = std::ranges::minmax(points, {}, &SeriesPoint::value);
        QCOMPARE(high.value, 900);
        QCOMPARE(low.value, -7);
        QVERIFY(std::chrono::abs(high.at - (kNow + 1001s)) <= 16s && std::chrono::abs(low.at - (kNow + 1003s)) <= 16s);
        QCOMPARE(points.front().at, kNow);
        QCOMPARE(points.back().at, kNow + 7199s);
        QCOMPARE(
            std::ranges::count_if(points, [](const SeriesPoint &point) { return point.at >= kNow + 7199s - 15min; }),
            901);
        const auto other = store.points(QStringLiteral("other"), m_times);
        const auto gap = std::ranges::find_if(other, [](const SeriesPoint &point) { return std::isnan(point.value); });
        QVERIFY(gap != other.end() && std::chrono::abs(gap->at - (kNow + 3000s)) <= 16s);
        QVERIFY2(store.bytes() < 2 * 3000 * 4 + 3000 * 8 * 2, QByteArray::number(store.bytes()));
    }

    /// Snapshots and series of 200 targets keep to one budget, and nobody loses what came last.
    void twoHundredTargetsKeepToOneBudget()
    {
        constexpr std::int64_t kSmall = 24 * 1024 * 1024;
        MomentBus bus(fleet(), nullptr, kSmall);
        std::vector<Sample> samples;
        for (int series = 0; series < 40; ++series)
            samples.push_back({QStringLiteral("series%1").arg(series), 1});
        for (int second = 0; second < 400; ++second) {
            for (int target = 0; target < 200; ++target) {
                Snapshot snapshot;
                snapshot.target = QStringLiteral("target%1").arg(target);
                snapshot.taken = snapshot.dataTaken = {kNow + std::chrono::seconds(second),
                                                       SteadyTime{std::chrono::seconds(second)}};
                snapshot.samples = samples;
                bus.take(undiagnosed(share(std::move(snapshot))));
            }
            QVERIFY2(bus.keptBytes() <= kSmall, QByteArray::number(bus.keptBytes()));
        }
        QVERIFY(bus.keptBytes() > kSmall / 2);
        std::vector<std::size_t> lengths;
        for (int target = 0; target < 200; ++target) {
            const QString name = QStringLiteral("target%1").arg(target);
            const auto points = bus.series(name, QStringLiteral("series7"));
            QCOMPARE(points.back().at, kNow + 399s);
            QVERIFY(bus.latest(name));
            lengths.push_back(points.size());
        }
        const auto [least, most] = std::ranges::minmax(lengths);
        QVERIFY2(least * 3 > most, qPrintable(QStringLiteral("%1 to %2").arg(least).arg(most))); // all give alike
    }

    void whatIsNotToldAnyMoreIsAGap()
    {
        SeriesStore store;
        const auto told = [&store](int second, const std::vector<Sample> &samples) {
            Snapshot snapshot = live(fixtures::state(1), std::chrono::seconds(second));
            snapshot.samples = samples;
            store.append(snapshot);
        };
        told(0, {{kSeries, 1}, {QStringLiteral("hit_ratio"), 0.9}});
        told(1, {{kSeries, 2}}); // no traffic: there is no ratio
        told(2, {{kSeries, 3}});
        told(3, {{kSeries, 4}, {QStringLiteral("hit_ratio"), 0.8}});
        const auto ratio = store.points(QStringLiteral("hit_ratio"), m_times);
        QCOMPARE(ratio.size(), 3U);
        QVERIFY(std::isnan(ratio[1].value));
        QCOMPARE(ratio[1].at, kNow + 1s);
        QCOMPARE(store.points(kSeries, m_times).size(), 4U);
    }

    void whatEndedTwoHoursAgoIsForgotten()
    {
        SeriesStore store;
        for (const int second : {0, 1, 2 * 3600, 2 * 3600 + 2}) {
            Snapshot snapshot = live(fixtures::state(1), std::chrono::seconds(second));
            if (second == 0)
                snapshot.samples.push_back({QStringLiteral("lag{standby=\"gone\"}"), 1});
            store.append(snapshot);
        }
        QVERIFY(store.points(QStringLiteral("lag{standby=\"gone\"}"), m_times).empty());
    }

    void seriesAreCappedAtTwoHours()
    {
        SeriesStore store;
        for (int second = 0; second < 3 * 3600; second += 10)
            store.append(live(fixtures::state(1), std::chrono::seconds(second)));
        const auto points = store.points(kSeries, m_times);
        const auto span = points.back().at - points.front().at;
        QVERIFY(span >= 2h && span <= 2h + 5min);
    }

    void blindMomentsAreOneGap()
    {
        MomentBus bus(fleet());
        feed(bus, 0, 2);
        const Snapshot before = *bus.latest(kTarget);
        for (int second = 2; second < 5; ++second)
            observe(bus, share(blind(before, std::chrono::seconds(second))));
        feed(bus, 5, 6);
        const auto points = bus.series(kTarget, kSeries);
        QCOMPARE(points.size(), 4U);
        QVERIFY(std::isnan(points[2].value));
        QCOMPARE(points[3].value, 3.0);
    }

    void frozenStaysWhereItIs()
    {
        MomentBus bus(fleet());
        feed(bus, 0, 10);
        QSignalSpy mode(&bus, &MomentBus::modeChanged);
        bus.showMoment(kNow + 4500ms);
        QCOMPARE(bus.shown(kTarget)->sequence, 5U);
        QSignalSpy shown(&bus, &MomentBus::shownChanged);
        QSignalSpy arrived(&bus, &MomentBus::arrived);
        feed(bus, 10, 2000); // far beyond what is kept
        QCOMPARE(shown.size(), 0);
        QCOMPARE(arrived.size(), 1990);
        QCOMPARE(bus.shown(kTarget)->sequence, 5U);
        bus.goLive();
        QCOMPARE(mode.size(), 2);
        QCOMPARE(bus.shown(kTarget)->sequence, 2000U);
    }

    void beforeTheFirstDataThereIsNothing()
    {
        MomentBus bus(fleet());
        feed(bus, 0, 3);
        bus.showMoment(kNow - 1h);
        QVERIFY(!bus.shown(kTarget));
    }

    void stepsWalkAlongTheTarget()
    {
        MomentBus bus(fleet());
        feed(bus, 0, 5);
        bus.setStepTarget(kTarget);
        bus.step(1);
        QVERIFY(bus.isLive());
        bus.step(-1);
        QCOMPARE(bus.shown(kTarget)->sequence, 4U);
        bus.step(-10);
        QCOMPARE(bus.shown(kTarget)->sequence, 1U);
        bus.step(2);
        QCOMPARE(bus.shown(kTarget)->sequence, 3U);
        bus.step(5);
        QVERIFY(bus.isLive());
    }

    void pageShowsOnceAFrameAndOnlyWhenVisible()
    {
        MomentBus bus(fleet());
        CountingPage page(bus);
        page.setTarget(kTarget);
        CountingPage other(bus);
        other.setTarget(kTarget);
        other.show();
        feed(bus, 0, 5);
        QTRY_COMPARE(other.shown, std::vector<std::uint64_t>{5});
        QVERIFY(page.shown.empty());
        page.show();
        QTRY_COMPARE(page.shown, std::vector<std::uint64_t>{5});
        feed(bus, 5, 10);
        QTRY_COMPARE(page.shown, (std::vector<std::uint64_t>{5, 10}));
        page.setTarget(kReadOnlyTarget);
        feed(bus, 10, 11);
        page.setTarget(kTarget);
        QCOMPARE(page.shown.back(), 11U);
    }
};

LOCKMASTER_WINDOW_TEST(TestMomentBus)
#include "tst_momentbus.moc"
