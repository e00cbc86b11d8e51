// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A server that becomes another one, or another role, under the console: F34 to F36, F50, F51 of the design's list.
#include <QJsonArray>
#include <QTest>
#include <algorithm>

#include "checked.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"
#include "lab/watch/faultproxy.h"
#include "lab/watch/told.h"
#include "lab/watch/watched.h"
#include "metrics/sampleof.h"
#include "metrics/sampler.h"
#include "model/postgres/postgres.h"
#include "model/redis/redis.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

std::optional<double> commitRate(const Snapshot &snapshot)
{
    return sampleOf(snapshot, u"sum(rate(pg_stat_database_xact_commit))");
}

Target unverified(Target target, int port)
{
    for (auto &[keyword, value] : target.parameters) {
        if (keyword == u"port")
            value = QString::number(port);
        if (keyword == u"sslmode")
            value = u"require"_s;
    }
    std::erase_if(target.parameters, [](const auto &entry) { return entry.first == u"sslrootcert"; });
    return target;
}

ServerData withCommits(std::int64_t commits, ServerTime started)
{
    auto state = std::make_shared<PostgresState>();
    state->identity.started = started;
    DatabaseCounters database;
    database.name = u"orders"_s;
    database.commits = commits;
    state->databases = {database};
    ServerData data;
    data.postgres = std::move(state);
    return data;
}

} // namespace

class TestFaultsIdentity : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

private Q_SLOTS:
    void initTestCase()
    {
        m_lab = std::make_unique<Lab>(LabOptions{LabPart::Postgres | LabPart::Standbys, {}});
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    void f34_aPromotionIsAnEvent()
    {
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->standby(2))}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        QVERIFY(watched.state()->identity.inRecovery);
        QVERIFY(m_lab->standby(2).promote());
        QTRY_VERIFY(eventOf(watched.all(), EventKind::RoleChanged));
        const ServerEvent *event = eventOf(watched.all(), EventKind::RoleChanged);
        QCOMPARE(event->before, u"standby"_s);
        QCOMPARE(event->after, u"primary"_s);
        QVERIFY(!watched.state()->identity.inRecovery);
        QVERIFY(m_lab->rebuildStandby(2));
    }

    /// That actions on them are typed: tst_actions_execution, ofTwoPrimariesTheRightOneIsTyped.
    void f35_twoPrimariesOfOneSystemAreAnAlarm()
    {
        Watched one(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        Watched other(*m_lab, {targetOf(*m_lab, m_lab->standby(2))}, quick());
        QTRY_VERIFY(one.isLiveNow() && other.isLiveNow() && other.state()->identity.inRecovery);
        const auto told = [&] { return fleetFindings({one.last(), other.last()}); };
        QVERIFY(told().empty());
        const std::unique_ptr<Scene> scene = makeScene(u"two-primaries"_s);
        const Result<void> begun = scene->begin(*m_lab);
        QVERIFY2(begun, wordsOf(begun));
        QTRY_COMPARE(told().size(), 2u); // of each of the two
        for (const Finding &finding : told()) {
            QCOMPARE(finding.id, u"pg.replication.two_primaries"_s);
            QCOMPARE(finding.severity, FindingSeverity::Critical);
            QCOMPARE(finding.evidence[u"system_identifier"_s].toString(),
                     QString::number(one.state()->identity.systemIdentifier));
            QCOMPARE(finding.evidence[u"primaries"_s].toArray().size(), 2);
        }
        const Ended ended =
            checkedWith({m_lab->url(), m_lab->url(m_lab->standby(2))}, m_lab->password(u"lockmaster"_s));
        QVERIFY2(ended.exitCode == kCritical && ended.words.contains("primaries of one system") && ended.inTime,
                 ended.words);
        const Result<void> finished = scene->end();
        QVERIFY2(finished, wordsOf(finished));
        QTRY_VERIFY_WITH_TIMEOUT(told().empty() && other.isLiveNow() && other.state()->identity.inRecovery, 15'000);
    }

    void f36_anotherServerAtTheSameAddress()
    {
        Lab other{LabOptions{LabPart::Postgres, {}}};
        QVERIFY(other.start());
        QVERIFY(other.exec(u"ALTER ROLE lockmaster PASSWORD '%1'"_s.arg(m_lab->password(u"lockmaster"_s))));
        FaultProxy proxy(m_lab->primary().port());
        Watched watched(*m_lab, {unverified(targetOf(*m_lab, m_lab->primary()), proxy.port())}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        const auto before = watched.state()->identity.systemIdentifier;
        watched.forgetAll();
        proxy.leadTo(other.primary().port());
        proxy.reset();
        QVERIFY(proxy.listenAgain());
        QTRY_VERIFY_WITH_TIMEOUT(eventOf(watched.all(), EventKind::Replaced), 15'000);
        const ServerEvent *event = eventOf(watched.all(), EventKind::Replaced);
        QCOMPARE(event->before, QString::number(before));
        QCOMPARE(event->after, QString::number(watched.state()->identity.systemIdentifier));
        QVERIFY(event->before != event->after);
    }

    void f50_aCounterThatWentBackGivesNoRate()
    {
        Sampler metrics(ServerKind::PostgreSql);
        const SteadyTime begin = systemClock().steadyNow();
        const ServerTime started{1s};
        const auto rateAfter = [&](std::int64_t commits, std::chrono::seconds at) {
            Snapshot snapshot;
            snapshot.samples = metrics.samples(withCommits(commits, started), begin + at);
            return commitRate(snapshot);
        };
        rateAfter(std::numeric_limits<std::int64_t>::max() - 10, 0s);
        QCOMPARE(rateAfter(std::numeric_limits<std::int64_t>::max(), 1s), std::optional(10.0));
        QVERIFY(!rateAfter(5, 2s)); // wrapped, or put back: a gap, never a spike
        QCOMPARE(rateAfter(8, 3s), std::optional(3.0));
    }

    void f50_aCounterOfRedisIsExactToItsEnd()
    {
        Sampler metrics(ServerKind::Redis);
        const SteadyTime begin = systemClock().steadyNow();
        const auto rateAfter = [&](std::int64_t commands, std::chrono::seconds at) {
            RedisState state;
            state.info = {{u"total_commands_processed"_s, QString::number(commands)}};
            Snapshot snapshot;
            snapshot.redis = std::make_shared<const RedisState>(std::move(state));
            snapshot.samples = metrics.samples(snapshot, begin + at);
            return sampleOf(snapshot, u"rate(redis_commands_processed_total)");
        };
        rateAfter(std::numeric_limits<std::int64_t>::max() - 10, 0s);
        QCOMPARE(rateAfter(std::numeric_limits<std::int64_t>::max(), 1s), std::optional(10.0));
        QVERIFY(!rateAfter(5, 2s));
    }

    // A page that was just opened asks out of turn: five milliseconds are no basis for a rate.
    void samplesThatFollowAtOnceKeepTheRate()
    {
        CounterRate rate;
        const SteadyTime begin = systemClock().steadyNow();
        QVERIFY(!rate.next(0, begin));
        QCOMPARE(rate.next(100, begin + 1s), std::optional(100.0));
        QCOMPARE(rate.next(130, begin + 1005ms), std::optional(100.0));
        QCOMPARE(rate.next(200, begin + 2s), std::optional(100.0)); // since the one that counted
    }

    void f51_aRestartIsAnEventAndAGap()
    {
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY(watched.isLiveNow() && commitRate(*watched.last()));
        watched.forgetAll();
        QVERIFY(m_lab->primary().stop(StopMode::Immediate));
        QTRY_VERIFY(eventOf(watched.all(), EventKind::SightLost));
        QVERIFY(m_lab->primary().start());
        QTRY_VERIFY_WITH_TIMEOUT(eventOf(watched.all(), EventKind::Restarted), 15'000);
        QVERIFY(eventOf(watched.all(), EventKind::SightRegained));
        QTRY_VERIFY(watched.isLiveNow() && commitRate(*watched.last()));
        for (const SnapshotPtr &snapshot : watched.all())
            QVERIFY2(commitRate(*snapshot).value_or(0) < 10'000, "a spike where a gap should be");
    }
};

LOCKMASTER_TEST(TestFaultsIdentity)
#include "tst_faults_identity.moc"
