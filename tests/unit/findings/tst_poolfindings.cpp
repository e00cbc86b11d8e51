// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Findings about PgBouncer's pools and the series of its numbers, from states made by hand.
#include <QJsonArray>
#include <QTest>
#include <algorithm>

#include "diagnosis/diagnosis.h"
#include "engine/eventwatch.h"
#include "harness/testprogram.h"
#include "metrics/sampler.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

PgBouncerState quiet()
{
    PgBouncerState state;
    state.identity = {u"PgBouncer 1.24.1"_s, 12401, true, u"lockmaster"_s};
    PgBouncerDatabase orders;
    orders.name = u"orders"_s;
    orders.poolSize = 10;
    state.databases = {orders};
    PgBouncerPool pool;
    pool.database = u"orders"_s;
    pool.user = u"web"_s;
    pool.clientsActive = 4;
    pool.serversActive = 3;
    pool.serversIdle = 2;
    state.pools = {pool};
    state.settings[u"max_client_conn"_s] = {u"100"_s, u"100"_s, true};
    state.lists[u"used_clients"_s] = 20;
    PgBouncerStats stats;
    stats.database = u"orders"_s;
    stats.transactions = 1000;
    stats.waitTime = 5s;
    state.stats = {stats};
    state.consoleCommands = 50;
    return state;
}

Snapshot snapshotOf(const PgBouncerState &state)
{
    Snapshot snapshot;
    snapshot.target = u"pgbouncer"_s;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.pgbouncer = std::make_shared<const PgBouncerState>(state);
    return snapshot;
}

std::vector<Finding> findingsOf(const PgBouncerState &state)
{
    return findings(snapshotOf(state));
}

QStringList idsOf(const PgBouncerState &state)
{
    QStringList ids;
    for (const Finding &finding : findingsOf(state))
        ids << finding.id;
    return ids;
}

double valueOf(const std::vector<Sample> &samples, const QString &series)
{
    const auto found = std::ranges::find(samples, series, &Sample::series);
    return found == samples.end() ? qQNaN() : found->value;
}

} // namespace

class TestPoolFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHealthyPoolerHasNone() { QCOMPARE(idsOf(quiet()), QStringList()); }

    void clientsThatWait()
    {
        PgBouncerState state = quiet();
        state.pools[0].clientsWaiting = 7;
        state.pools[0].serversActive = 10;
        state.pools[0].longestWait = 2500ms;
        const auto all = findingsOf(state);
        QCOMPARE(all.front().id, u"pool.waiting"_s);
        QCOMPARE(all.front().severity, FindingSeverity::Warning);
        QCOMPARE(
            sentenceOf(all.front()),
            u"7 clients wait for a server connection, the longest for 2.5 s in orders (web): all 10 server connections are busy."_s);
        QCOMPARE(all.front().evidence[u"waiting"].toInt(), 7);
        QCOMPARE(all.front().evidence[u"longest_wait_seconds"].toDouble(), 2.5);
        QVERIFY(all.front().evidence[u"holders"].isNull());
        state.pools[0].longestWait = 30s;
        QCOMPARE(findingsOf(state).front().severity, FindingSeverity::Critical);
        state.pools[0].longestWait = 400ms; // daily life
        QVERIFY(!idsOf(state).contains(u"pool.waiting"_s));
    }

    void theHoldersOfAPoolAreNamed()
    {
        PgBouncerState state = quiet();
        state.pools[0].clientsWaiting = 1;
        state.pools[0].longestWait = 2s;
        PgBouncerSockets servers;
        servers.all.resize(3);
        for (PgBouncerSocket &server : servers.all)
            server.database = u"orders"_s, server.user = u"web"_s;
        servers.all[0].remotePid = 4711;
        servers.all[0].link = u"0x1"_s;
        servers.all[1].remotePid = 4712; // idle
        servers.all[2].remotePid = 4713;
        servers.all[2].link = u"0x2"_s;
        servers.all[2].user = u"report"_s; // another pool
        state.servers = std::make_shared<const PgBouncerSockets>(servers);
        QCOMPARE(findingsOf(state).front().evidence[u"holders"].toArray(), QJsonArray{4711});
    }

    void waitingWithoutAServerIsCriticalAtOnce()
    {
        PgBouncerState state = quiet();
        state.pools[0].clientsWaiting = 3;
        state.pools[0].serversActive = 1;
        state.pools[0].serversIdle = 0;
        state.pools[0].longestWait = 1500ms;
        QCOMPARE(findingsOf(state).front().severity, FindingSeverity::Warning);
        state.pools[0].serversActive = 0;
        state.pools[0].serversLogin = 1; // one that is being made is none
        QCOMPARE(findingsOf(state).front().severity, FindingSeverity::Critical);
        QCOMPARE(findingsOf(state).front().evidence[u"connected"_s], QJsonValue(false));
        state.databases[0].isPaused = true; // then none is wanted
        QCOMPARE(findingsOf(state).back().id, u"pool.waiting"_s);
        QCOMPARE(findingsOf(state).back().severity, FindingSeverity::Warning);
    }

    // PgBouncer tells that they wait, and for 0 s.
    void clientsThatWaitAtLogin()
    {
        PgBouncerState state = quiet();
        state.serverNow = ServerTime(1'795'000'000s);
        state.pools[0].serversActive = state.pools[0].serversIdle = 0;
        state.pools[0].clientsActive = 0;
        state.pools[0].clientsWaiting = 4;
        QCOMPARE(idsOf(state), QStringList()); // nothing is known of their wait
        state.pools[0].waitingSince = state.serverNow - 14s;
        QCOMPARE(waitOf(state, state.pools[0]), std::chrono::microseconds(14s));
        QCOMPARE(findingsOf(state).front().severity, FindingSeverity::Critical);
        QCOMPARE(findingsOf(state).front().evidence[u"longest_wait_seconds"_s], QJsonValue(14));
    }

    void theListTellsSinceWhenTheyWaitAtLogin()
    {
        PgBouncerState state = quiet();
        state.serverNow = ServerTime(1'795'000'000s);
        const ServerTime theirNow = state.serverNow - 90s; // the clocks differ
        state.pools[0].clientsWaiting = 2;
        const auto clientOf = [&](const QString &user, const QString &word, std::chrono::seconds in,
                                  std::chrono::seconds spoke) {
            PgBouncerSocket client;
            client.database = u"orders"_s;
            client.user = user;
            client.state = word;
            client.connected = theirNow - in;
            client.requested = theirNow - spoke;
            if (word == u"waiting")
                client.wait = 0us;
            return client;
        };
        PgBouncerSockets clients{state.serverNow, {}};
        clients.all = {clientOf(u"(nouser)"_s, u"waiting"_s, 6s, 6s), clientOf(u"web"_s, u"waiting"_s, 3h, 0s),
                       clientOf(u"report"_s, u"waiting"_s, 50s, 50s), clientOf(u"lockmaster"_s, u"active"_s, 1h, 0s)};
        state.clients = std::make_shared<const PgBouncerSockets>(clients);
        // Not 3 h, of one that has just asked; nor 50 s, of another pool.
        QCOMPARE(waitOf(state, state.pools[0]), std::chrono::microseconds(6s));
        state.serverNow += 1s; // the list is old
        QCOMPARE(waitOf(state, state.pools[0]), std::chrono::microseconds(0s));
        state.pools[0].longestWait = 2s; // told
        QCOMPARE(waitOf(state, state.pools[0]), std::chrono::microseconds(2s));
    }

    void eachPoolHasAFindingOfItsOwn()
    {
        PgBouncerState state = quiet();
        state.pools[0].clientsWaiting = 2;
        state.pools[0].longestWait = 2s;
        state.pools[0].serversActive = 10;
        PgBouncerPool other = state.pools[0];
        other.user = u"report"_s;
        other.longestWait = 3s;
        state.pools.push_back(other);
        QStringList keys;
        for (const Finding &finding : findingsOf(state))
            keys << finding.key;
        QCOMPARE(keys, (QStringList{u"pool.waiting pgbouncer/pool:orders/report"_s,
                                    u"pool.waiting pgbouncer/pool:orders/web"_s,
                                    u"pool.saturated pgbouncer/pool:orders/web"_s,
                                    u"pool.saturated pgbouncer/pool:orders/report"_s}));
        QCOMPARE(shortly(findingsOf(state)), u"4 clients wait, 3 s"_s);
    }

    void whatIsPausedComesWithTheOrdersToResumeIt()
    {
        const auto linesOf = [](const PgBouncerState &state) {
            QStringList lines;
            const std::vector<Finding> found = findingsOf(state);
            for (const RecommendedAction &one : found.front().recommended)
                lines << one.command;
            return lines;
        };
        PgBouncerState state = quiet();
        state.databases[0].name = u"or\"ders"_s;
        state.databases[0].isPaused = true;
        QCOMPARE(linesOf(state), QStringList{u"RESUME \"or\"\"ders\";"_s});
        state.databases[0].isDisabled = true;
        QCOMPARE(linesOf(state), (QStringList{u"RESUME \"or\"\"ders\";"_s, u"ENABLE \"or\"\"ders\";"_s}));
        state.databases[0].isPaused = state.databases[0].isDisabled = false;
        state.isPaused = true;
        QCOMPARE(linesOf(state), QStringList{u"RESUME;"_s});
    }

    void aFullPoolWithoutAQueue()
    {
        PgBouncerState state = quiet();
        state.pools[0].serversActive = 9;
        state.pools[0].serversLogin = 1;
        QCOMPARE(idsOf(state), QStringList{u"pool.saturated"_s});
        const Finding finding = findingsOf(state).front();
        QCOMPARE(finding.severity, FindingSeverity::Warning);
        QCOMPARE(finding.evidence[u"scope"].toString(), u"pools"_s);
        QVERIFY2(sentenceOf(finding).contains(u"10 of 10"), qPrintable(sentenceOf(finding)));
        state.pools[0].serversLogin = 0;
        state.pools[0].serversIdle = 5; // free ones do not fill it
        QCOMPARE(idsOf(state), QStringList());
    }

    void fewClientConnectionsLeft_data()
    {
        QTest::addColumn<int>("used");
        QTest::addColumn<QStringList>("severity");
        QTest::newRow("enough") << 79 << QStringList();
        QTest::newRow("few") << 80 << QStringList{u"warning"_s};
        QTest::newRow("hardly any") << 96 << QStringList{u"critical"_s};
    }
    void fewClientConnectionsLeft()
    {
        QFETCH(int, used);
        PgBouncerState state = quiet();
        state.lists[u"used_clients"_s] = used;
        QStringList severities;
        for (const Finding &finding : findingsOf(state))
            severities << findingSeverityName(finding.severity);
        QTEST(severities, "severity");
        state.settings.clear(); // not read yet: nothing is said
        QCOMPARE(idsOf(state), QStringList());
    }

    void aPausedDatabaseIsTheCauseOfItsQueue()
    {
        PgBouncerState state = quiet();
        state.databases[0].isPaused = true;
        QCOMPARE(findingsOf(state).front().severity, FindingSeverity::Warning);
        state.pools[0].clientsWaiting = 2;
        state.pools[0].longestWait = 90s;
        const auto all = findingsOf(state);
        QCOMPARE(all[0].id, u"pool.paused"_s);
        QCOMPARE(all[0].severity, FindingSeverity::Critical);
        QCOMPARE(sentenceOf(all[0]), u"Database orders is paused; 2 clients wait until it is resumed."_s);
        QCOMPARE(all[1].id, u"pool.waiting"_s);
        QCOMPARE(all[1].causedBy.id, u"pool.paused"_s);
    }

    void allOfItPausedOrADatabaseDisabled()
    {
        PgBouncerState state = quiet();
        state.isPaused = true;
        QCOMPARE(sentenceOf(findingsOf(state).front()), u"PgBouncer is paused."_s);
        state.isPaused = false;
        state.databases[0].isDisabled = true;
        QCOMPARE(sentenceOf(findingsOf(state).front()), u"Database orders is disabled: new clients are refused."_s);
    }

    void anOldSightAccusesNobody()
    {
        PgBouncerState state = quiet();
        state.databases[0].isPaused = true;
        Snapshot snapshot = snapshotOf(state);
        snapshot.link.phase = LinkPhase::Broken;
        snapshot.link.error = Error{ErrorKind::Timeout, u"silent"_s, {}, {}, {}};
        const auto all = findings(snapshot);
        QCOMPARE(all.size(), 1u);
        QCOMPARE(all.front().id, u"target.unreachable"_s);
    }

    void theSeriesOfPools()
    {
        PgBouncerState state = quiet();
        PgBouncerPool other = state.pools[0];
        other.user = u"rep\"ort"_s;
        other.clientsWaiting = 5;
        other.longestWait = 3s;
        state.pools.push_back(other);
        Sampler metrics(ServerKind::PgBouncer);
        const auto samples = metrics.samples(snapshotOf(state), SteadyTime(100s));
        QCOMPARE(valueOf(samples, u"sum(pgbouncer_pools_client_waiting_connections)"_s), 5.0);
        QCOMPARE(valueOf(samples, u"sum(pgbouncer_pools_server_active_connections)"_s), 6.0);
        QCOMPARE(valueOf(samples, u"max(pgbouncer_pools_client_maxwait_seconds)"_s), 3.0);
        QCOMPARE(valueOf(samples, u"max(lockmaster_pool_saturation)"_s), 0.3);
        QCOMPARE(valueOf(samples, u"lockmaster_client_saturation"_s), 0.2);
    }

    void theRatesOfCounters()
    {
        PgBouncerState state = quiet();
        Sampler metrics(ServerKind::PgBouncer);
        QVERIFY(qIsNaN(
            valueOf(metrics.samples(snapshotOf(state), SteadyTime(100s)), u"lockmaster_average_wait_seconds"_s)));
        state.stats[0].transactions += 40;
        state.stats[0].waitTime += 8s;
        const auto samples = metrics.samples(snapshotOf(state), SteadyTime(102s));
        QCOMPARE(valueOf(samples, u"sum(rate(pgbouncer_stats_sql_transactions_pooled_total))"_s), 20.0);
        QCOMPARE(valueOf(samples, u"sum(rate(pgbouncer_stats_client_wait_seconds_total))"_s), 4.0);
        QCOMPARE(valueOf(samples, u"lockmaster_average_wait_seconds"_s), 0.2);
        state.consoleCommands = 1; // another life: even a counter that is higher by now says nothing
        state.stats[0].transactions += 5000;
        QVERIFY(qIsNaN(valueOf(metrics.samples(snapshotOf(state), SteadyTime(103s)),
                               u"sum(rate(pgbouncer_stats_sql_transactions_pooled_total))"_s)));
    }

    void aRestartIsAnEvent()
    {
        EventWatch watch;
        PgBouncerState state = quiet();
        QVERIFY(watch.seen(snapshotOf(state), {}).empty());
        state.consoleCommands += 4;
        QVERIFY(watch.seen(snapshotOf(state), {}).empty());
        state.consoleCommands = 1;
        const auto events = watch.seen(snapshotOf(state), {});
        QCOMPARE(events.size(), 1u);
        QCOMPARE(events.front().kind, EventKind::Restarted);
    }
};

LOCKMASTER_TEST(TestPoolFindings)
#include "tst_poolfindings.moc"
