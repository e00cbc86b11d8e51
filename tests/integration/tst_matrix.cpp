// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Lockmaster sees of servers of one Debian suite is what they say themselves. LOCKMASTER_SERVER_ROOT is the folder
// that `installer/servers SUITE` printed; without it, the servers of this system. `tests/run --matrix` runs all suites.
#include <QTest>
#include <algorithm>
#include <functional>

#include "harness/testprogram.h"
#include "lab/postgres/postgrestools.h"
#include "lab/scenes/scene.h"
#include "lab/watch/watched.h"
#include "matrix.h"
#include "model/postgres/replicationlag.h"
#include "model/pgbouncer/pgbouncer.h"
#include "probes/pgbouncer/rows/probe.h"
#include "probes/postgres/draft/probe.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

/// A kind of server of the matrix: where it is, which of its probes always have something to ask, and what one snapshot
/// with all of their answers has to hold.
struct Server {
    std::function<Target(Lab &)> target;
    QStringList probes;
    void (*check)(const Snapshot &seen, Lab &lab) = nullptr;
};

QStringList postgresProbeNames()
{
    QStringList names;
    for (const auto &probe : postgresProbes())
        names << probe->name();
    return names;
}

/// Those that its version knows.
QStringList pgBouncerProbeNames(Lab &lab)
{
    const bool hasState = lab.pgbouncer().console(u"SHOW STATE"_s).has_value();
    QStringList names;
    for (const auto &probe : pgBouncerProbes()) {
        if (hasState || probe->name() != u"state")
            names << probe->name();
    }
    return names;
}

/// The pids at the end of every chain of blockers that starts at `pid`.
QString rootsOf(Lab &lab, int pid)
{
    return lab.value(
        u"WITH RECURSIVE up AS (SELECT %1 AS pid UNION SELECT b FROM up, unnest(pg_blocking_pids(up.pid)) b) "
        "SELECT string_agg(pid::text, ',') FROM up WHERE cardinality(pg_blocking_pids(pid)) = 0"_s.arg(pid));
}

} // namespace

Q_DECLARE_METATYPE(Server)

class TestMatrix : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    static void checkPostgres(const Snapshot &seen, Lab &lab, PostgresServer &server)
    {
        const PostgresState &state = *seen.postgres;
        QCOMPARE(state.identity.versionNumber, server.value(u"SHOW server_version_num"_s).toInt());
        QCOMPARE(state.identity.versionNumber / 10000, postgresVersion(serverRoot()));
        QCOMPARE(state.identity.inRecovery, &server != &lab.primary());
        QCOMPARE(state.identity.timeline, 1u);
        QCOMPARE(QString::number(state.identity.systemIdentifier),
                 server.value(u"SELECT system_identifier FROM pg_control_system()"_s));
        QVERIFY(state.identity.started && state.identity.configurationLoaded);
        QVERIFY(state.identity.canSeeAll && state.identity.canSignal);
        QVERIFY(seen.hidden.empty());
        QCOMPARE(state.settings.maxConnections, server.value(u"SHOW max_connections"_s).toInt());
        QCOMPARE(state.headroom.maximum, state.settings.maxConnections);
        checkSessions(state, server);
        checkDatabases(state);
        checkReplication(state, lab, server);
    }

    static QString said(Lab &lab, const QString &command, const QString &column, const QString &value,
                        const QString &wanted)
    {
        for (const auto &row : lab.pgbouncer().console(command).value_or(SqlRecords())) {
            if (row[column] == value)
                return row[wanted];
        }
        return {};
    }

    static void checkPgBouncer(const Snapshot &seen, Lab &lab)
    {
        const PgBouncerState &state = *seen.pgbouncer;
        QCOMPARE(said(lab, u"SHOW VERSION"_s, u"version"_s, state.identity.version, u"version"_s),
                 state.identity.version);
        QCOMPARE(state.isPaused.has_value(), state.identity.versionNumber >= 11900);
        QCOMPARE(state.identity.isAdmin, std::optional(false));
        QCOMPARE(state.databases.size(), 1u);
        QCOMPARE(state.databases[0].port, lab.primary().port());
        QCOMPARE(state.pools.size(), 1u);
        QCOMPARE(QString::number(state.pools[0].servers()), u"1"_s);
        QCOMPARE(QString::number(state.stats.at(0).queries),
                 said(lab, u"SHOW STATS_TOTALS"_s, u"database"_s, u"orders"_s, u"query_count"_s));
        QCOMPARE(QString::number(maxClients(state)),
                 said(lab, u"SHOW CONFIG"_s, u"key"_s, u"max_client_conn"_s, u"value"_s));
        QVERIFY(state.clients && state.servers && state.servers->all.size() == 1);
        QCOMPARE(QString::number(state.servers->all[0].remotePid),
                 said(lab, u"SHOW SERVERS"_s, u"database"_s, u"orders"_s, u"remote_pid"_s));
        QVERIFY(state.servers->all[0].connected);
    }

    static void checkSessions(const PostgresState &state, PostgresServer &server)
    {
        const auto own = std::ranges::find_if(
            state.sessions, [](const SessionPtr &session) { return session->application == u"lockmaster"; });
        QVERIFY(own != state.sessions.end());
        const Session &session = **own;
        QCOMPARE(session.database, u"orders"_s);
        QCOMPARE(session.user, u"lockmaster"_s);
        QCOMPARE(session.backendType, u"client backend"_s);
        QVERIFY(session.encrypted && session.queryStart && session.transactionStart);
        QVERIFY2(session.query.startsWith(u"SELECT"), qPrintable(session.query));
        QVERIFY(!session.query.contains(u"--")); // comments of the SQL stay at home
        QCOMPARE(QString::number(state.sessions.size() - state.headroom.used),
                 server.value(u"SELECT count(*) FROM pg_stat_activity WHERE backend_type <> 'client backend'"_s));
    }

    static void checkDatabases(const PostgresState &state)
    {
        const auto orders = std::ranges::find(state.databases, u"orders"_s, &DatabaseCounters::name);
        QVERIFY(orders != state.databases.end());
        QVERIFY(orders->commits > 0);
        QVERIFY(orders->blocksHit > 0);
        QVERIFY(orders->backends > 0);
    }

    // Nobody writes: what is behind, is behind for a moment only.
    static void checkReplication(const PostgresState &state, Lab &lab, PostgresServer &server)
    {
        QVERIFY(state.replication);
        const Replication &here = *state.replication;
        QCOMPARE(here.inRecovery, &server != &lab.primary());
        QCOMPARE(here.timeline, 1u);
        QVERIFY(here.here > 0 && here.archiver && !here.archiver->isOn);
        QCOMPARE(QString::number(here.archiver->segmentBytes),
                 server.value(u"SELECT pg_size_bytes(current_setting('wal_segment_size'))"_s));
        QCOMPARE(here.hasUpstream, here.inRecovery);
        QCOMPARE(here.senders.size(), here.inRecovery ? std::size_t(0) : std::size_t(2));
        for (const WalSender &sender : here.senders) {
            QCOMPARE(sender.state, u"streaming"_s);
            QCOMPARE(sender.syncState, u"async"_s);
            QCOMPARE(sender.application, sender.slot);
            QVERIFY(sender.sent && sender.written && sender.flushed && sender.replayed && sender.replied);
        }
        QCOMPARE(QString::number(here.slotsKept.size()), server.value(u"SELECT count(*) FROM pg_replication_slots"_s));
        QVERIFY(std::ranges::all_of(here.slotsKept, [](const ReplicationSlot &slot) {
            return slot.isActive && !slot.isLogical && slot.walStatus == u"reserved" && slot.retainedBytes;
        }));
        QCOMPARE(here.receiver.has_value(), here.inRecovery);
        if (here.inRecovery) {
            QCOMPARE(here.receiver->senderPort, lab.primary().port());
            QCOMPARE(here.receiver->slot, server.slot());
            QVERIFY(isReceiving(here) && !here.isReplayPaused && here.applyDelay == u"0");
            QVERIFY(here.conflicts.size() >= 5);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.parts = LabPart::Postgres | LabPart::Standbys | LabPart::PgBouncer;
        options.serverRoot = serverRoot();
        m_lab = std::make_unique<Lab>(options);
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
        qInfo("PostgreSQL %s", qPrintable(m_lab->value(u"SHOW server_version"_s)));
    }

    void everyProbeAnswers_data()
    {
        QTest::addColumn<Server>("server");
        // The locks probe asks only while somebody waits: blockersAreNamed().
        QStringList probes = postgresProbeNames();
        probes.removeAll(u"locks"_s);
        probes.removeAll(u"configuration_files"_s); // not granted: tst_settings
        QTest::newRow("PostgreSQL primary")
            << Server{[](Lab &lab) { return targetOf(lab, lab.primary()); }, probes,
                      [](const Snapshot &seen, Lab &lab) { checkPostgres(seen, lab, lab.primary()); }};
        QTest::newRow("PostgreSQL standby")
            << Server{[](Lab &lab) { return targetOf(lab, lab.standby(1)); }, probes,
                      [](const Snapshot &seen, Lab &lab) { checkPostgres(seen, lab, lab.standby(1)); }};
        QTest::newRow("PgBouncer") << Server{
            [](Lab &lab) {
                QTest::qVerify(runSql(lab.applicationConninfo(u"web"_s, u"shop"_s), u"SELECT 1"_s).has_value(),
                               "a client", "", __FILE__, __LINE__);
                return targetOf(lab.pgbouncer());
            },
            pgBouncerProbeNames(*m_lab), &checkPgBouncer};
    }

    void everyProbeAnswers()
    {
        QFETCH(Server, server);
        Watched watched(*m_lab, {server.target(*m_lab)}, quick());
        QTRY_VERIFY2_WITH_TIMEOUT(
            missing(watched.all(), server.probes).isEmpty(),
            qPrintable(missing(watched.all(), server.probes).join(u' ') + u'\n' + errorsOf(watched.all())), 10000);
        watched.forgetAll();
        QTRY_VERIFY(watched.all().size() >= 3); // with what the first ones learned
        QCOMPARE(errorsOf(watched.all()), QString());
        QVERIFY(!watched.last()->samples.empty());
        server.check(*watched.last(), *m_lab);
    }

    // Before 15, each reading of the counters waits for the statistics collector.
    void countersAreReadAsOftenAsTheServerCanBear()
    {
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY(watched.all().size() >= 12);
        const auto read = std::ranges::count_if(watched.all(), [](const SnapshotPtr &snapshot) {
            return std::ranges::contains(snapshot->costs, u"databases"_s, &ProbeCost::probe);
        });
        if (postgresVersion(serverRoot()) < 15)
            QVERIFY2(read == 1 || read == 2, QByteArray::number(qint64(read)));
        else
            QVERIFY2(read >= 10, QByteArray::number(qint64(read)));
        QVERIFY(!watched.state()->databases.empty());
    }

    void blockersAreNamed_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::newRow("chain") << u"blocking-chain:8"_s;
        QTest::newRow("one row") << u"hot-row:5"_s;
        QTest::newRow("queue of a table") << u"ddl-queue:4"_s;
        QTest::newRow("prepared transaction") << u"prepared-transaction:3"_s;
    }

    void blockersAreNamed()
    {
        QFETCH(QString, scene);
        const std::unique_ptr<Scene> played = makeScene(scene);
        const auto begun = played->begin(*m_lab);
        QVERIFY2(begun, qPrintable(begun ? QString() : begun.error().text + begun.error().detail));
        const auto &victims = played->facts().victimPids;
        Watched watched(*m_lab, {targetOf(*m_lab, m_lab->primary())}, quick());
        QTRY_VERIFY(watched.isLiveNow() && watched.state()->lockWaits.size() == victims.size());
        const PostgresState &state = *watched.state();
        for (const int victim : victims) {
            const int root = state.forest.rootOf(victim);
            QVERIFY(root >= 0);
            QCOMPARE(QString::number(state.forest.nodes[static_cast<std::size_t>(root)].pid), rootsOf(*m_lab, victim));
        }
        for (const LockWait &wait : state.lockWaits) {
            QVERIFY(!wait.relation.isEmpty());
            QVERIFY(!wait.mode.isEmpty());
            QVERIFY(wait.waitStart && *wait.waitStart <= state.serverNow);
        }
        QCOMPARE(errorsOf(watched.all()), QString());
        QVERIFY(played->end());
        QTRY_VERIFY(watched.state()->lockWaits.empty() && watched.state()->forest.isEmpty());
    }
};

LOCKMASTER_TEST(TestMatrix)
#include "tst_matrix.moc"
