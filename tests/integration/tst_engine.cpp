// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <set>

#include "harness/testprogram.h"
#include "lab/scenes/scene.h"
#include "lab/watch/watched.h"
#include "model/postgres/postgres.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestEngine : public QObject
{
    Q_OBJECT

    std::unique_ptr<Lab> m_lab;

    Target primary(const QString &role = u"lockmaster"_s) const { return targetOf(*m_lab, m_lab->primary(), role); }

    // What the server says by itself: "pid state application|…" of client backends that are not the lab's or ours.
    QStringList serverSessions()
    {
        const auto rows = m_lab->exec(u"SELECT pid || ' ' || state || ' ' || query FROM pg_stat_activity WHERE "
                                      "application_name LIKE 'shop%' ORDER BY pid"_s);
        QStringList lines;
        for (const QStringList &row : *rows)
            lines << row.first();
        return lines;
    }
    static QStringList ourSessions(const PostgresState *state)
    {
        QStringList lines;
        for (const SessionPtr &session : state->sessions) {
            if (session->application.startsWith(u"shop"))
                lines << u"%1 %2 %3"_s.arg(session->key.pid).arg(sessionStateName(session->state), session->query);
        }
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        LabOptions options;
        options.settings[u"max_prepared_transactions"_s] = u"10"_s;
        options.settings[u"max_connections"_s] = u"250"_s;
        m_lab = std::make_unique<Lab>(options);
        const auto started = m_lab->start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().text + started.error().detail));
    }

    void tellsWhoTheServerIs()
    {
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        const ServerIdentity &identity = watched.state()->identity;
        QCOMPARE(QString::number(identity.versionNumber), m_lab->value(u"SHOW server_version_num"_s));
        QCOMPARE(QString::number(identity.systemIdentifier),
                 m_lab->value(u"SELECT system_identifier FROM pg_control_system()"_s));
        QVERIFY(!identity.inRecovery);
        QCOMPARE(identity.timeline, 1u);
        QCOMPARE(identity.database, u"orders"_s);
        QVERIFY(identity.canSeeAll && identity.canSignal && !identity.isSuperuser);
        QVERIFY(watched.last()->hidden.empty());
        QVERIFY(watched.last()->probeErrors.empty());
        QCOMPARE(watched.state()->settings.maxConnections, 250);
        QVERIFY(watched.last()->link.encrypted && watched.last()->link.verified);
    }

    // Differences have to give what asking for everything gives, whatever sessions do.
    void differencesAddUpToTheWhole()
    {
        Watched watched(*m_lab, {primary()}, quick());
        PgLinkOptions options = optionsOf(*m_lab, primary(u"web"_s));
        options.applicationName = u"shop"_s;
        std::vector<std::unique_ptr<PgLink>> clients;
        for (int i = 0; i < 8; ++i) {
            clients.push_back(std::make_unique<PgLink>(options));
            QVERIFY(QCoro::waitFor(clients.back()->open(QDeadlineTimer(3s), {})));
        }
        const auto ask = [&](std::size_t client, const QByteArray &sql) {
            return QCoro::waitFor(clients[client]->query({sql, {}, {}}, QDeadlineTimer(3s), {})).has_value();
        };
        for (int round = 0; round < 12; ++round) {
            const auto client = static_cast<std::size_t>(round) % clients.size();
            QVERIFY(ask(client, "SELECT " + QByteArray::number(round)));
            if (round % 3 == 0) {
                QVERIFY(ask(client, "BEGIN"));
                QVERIFY(ask(client, "SET application_name = 'shop " + QByteArray::number(round) + '\''));
            } else if (round % 3 == 1) {
                clients[client] = std::make_unique<PgLink>(options);
                QVERIFY(QCoro::waitFor(clients[client]->open(QDeadlineTimer(3s), {})));
            }
            const QStringList truth = serverSessions();
            QTRY_COMPARE(ourSessions(watched.state()), truth);
        }
    }

    // Counted from the sessions; the server's own count is dear. The session that asks it is one more.
    void countsBackendsByDatabase()
    {
        Watched watched(*m_lab, {primary()}, quick());
        PgLink client(optionsOf(*m_lab, primary(u"web"_s)));
        QVERIFY(QCoro::waitFor(client.open(QDeadlineTimer(3s), {})));
        QTRY_VERIFY(watched.state() && findSession(*watched.state(), client.backendPid()));
        const auto counted = [&watched](const QString &name) {
            const auto &databases = watched.state()->databases;
            const auto found = std::ranges::find(databases, name, &DatabaseCounters::name);
            return found == databases.end() ? -1 : found->backends;
        };
        const auto ofTheLab = [&watched] { // the sessions that ask come and go: they count on neither side
            return std::ranges::count_if(watched.state()->sessions, [](const SessionPtr &session) {
                return session->database == u"orders" && session->user == u"lab_admin";
            });
        };
        QTRY_COMPARE(
            counted(u"orders"_s) - int(ofTheLab()),
            m_lab
                ->value(u"SELECT count(*) FROM pg_stat_activity WHERE datname = 'orders' AND usename IS DISTINCT FROM "
                        "'lab_admin'"_s)
                .toInt());
        QVERIFY(counted(u"orders"_s) >= 2);
        QTRY_COMPARE(counted(u"postgres"_s), 0);
    }

    void sessionsThatDoNotChangeAreShared()
    {
        Watched watched(*m_lab, {primary()}, quick());
        PgLink idle(optionsOf(*m_lab, primary(u"web"_s)));
        QVERIFY(QCoro::waitFor(idle.open(QDeadlineTimer(3s), {})));
        QVERIFY(QCoro::waitFor(idle.query({"SELECT 'quiet'", {}, {}}, QDeadlineTimer(3s), {})));
        const auto quietFor = [&] {
            const SessionPtr session = watched.state() ? findSession(*watched.state(), idle.backendPid()) : nullptr;
            return session && session->stateChange ? watched.state()->serverNow - *session->stateChange : 0us;
        };
        QTRY_VERIFY(quietFor() > 1s); // the margin within which changes are asked for again
        const SnapshotPtr before = watched.last();
        QTRY_VERIFY(watched.last()->sequence > before->sequence + 2);
        QCOMPARE(findSession(*watched.state(), idle.backendPid()), findSession(*before->postgres, idle.backendPid()));
    }

    void sceneNamesTheRootThatTheServerGives_data()
    {
        QTest::addColumn<QString>("scene");
        for (const char *scene : {"blocking-chain", "hot-row:100", "ddl-queue", "prepared-transaction"})
            QTest::newRow(scene) << QString::fromLatin1(scene);
    }
    void sceneNamesTheRootThatTheServerGives()
    {
        QFETCH(QString, scene);
        const auto incident = makeScene(scene);
        QVERIFY(incident);
        const auto begun = incident->begin(*m_lab);
        QVERIFY2(begun, qPrintable(begun ? QString() : begun.error().text));
        Watched watched(*m_lab, {primary()}, quick());
        // The truth: pids in pg_blocking_pids of somebody that are themselves blocked by nobody.
        const QString roots = u"WITH e AS (SELECT a.pid, unnest(pg_blocking_pids(a.pid)) b FROM pg_stat_activity a "
                              "WHERE wait_event_type = 'Lock') "_s;
        const QString truth = m_lab->value(roots
                                           + u"SELECT string_agg(DISTINCT b::text, ',' ORDER BY b::text) FROM e "
                                             "WHERE b NOT IN (SELECT pid FROM e)"_s);
        const int waiters = m_lab->value(roots + u"SELECT count(DISTINCT pid) FROM e"_s).toInt();
        QVERIFY(waiters > 0);
        QTRY_VERIFY(watched.isLiveNow() && !watched.state()->forest.isEmpty());
        QTRY_COMPARE(int(watched.state()->lockWaits.size()), waiters); // a row for each, not an edge for each pair
        const LockForest &forest = watched.state()->forest;
        QStringList ours;
        for (const int root : forest.roots)
            ours << QString::number(forest.nodes[size_t(root)].pid);
        ours.sort();
        QCOMPARE(ours.join(u','), truth);
        QCOMPARE(int(forest.nodes.size()), waiters + int(forest.roots.size()));
        for (const LockWait &wait : watched.state()->lockWaits) {
            QVERIFY2(!wait.mode.isEmpty() && !wait.object.isEmpty(), qPrintable(QString::number(wait.pid)));
            QVERIFY(wait.waitStart);
        }
        QVERIFY(std::ranges::any_of(watched.state()->lockWaits,
                                    [](const LockWait &wait) { return !wait.relation.isEmpty(); }));
        QVERIFY(incident->end());
        QTRY_VERIFY(watched.state()->forest.isEmpty());
    }

    /// The answer is as long as the queue; while nobody comes or goes it stays true.
    void whatIsWaitedForIsAskedWhenItChanges()
    {
        const auto incident = makeScene(u"hot-row:20"_s);
        QVERIFY(incident->begin(*m_lab));
        Watched watched(*m_lab, {primary()}, quick());
        const auto isTold = [&](std::size_t waiters) {
            const auto *state = watched.state();
            return state && state->lockWaits.size() == waiters && !state->heldLocks.empty()
                   && std::ranges::none_of(state->lockWaits, [](const LockWait &wait) { return wait.mode.isEmpty(); });
        };
        QTRY_VERIFY(isTold(20));
        watched.forgetAll();
        QTRY_VERIFY(watched.all().size() >= 20);
        const auto asked = [](const SnapshotPtr &snapshot) {
            return std::ranges::contains(snapshot->costs, u"locks"_s, &ProbeCost::probe);
        };
        QVERIFY2(std::ranges::count_if(watched.all(), asked) <= 3, "asked again and again for what has not changed");
        const PostgresState &first = *watched.all().front()->postgres;
        for (const SnapshotPtr &snapshot : watched.all()) {
            QCOMPARE(snapshot->postgres->lockWaits, first.lockWaits);
            QCOMPARE(snapshot->postgres->heldLocks, first.heldLocks);
        }
        PgLink newcomer(optionsOf(*m_lab, primary(u"web"_s)));
        QVERIFY(QCoro::waitFor(newcomer.open(QDeadlineTimer(3s), {})));
        const auto waiting =
            newcomer.query({"UPDATE customers SET balance = balance WHERE id = 1", {}, {}}, QDeadlineTimer(30s), {});
        QTRY_VERIFY(isTold(21));
        QVERIFY(incident->end());
        QTRY_VERIFY(watched.state()->lockWaits.empty());
    }

    void aPreparedTransactionIsNamedByItsGid()
    {
        const auto incident = makeScene(u"prepared-transaction"_s);
        QVERIFY(incident->begin(*m_lab));
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow() && !watched.state()->preparedTransactions.empty());
        const PreparedTransaction &prepared = watched.state()->preparedTransactions.front();
        QCOMPARE(prepared.gid, m_lab->value(u"SELECT gid FROM pg_prepared_xacts"_s));
        QVERIFY(!prepared.owner.startsWith(u"oid"));
        QTRY_VERIFY(!watched.state()->preparedTransactions.front().locks.empty());
    }

    void whatIsHiddenIsSaidWithTheGrant()
    {
        Watched watched(*m_lab, {primary(u"lockmaster_plain"_s)}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        QCOMPARE(watched.last()->hidden.size(), 1u);
        QVERIFY(watched.last()->hidden.front().contains(u"GRANT pg_monitor TO lockmaster_plain;"));
        PgLink other(optionsOf(*m_lab, primary(u"web"_s)));
        QVERIFY(QCoro::waitFor(other.open(QDeadlineTimer(3s), {})));
        QTRY_VERIFY(findSession(*watched.state(), other.backendPid()));
        QCOMPARE(findSession(*watched.state(), other.backendPid())->state, SessionState::Hidden);
        const auto isCounted = [&](QStringView series) {
            return std::ranges::contains(watched.last()->samples, series, &Sample::series);
        };
        QVERIFY(!isCounted(u"lockmaster_sessions{state=\"idle\"}")); // not known is not 0
        QVERIFY(isCounted(u"lockmaster_connections_used"));
    }

    void whoWaitsIsSeenWithoutPrivileges()
    {
        Watched watched(*m_lab, {primary(u"lockmaster_plain"_s)}, quick());
        QTRY_VERIFY(watched.isLiveNow() && watched.state()->lockWaits.empty());
        const auto incident = makeScene(u"blocking-chain:6"_s);
        QVERIFY(incident->begin(*m_lab));
        QTRY_COMPARE(watched.state()->lockWaits.size(), 6u);
        QCOMPARE(watched.state()->forest.roots.size(), 1u);
        QCOMPARE(watched.state()->forest.nodes.at(std::size_t(watched.state()->forest.roots.front())).pid,
                 incident->facts().rootPid);
        QVERIFY(incident->end());
        QTRY_VERIFY(watched.state()->lockWaits.empty());
    }

    void samplesAreNamedAsTheExportersDo()
    {
        Watched watched(*m_lab, {primary()}, quick());
        const auto value = [&](const QString &series) -> std::optional<double> {
            const auto &samples = watched.last()->samples;
            const auto found = std::ranges::find(samples, series, &Sample::series);
            return found == samples.end() ? std::nullopt : std::optional(found->value);
        };
        QTRY_VERIFY(watched.isLiveNow() && watched.last()->sequence > 3);
        QCOMPARE(value(u"pg_settings_max_connections"_s), 250);
        QTRY_VERIFY(value(u"sum(rate(pg_stat_database_xact_commit))"_s).value_or(-1) > 0); // our own samples commit
        QVERIFY(value(u"lockmaster_sessions{state=\"active\"}"_s).value_or(0) >= 1);
    }

    void theScheduleSkipsAndNeverQueues()
    {
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        watched.forgetAll();
        QTRY_VERIFY(watched.all().size() >= 11);
        const auto &all = watched.all();
        const auto period = (all[10]->taken.steady - all[0]->taken.steady) / 10;
        QVERIFY2(std::chrono::abs(period - 100ms) < 40ms, "samples drift away from their grid");
    }

    void aServerWithoutASlotIsWatchedOnAndActedOn()
    {
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        const auto incident = makeScene(u"too-many-clients"_s);
        QVERIFY(incident->begin(*m_lab));
        const auto sequence = watched.last()->sequence;
        QTRY_VERIFY(watched.last()->sequence > sequence + 3);
        QVERIFY(watched.isLiveNow());
        QTRY_COMPARE(watched.state()->headroom.used, watched.state()->headroom.usable);
        const auto lent = QCoro::waitFor(watched.engine().lender()(primary().name, u"lockmaster/test"_s, {}));
        QVERIFY2(lent, qPrintable(lent ? QString() : lent.error().text));
        QVERIFY(lent->shared);
        QVERIFY(QCoro::waitFor(lent->link.postgres->query({"SELECT 1", {}, {}}, QDeadlineTimer(3s), {})));
    }

    void stoppingEndsEverythingAtOnce()
    {
        Watched watched(*m_lab, {primary()}, quick());
        QTRY_VERIFY(watched.isLiveNow());
        watched.engine().stop();
        watched.forgetAll();
        QTest::qWait(300); // that nothing comes any more, in the time of three samples
        QVERIFY(watched.all().empty());
    }
};

LOCKMASTER_TEST(TestEngine)
#include "tst_engine.moc"
