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
#include "watch/snapshotsize.h"

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

private Q_SLOTS:
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
            observe(bus, share(std::move(large)));
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
        QVERIFY(addedBytes(*large, nullptr) > 10'000 * 64);
        QVERIFY(addedBytes(*large, large.get()) < 10'000); // the same once more is shared
    }

    void sharedSessionsCostLittle()
    {
        SnapshotRing ring;
        const PostgresState state = fixtures::state(1000);
        for (int second = 0; second < 900; ++second)
            ring.append(undiagnosed(share(live(state, std::chrono::seconds(second)))), std::uint64_t(second));
        QCOMPARE(ring.snapshots().size(), 900U);
        QVERIFY(ring.bytes() / 900 < addedBytes(live(state), nullptr) / 2);
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
        QCOMPARE(*bus.frozenAt(), bus.shown(kTarget)->taken.wall);
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
        const auto ratio = store.points(QStringLiteral("hit_ratio"));
        QCOMPARE(ratio.size(), 3U);
        QVERIFY(std::isnan(ratio[1].value));
        QCOMPARE(ratio[1].at, kNow + 1s);
        QCOMPARE(store.points(kSeries).size(), 4U);
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
        QVERIFY(store.points(QStringLiteral("lag{standby=\"gone\"}")).empty());
    }

    void seriesAreCappedAtTwoHours()
    {
        SeriesStore store;
        for (int second = 0; second < 3 * 3600; second += 10)
            store.append(live(fixtures::state(1), std::chrono::seconds(second)));
        const auto points = store.points(kSeries);
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
