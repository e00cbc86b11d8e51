// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the probes make of the answers of PgBouncer 1.15, 1.18, 1.24 and 1.26, whose columns differ.
#include <QTest>
#include <algorithm>
#include <format>

#include "harness/testprogram.h"
#include "pgbouncerrecords.h"
#include "pgrowsof.h"
#include "probes/pgbouncer/rows/probe.h"
#include "probes/pgbouncer/rows/sockets.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Recorded)

namespace {

const ServerTime kNow{1'795'279'533s}; // 2026-11-21 16:45:33 UTC

/// Every recorded answer through its probe, in the order in which they are asked.
PgBouncerDraft read(const Recorded &recorded)
{
    PgBouncerDraft draft;
    draft.next.serverNow = kNow;
    draft.next.identity.user = u"lockmaster"_s;
    for (const auto &probe : pgBouncerProbes()) {
        const QByteArray answer = recorded.value(probe->name().toLatin1());
        if (!answer.isEmpty())
            QTest::qVerify(probe->take(rowsOf(answer), draft).has_value(), "taken", qPrintable(probe->name()), __FILE__,
                           __LINE__);
    }
    return draft;
}

const PgBouncerProbe &probeNamed(const std::vector<std::unique_ptr<PgBouncerProbe>> &all, const QString &name)
{
    return **std::ranges::find(all, name, [](const auto &probe) { return probe->name(); });
}

Result<void> take(const QString &probe, const QByteArray &csv, PgBouncerDraft &draft)
{
    return probeNamed(pgBouncerProbes(), probe).take(rowsOf(csv), draft);
}

} // namespace

class TestPgBouncerProbes : public QObject
{
    Q_OBJECT

    static void versions()
    {
        QTest::addColumn<Recorded>("recorded");
        QTest::addColumn<int>("version");
        QTest::newRow("1.15") << pgBouncer115() << 11500;
        QTest::newRow("1.18") << pgBouncer118() << 11800;
        QTest::newRow("1.24") << pgBouncer124() << 12401;
        QTest::newRow("1.26") << pgBouncer126() << 12601;
    }

private Q_SLOTS:
    void poolsOfEveryVersion_data() { versions(); }
    void poolsOfEveryVersion()
    {
        QFETCH(Recorded, recorded);
        const PgBouncerState state = read(recorded).next;
        QTEST(state.identity.versionNumber, "version");
        QCOMPARE(state.pools.size(), 1u); // the console's own does not count
        const PgBouncerPool &pool = state.pools.front();
        QCOMPARE(pool.database, u"orders"_s);
        QCOMPARE(pool.user, u"web"_s);
        QCOMPARE(pool.mode, u"transaction"_s);
        QCOMPARE(pool.clientsActive, 1);
        QCOMPARE(pool.serversActive, 1);
        QCOMPARE(pool.servers(), 1);
        QCOMPARE(state.databases.size(), 2u);
        QCOMPARE(databaseOf(state, pool)->poolSize, 5);
        QCOMPARE(databaseOf(state, pool)->host, u"127.0.0.1"_s);
        QCOMPARE(databaseOf(state, pool)->port, 55990);
        QCOMPARE(databaseOf(state, pool)->reservePool, std::optional(0)); // under both of its names
        QCOMPARE(saturation(state, pool), 0.2);
        QCOMPARE(usedClients(state), 2);
    }

    void countersOfEveryVersion_data() { versions(); }
    void countersOfEveryVersion()
    {
        QFETCH(Recorded, recorded);
        QFETCH(int, version);
        const PgBouncerState state = read(recorded).next;
        QCOMPARE(state.stats.size(), 1u);
        const PgBouncerStats &stats = state.stats.front();
        QCOMPARE(stats.transactions, 1);
        QCOMPARE(stats.queries, 2);
        QCOMPARE(stats.bytesReceived, 27);
        QCOMPARE(stats.bytesSent, 125);
        QVERIFY(stats.queryTime > 1ms && stats.waitTime > 1ms);
        QCOMPARE(stats.serverAssignments.has_value(), version >= 12300);
        QCOMPARE(stats.clientLogins.has_value(), version >= 12500);
        QVERIFY(state.consoleCommands >= 5);
        QCOMPARE(databaseOf(state, state.pools.front())->minPoolSize.has_value(), version >= 11600);
        QCOMPARE(databaseOf(state, state.pools.front())->maxClients.has_value(), version >= 12400);
    }

    void aClientAndItsServerOfEveryVersion_data() { versions(); }
    void aClientAndItsServerOfEveryVersion()
    {
        QFETCH(Recorded, recorded);
        QFETCH(int, version);
        const PgBouncerState state = read(recorded).next;
        QVERIFY(state.clients && state.servers);
        const PgBouncerSocket &client = state.clients->all.front();
        const PgBouncerSocket &server = state.servers->all.front();
        QCOMPARE(client.link, server.address);
        QCOMPARE(server.link, client.address);
        QVERIFY(server.remotePid > 0);
        QCOMPARE(client.remotePid, 0);
        QCOMPARE(server.port, 55990);
        QVERIFY(server.localPort > 0);
        QCOMPARE(client.application, version >= 11800 ? u"shop"_s : QString());
        QCOMPARE(client.id.has_value(), version >= 12400);
        QVERIFY(client.connected && *client.connected > kNow - 10min && *client.connected < kNow + 10min);
        QVERIFY(!client.wait); // it does not
    }

    void aUserMayHaveAPoolSizeOfItsOwn()
    {
        PgBouncerDraft draft;
        QVERIFY(take(u"databases"_s,
                     "name,host,port,database,pool_size,max_connections,current_connections,paused,disabled\n"
                     "orders,10.0.0.5,5432,orders,20,0,0,0,0",
                     draft));
        QVERIFY(take(u"pools"_s,
                     "database,user,cl_active,cl_waiting,sv_active,sv_idle,sv_used,sv_tested,sv_login,maxwait\n"
                     "orders,report,0,0,2,0,0,0,0,0\n"
                     "orders,web,0,0,2,0,0,0,0,0",
                     draft));
        QVERIFY(take(u"users"_s, "name,pool_mode\nreport,\nweb,", draft)); // a version that has none
        const PgBouncerPool &report = draft.next.pools.at(0);
        QCOMPARE(poolSize(draft.next, report), std::optional(20));
        QVERIFY(take(u"users"_s, "name,pool_size,pool_mode\nreport,        4,\nweb,,", draft));
        QCOMPARE(poolSize(draft.next, report), std::optional(4));
        QCOMPARE(saturation(draft.next, report), 0.5);
        QCOMPARE(poolSize(draft.next, draft.next.pools.at(1)), std::optional(20));
        draft.next.databases.clear();
        QCOMPARE(poolSize(draft.next, draft.next.pools.at(1)), std::nullopt);
    }

    // PgBouncer 1.24 goes on telling the size of the user before.
    void aPoolSizeThatOnlyRepeatsIsNotTrusted()
    {
        PgBouncerDraft draft;
        PgBouncerDatabase app;
        app.name = u"app"_s;
        app.poolSize = 20;
        draft.next.databases = {app};
        QVERIFY(take(u"users"_s,
                     "name,pool_size,pool_mode\npostgres,,\ntest1,        1,\ntest2,        1,\nzed,        1,",
                     draft));
        const auto sizeOf = [&](const QString &user) {
            PgBouncerPool pool;
            pool.database = u"app"_s;
            pool.user = user;
            return poolSize(draft.next, pool);
        };
        QCOMPARE(sizeOf(u"postgres"_s), std::optional(20));
        QCOMPARE(sizeOf(u"test1"_s), std::optional(1));
        QCOMPARE(sizeOf(u"test2"_s), std::optional(20));
        QCOMPARE(sizeOf(u"zed"_s), std::optional(20));
        QVERIFY(take(u"users"_s, "name,pool_size,pool_mode\na,1,\nb,2,\nc,,\nd,2,", draft));
        QCOMPARE(sizeOf(u"b"_s), std::optional(2));
        QCOMPARE(sizeOf(u"d"_s), std::optional(2)); // the row before has none: it is its own
    }

    void aWaitingClientHasItsWait()
    {
        PgBouncerDraft draft;
        QVERIFY(take(u"clients"_s,
                     "type,user,database,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,"
                     "ptr,link,remote_pid\n"
                     "C,web,orders,waiting,10.0.0.7,50000,10.0.0.1,6432,2026-11-21 16:45:30 UTC,2026-11-21 16:45:31 "
                     "UTC,2,250000,0x1,,0",
                     draft));
        QCOMPARE(draft.next.clients->all.front().wait, std::optional<std::chrono::microseconds>(2250ms));
    }

    void whoWaitsAtLoginIsSeenSince()
    {
        const auto pools = [](const QByteArray &waiting, const QByteArray &maxwait) {
            return "database,user,cl_active,cl_waiting,sv_active,sv_idle,sv_used,sv_tested,sv_login,maxwait\n"
                   "orders,web,0,"
                   + waiting + ",0,0,0,0,0," + maxwait;
        };
        const auto probes = pgBouncerProbes();
        PgBouncerDraft draft;
        const auto since = [&](const QByteArray &waiting, const QByteArray &maxwait) {
            draft.next.serverNow += 5s;
            QTest::qVerify(take(u"pools"_s, pools(waiting, maxwait), draft).has_value(), "taken", "pools", __FILE__,
                           __LINE__);
            return draft.next.pools.front().waitingSince;
        };
        draft.next.serverNow = kNow;
        QCOMPARE(since("0", "0"), std::nullopt);
        QVERIFY(!probeNamed(probes, u"clients"_s).isUrgent(draft));
        QCOMPARE(since("2", "0"), std::optional<ServerTime>(kNow + 10s));
        QVERIFY(probeNamed(probes, u"clients"_s).isUrgent(draft));
        QCOMPARE(since("3", "0"), std::optional<ServerTime>(kNow + 10s));
        QCOMPARE(since("3", "4"), std::nullopt); // told
        QVERIFY(!probeNamed(probes, u"clients"_s).isUrgent(draft));
        QCOMPARE(since("1", "0"), std::optional<ServerTime>(kNow + 25s));
    }

    void anotherZoneIsToldFromTheNewestRequest_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<int>("minutes");
        QTest::newRow("none") << QByteArray("UTC") << 0;
        QTest::newRow("an hour ahead") << QByteArray("CET") << 60;
        QTest::newRow("a half one") << QByteArray("IST") << 330;
        QTest::newRow("behind") << QByteArray("-03") << -180;
    }
    void anotherZoneIsToldFromTheNewestRequest()
    {
        QFETCH(QByteArray, zone);
        QFETCH(int, minutes);
        const auto local = [&](std::chrono::seconds ago) {
            const auto time = std::chrono::floor<std::chrono::seconds>(kNow) - ago + std::chrono::minutes(minutes);
            return QByteArray::fromStdString(std::format("{:%Y-%m-%d %H:%M:%S}", time)) + ' ' + zone;
        };
        PgBouncerDraft draft;
        draft.next.serverNow = kNow + 400ms;
        QVERIFY(take(
            u"clients"_s,
            "type,user,database,state,addr,port,local_addr,local_port,connect_time,request_time,ptr,link,remote_pid\n"
            "C,web,orders,active,unix,6432,unix,6432,"
                + local(3h) + ',' + local(2h)
                + ",0x1,,0\n"
                  "C,lockmaster,pgbouncer,active,unix,6432,unix,6432,"
                + local(9s) + ',' + local(1s) + ",0x2,,0",
            draft));
        QCOMPARE(draft.next.clients->all.front().connected, std::optional<ServerTime>(kNow - 3h));
        QCOMPARE(draft.next.clients->all.back().requested, std::optional<ServerTime>(kNow - 1s));
    }

    void whoMayDoMoreThanLook_data()
    {
        QTest::addColumn<QByteArray>("admins");
        QTest::addColumn<QByteArray>("watchers");
        QTest::addColumn<int>("isAdmin"); // 2: not known
        QTest::newRow("admin") << QByteArray("boss; lockmaster") << QByteArray() << 1;
        QTest::newRow("both") << QByteArray("lockmaster") << QByteArray("lockmaster") << 1;
        QTest::newRow("stats user") << QByteArray("boss") << QByteArray("monitor;lockmaster") << 0;
        QTest::newRow("neither") << QByteArray("boss") << QByteArray("lockmaster2") << 2;
    }
    void whoMayDoMoreThanLook()
    {
        QFETCH(QByteArray, admins);
        QFETCH(QByteArray, watchers);
        QFETCH(int, isAdmin);
        PgBouncerDraft draft;
        draft.next.identity.user = u"lockmaster"_s;
        const QByteArray csv =
            "key,value,default,changeable\nadmin_users," + admins + ",,yes\nstats_users," + watchers + ",,yes";
        QVERIFY(probeNamed(pgBouncerProbes(), u"config"_s).take(rowsOf(csv, ';'), draft));
        const auto expected = isAdmin == 2 ? std::optional<bool>() : std::optional(isAdmin == 1);
        QCOMPARE(draft.next.identity.isAdmin, expected);
        QVERIFY(draft.next.settings.at(u"admin_users"_s).isChangeable);
    }

    void aSettingWithoutADefaultHasNone()
    {
        PgBouncerDraft draft;
        QVERIFY(probeNamed(pgBouncerProbes(), u"config"_s)
                    .take(rowsOf("key,value,default,changeable\nlisten_port,6432,6432,no\nverbose,0,,yes"), draft));
        QCOMPARE(draft.next.settings.at(u"listen_port"_s).standard, std::optional(u"6432"_s));
        QCOMPARE(draft.next.settings.at(u"verbose"_s).standard, std::nullopt);
    }

    void aDatabaseKeepsTheMomentItWasPaused()
    {
        const QByteArray head =
            "name,host,port,database,pool_size,max_connections,current_connections,paused,disabled\n";
        const QByteArray runs = head + "orders,db,5432,orders,5,0,1,0,0";
        const QByteArray paused = head + "orders,db,5432,orders,5,0,1,1,0";
        PgBouncerDraft draft;
        draft.next.serverNow = kNow;
        QVERIFY(take(u"databases"_s, paused, draft));
        QVERIFY(draft.next.databases.front().isPaused && !draft.next.databases.front().stoppedSince); // before we came
        QVERIFY(take(u"databases"_s, runs, draft));
        draft.next.serverNow = kNow + 5s;
        QVERIFY(take(u"databases"_s, paused, draft));
        draft.next.serverNow = kNow + 9s;
        QVERIFY(take(u"databases"_s, paused, draft));
        QCOMPARE(draft.next.databases.front().stoppedSince, std::optional<ServerTime>(kNow + 5s));
    }

    void anAnswerWithoutItsColumnsIsAnError()
    {
        PgBouncerDraft draft;
        for (const auto &probe : pgBouncerProbes()) {
            const auto taken = probe->take(rowsOf("something,else\n1,2"), draft);
            QVERIFY2(!taken && taken.error().kind == ErrorKind::Protocol, qPrintable(probe->name()));
        }
    }

    void descriptorsAreNeverAskedFor()
    {
        for (const auto &probe : pgBouncerProbes())
            QVERIFY(!probe->command().contains("FDS"));
    }
};

LOCKMASTER_TEST(TestPgBouncerProbes)
#include "tst_pgbouncer_probes.moc"
