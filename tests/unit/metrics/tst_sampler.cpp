// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers over time: rates, trends and totals of a metric's series.
#include "harness/testprogram.h"
#include "metrics/counterrate.h"
#include "metrics/sampleof.h"
#include "metrics/sampler.h"
#include "model/postgres/postgres.h"
#include "model/postgres/replication.h"

#include <QTest>

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const SteadyTime kStart{1h};

struct Counted {
    QString database;
    std::int64_t commits = 0;
    std::int64_t deadlocks = 0;
};

ServerData databases(const std::vector<Counted> &all)
{
    auto state = std::make_shared<PostgresState>();
    std::uint32_t oid = 0;
    for (const Counted &one : all)
        state->databases.push_back(
            {.oid = ++oid, .name = one.database, .commits = one.commits, .deadlocks = one.deadlocks});
    ServerData data;
    data.postgres = std::move(state);
    return data;
}

ServerData idle(const QString &application, int sessions)
{
    auto state = std::make_shared<PostgresState>();
    state->headroom.holders = {{.application = application, .count = sessions, .idle = sessions}};
    ServerData data;
    data.postgres = std::move(state);
    return data;
}

Snapshot with(std::vector<Sample> samples)
{
    Snapshot snapshot;
    snapshot.samples = std::move(samples);
    return snapshot;
}

} // namespace

class TestSampler : public QObject
{
    Q_OBJECT

    static std::optional<double> commits(Sampler &sampler, const std::vector<Counted> &all, std::chrono::seconds at)
    {
        return sampleOf(with(sampler.samples(databases(all), kStart + at)), u"sum(rate(pg_stat_database_xact_commit))");
    }

private Q_SLOTS:
    /// The sum of rates, never the rate of a sum: one database that was put back does not hide what the others do.
    void aResetOfOneIsNotOfAll()
    {
        Sampler sampler(ServerKind::PostgreSql);
        QVERIFY(!commits(sampler, {{u"a"_s, 1000}, {u"b"_s, 50}}, 0s));
        QCOMPARE(commits(sampler, {{u"a"_s, 1010}, {u"b"_s, 55}}, 1s), 15.0);
        QCOMPARE(commits(sampler, {{u"a"_s, 3}, {u"b"_s, 60}}, 2s), 5.0);
        QCOMPARE(commits(sampler, {{u"a"_s, 13}, {u"b"_s, 60}}, 3s), 10.0);
    }

    void aNewDatabaseBeganAtNothing()
    {
        Sampler sampler(ServerKind::PostgreSql);
        commits(sampler, {{u"a"_s, 1000}}, 0s);
        QCOMPARE(commits(sampler, {{u"a"_s, 1000}, {u"b"_s, 40}}, 2s), 20.0);
    }

    /// Two counters of one reading: one stands still while the other moves.
    void whatStandsStillHasARateOfNothing()
    {
        Sampler sampler(ServerKind::PostgreSql);
        const auto deadlocks = [&](std::int64_t commits, std::int64_t count, std::chrono::seconds at) {
            return sampleOf(with(sampler.samples(databases({{u"a"_s, commits, count}}), kStart + at)),
                            u"sum(rate(pg_stat_database_deadlocks))");
        };
        QVERIFY(!deadlocks(1, 0, 0s));
        QCOMPARE(deadlocks(2, 3, 1s), 3.0);
        QCOMPARE(deadlocks(2, 3, 2s), 3.0); // not read anew
        QCOMPARE(deadlocks(3, 3, 3s), 0.0);
    }

    void aPromotionIsAnotherLife()
    {
        Sampler sampler(ServerKind::PostgreSql);
        const auto wal = [&](Lsn here, bool inRecovery, std::chrono::seconds at) {
            auto state = std::make_shared<PostgresState>();
            state->replication = std::make_shared<Replication>(Replication{.inRecovery = inRecovery, .here = here});
            ServerData data;
            data.postgres = std::move(state);
            return sampleOf(with(sampler.samples(data, kStart + at)), u"rate(lockmaster_wal_bytes_total)");
        };
        QVERIFY(!wal(1000, true, 0s));
        QCOMPARE(wal(3000, true, 2s), 1000.0);
        QVERIFY(!wal(9000, false, 3s)); // received before, written now
        QCOMPARE(wal(9500, false, 4s), 500.0);
    }

    /// A primary that is written to, with max_slot_wal_keep_size, and a standby that streams from a slot: restart_lsn
    /// goes along, safe_wal_size in steps of a segment.
    void aSlotThatMovesAlongDoesNotFallBehind()
    {
        Sampler sampler(ServerKind::PostgreSql);
        Snapshot last;
        for (Lsn second = 0; second <= 60; ++second) {
            ReplicationSlot slot;
            slot.name = u"s1"_s;
            slot.isActive = true;
            Replication here;
            here.here = second * 1'000'000;
            slot.restart = here.here - std::min<Lsn>(here.here, 40'000 + second % 3 * 10'000);
            here.slotsKept = {slot};
            auto state = std::make_shared<PostgresState>();
            state->replication = std::make_shared<const Replication>(here);
            ServerData data;
            data.postgres = std::move(state);
            last = with(sampler.samples(data, kStart + std::chrono::seconds(second)));
            const auto growth = growthPerMinute(last, u"lockmaster_slot_behind_bytes{slot_name=\"s1\"}"_s);
            QVERIFY(!growth || std::abs(*growth) < 60 * 100'000.0);
        }
        QVERIFY(growthPerMinute(last, u"lockmaster_slot_behind_bytes{slot_name=\"s1\"}"_s).has_value());
    }

    void growthIsTheLesserOfTheMinuteAndOfNow()
    {
        Sampler sampler(ServerKind::PostgreSql);
        Snapshot last;
        const QString series = u"lockmaster_idle_sessions{application_name=\"shop\"}"_s;
        for (int second = 0; second <= 40; ++second) {
            const int sessions = 10 + std::min(second, 20); // it grows for 20 s
            last = with(sampler.samples(idle(u"shop"_s, sessions), kStart + std::chrono::seconds(second)));
            QCOMPARE(sampleOf(last, series), double(sessions));
            if (second < 5)
                QVERIFY(!growthPerMinute(last, series));
            if (second == 18)
                QCOMPARE(*growthPerMinute(last, series), 60.0);
        }
        QVERIFY(*sampleOf(last, QString(u"deriv("_s + series + u"[1m])"_s)) > 0.3);
        QVERIFY(std::abs(*growthPerMinute(last, series)) < 1e-6); // a burst that has ended
    }

    /// An application whose sessions are all busy for a moment is not begun anew.
    void aSeriesThatComesBackGoesOn()
    {
        Sampler sampler(ServerKind::PostgreSql);
        const QString series = u"lockmaster_idle_sessions{application_name=\"shop\"}"_s;
        for (int second = 0; second < 10; ++second)
            sampler.samples(idle(u"shop"_s, 10 + second), kStart + std::chrono::seconds(second));
        QVERIFY(!sampleOf(with(sampler.samples(idle(u"web"_s, 1), kStart + 10s)), series));
        QCOMPARE(*growthPerMinute(with(sampler.samples(idle(u"shop"_s, 21), kStart + 11s)), series), 60.0);
        QVERIFY(!growthPerMinute(with(sampler.samples(idle(u"shop"_s, 21), kStart + 80s)), series)); // too long ago
    }

    void samplesThatFollowAtOnceKeepTheRate()
    {
        CounterRate rate;
        QVERIFY(!rate.next(0, kStart));
        QCOMPARE(rate.next(100, kStart + 1s), 100.0);
        QCOMPARE(rate.next(130, kStart + 1005ms), 100.0);
        QCOMPARE(rate.next(200, kStart + 2s), 100.0); // since the one that counted
    }
};

LOCKMASTER_TEST(TestSampler)
#include "tst_sampler.moc"
