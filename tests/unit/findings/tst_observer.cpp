// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is remembered of findings from one snapshot to the next, and which of them are the consequence of which, within
// a target and across the fleet.
#include <QTest>

#include "diagnosis/diagnosis.h"
#include "diagnosis/observer.h"
#include "diagnosis/rules.h"
#include "harness/testprogram.h"
#include "model/pgbouncer/pgbouncer.h"
#include "model/postgres/replication.h"
#include "postgresscene.h"

using namespace lockmaster;
using namespace lockmaster::fixtures;

namespace {

constexpr WallTime kStart{1'795'000'000s};
const QString kServer = u"orders-primary"_s;
const QString kBouncer = u"front"_s;

Fleet fleet()
{
    Target server;
    server.name = kServer;
    server.parameters = {{u"host"_s, u"db1"_s}, {u"port"_s, u"5432"_s}};
    Target bouncer;
    bouncer.name = kBouncer;
    bouncer.kind = ServerKind::PgBouncer;
    return {{server, bouncer}};
}

SnapshotPtr at(Snapshot snapshot, std::chrono::seconds after)
{
    snapshot.taken.wall = kStart + after;
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

/// PgBouncer calls from port 50000 + pid for each session.
PostgresScene calledByTheBouncer(PostgresScene scene)
{
    for (Session &session : scene.sessions)
        session.clientPort = 50'000 + session.key.pid;
    return scene;
}

/// A pool that lets three clients wait; its server connections are busy with the sessions of these pids.
Snapshot waitingPool(const std::vector<int> &pids)
{
    PgBouncerState state;
    PgBouncerDatabase orders;
    orders.name = u"orders"_s;
    orders.host = u"db1"_s;
    orders.port = 5432;
    orders.poolSize = int(pids.size());
    state.databases = {orders};
    PgBouncerPool pool;
    pool.database = u"orders"_s;
    pool.user = u"web"_s;
    pool.serversActive = int(pids.size());
    pool.clientsWaiting = 3;
    pool.longestWait = 20s;
    state.pools = {pool};
    PgBouncerSockets servers;
    for (const int pid : pids) {
        PgBouncerSocket server;
        server.database = u"orders"_s;
        server.user = u"web"_s;
        server.link = u"0x1"_s;
        server.localPort = 50'000 + pid;
        server.remotePid = pid;
        servers.all.push_back(server);
    }
    state.servers = std::make_shared<const PgBouncerSockets>(servers);
    Snapshot snapshot;
    snapshot.target = kBouncer;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.pgbouncer = std::make_shared<const PgBouncerState>(state);
    return snapshot;
}

/// In a transaction, and called by the bouncer.
Session idleFor(std::chrono::microseconds idle, int pid)
{
    Session one = session(pid, SessionState::IdleInTransaction);
    one.stateChange = kNow - idle;
    one.clientPort = 50'000 + pid;
    return one;
}

Snapshot silent()
{
    Snapshot snapshot;
    snapshot.target = kServer;
    snapshot.link.phase = LinkPhase::Broken;
    snapshot.link.since = kStart;
    snapshot.link.error = Error{ErrorKind::Timeout, u"no answer"_s, {}, {}, {}};
    return snapshot;
}

const Finding &only(const ObservationPtr &seen, QLatin1StringView id)
{
    static const Finding none;
    const auto found = std::ranges::find(seen->findings, QString(id), &Finding::id);
    return found == seen->findings.end() ? none : *found;
}

/// What is said to be behind the pool's queue.
FindingRef causeOfWaiting(const PostgresScene &scene, const std::vector<int> &pids)
{
    Observer observer(fleet());
    observer.observe(at(scene.snapshot(), 0s));
    const ObservationPtr pool = observer.observe(at(waitingPool(pids), 1s));
    for (const FleetFindings::Cause &cause : pool->fleet->causes) {
        if (cause.of == only(pool, "pool.waiting"_L1).key)
            return cause.cause;
    }
    return {};
}

} // namespace

class TestObserver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRuleHasItsOwnPlace()
    {
        for (const Rule *rule : allRules()) {
            QVERIFY2((rule->find != nullptr) != (rule->findBetween != nullptr), rule->id.data());
            QCOMPARE(rule->input == RuleInput::Fleet, rule->findBetween != nullptr);
            const auto same = std::ranges::count_if(
                allRules(), [&](const Rule *other) { return other->id == rule->id && other->input == rule->input; });
            QCOMPARE(same, 1);
            QVERIFY2(!rule->page.isEmpty(), rule->id.data());
        }
    }

    void aFindingKeepsItsKeyAndItsBeginning()
    {
        Observer observer(fleet());
        const ObservationPtr first = observer.observe(at(hotRow(3, 10s).snapshot(), 0s));
        const Finding begun = only(first, "pg.lock.blocked"_L1);
        QCOMPARE(begun.since, kStart - 10s); // as long as the longest has waited
        QCOMPARE(begun.subject.kind, SubjectKind::Session);
        QCOMPARE(sessionOfItem(begun.subject.name).pid, 100);
        // others wait now, none of them for as long; behind the same session
        const Finding later = only(observer.observe(at(hotRow(5, 4s).snapshot(), 30s)), "pg.lock.blocked"_L1);
        QCOMPARE(later.key, begun.key);
        QCOMPARE(later.since, begun.since);
    }

    void whatEndsBeginsAnew()
    {
        Observer observer(fleet());
        observer.observe(at(hotRow(3, 10s).snapshot(), 0s));
        QCOMPARE(only(observer.observe(at(PostgresScene().snapshot(), 10s)), "pg.lock.blocked"_L1).id, QString());
        QCOMPARE(only(observer.observe(at(hotRow(3, 2s).snapshot(), 60s)), "pg.lock.blocked"_L1).since, kStart + 58s);
    }

    void notToBeSeenIsNotToEnd()
    {
        Observer observer(fleet());
        observer.observe(at(hotRow(3, 10s).snapshot(), 0s));
        QCOMPARE(only(observer.observe(at(silent(), 10s)), "target.unreachable"_L1).since, kStart);
        QCOMPARE(only(observer.observe(at(hotRow(3, 2s).snapshot(), 60s)), "pg.lock.blocked"_L1).since, kStart - 10s);
    }

    void twoOfOneNameHaveTwoKeys()
    {
        PostgresScene scene;
        scene.sessions = {session(7, SessionState::Active)};
        Replication here;
        here.slotsKept.resize(2);
        for (ReplicationSlot &slot : here.slotsKept) {
            slot.name = u"standby"_s;
            slot.walStatus = u"lost"_s;
        }
        Snapshot snapshot = scene.snapshot();
        auto state = std::make_shared<PostgresState>(*snapshot.postgres);
        state->replication = std::make_shared<const Replication>(here);
        snapshot.postgres = state;
        const auto all = findings(snapshot);
        QCOMPARE(ids(all), (QStringList{u"pg.replication.slot"_s, u"pg.replication.slot"_s}));
        QVERIFY(all[0].key != all[1].key);
    }

    void aPoolWaitsBecauseOfALockOnItsServer()
    {
        const FindingRef cause = causeOfWaiting(calledByTheBouncer(hotRow(4, 30s)), {101, 102, 103});
        QCOMPARE(cause.id, u"pg.lock.blocked"_s);
        QCOMPARE(cause.target, kServer);
        QVERIFY2(cause.key.contains(u"/session:100/"), qPrintable(cause.key));
    }

    void clientsThatWaitBecauseOfALockAreCounted()
    {
        Observer observer(fleet());
        observer.observe(at(calledByTheBouncer(hotRow(4, 30s)).snapshot(), 0s));
        const auto &causes = observer.observe(at(waitingPool({101, 102, 103}), 1s))->fleet->causes;
        const auto waiting =
            std::ranges::find_if(causes, [](const FleetFindings::Cause &one) { return one.clients > 0; });
        QVERIFY(waiting != causes.end());
        QCOMPARE(waiting->target, kBouncer);
        QCOMPARE(waiting->clients, 3);
        QCOMPARE(std::ranges::count(causes, 3, &FleetFindings::Cause::clients), 1); // what is full is no queue
    }

    void theOneInFrontMayBeOfThePoolItself()
    {
        QCOMPARE(causeOfWaiting(calledByTheBouncer(hotRow(4, 30s)), {100}).id, u"pg.lock.blocked"_s);
    }

    void aPoolIsHeldByTransactionsThatLieIdle()
    {
        PostgresScene scene;
        for (const int pid : {301, 302})
            scene.sessions.push_back(idleFor(10s, pid));
        const FindingRef cause = causeOfWaiting(scene, {301, 302});
        QCOMPARE(cause.id, u"pool.idle_transaction"_s); // too few and too young for pg.transaction.idle
        QCOMPARE(cause.target, kServer);
        scene.sessions[0] = idleFor(1h, 301); // which tells it itself
        QCOMPARE(causeOfWaiting(scene, {301, 302}).id, u"pg.transaction.idle"_s);
        scene.sessions[0] = idleFor(100ms, 301); // between two statements
        scene.sessions[1] = idleFor(100ms, 302);
        QCOMPARE(causeOfWaiting(scene, {301, 302}), FindingRef());
    }

    void whoHoldsAPoolIsNotEndedTooSoon()
    {
        PostgresScene scene;
        const auto heldFor = [&](std::chrono::seconds time) {
            scene.sessions = {idleFor(time, 301)};
            return fleetFindings({at(scene.snapshot(), 0s), at(waitingPool({301}), 1s)}, fleet());
        };
        const auto young = heldFor(10s);
        QCOMPARE(young.size(), 1U);
        QVERIFY(young.front().recommended.empty());
        const auto old = heldFor(30s);
        QCOMPARE(old.size(), 1U);
        QCOMPARE(old.front().recommended.size(), 1U);
    }

    void anOlderListDoesNotTellTheClientBehind()
    {
        PostgresScene scene;
        scene.sessions = {idleFor(10s, 301)};
        PgBouncerSockets clients;
        clients.all.resize(1);
        clients.all[0].address = u"0x1"_s;
        const auto behind = [&] {
            Snapshot bouncer = waitingPool({301});
            auto state = std::make_shared<PgBouncerState>(*bouncer.pgbouncer);
            state->clients = std::make_shared<const PgBouncerSockets>(clients);
            bouncer.pgbouncer = state;
            const auto all = fleetFindings({at(scene.snapshot(), 0s), at(bouncer, 1s)}, fleet());
            return all.size() == 1 ? all.front().evidence[u"sessions"_s][0][u"behind"] : QJsonValue(u"none found"_s);
        };
        QVERIFY(behind().isObject());
        clients.taken -= 2s; // the connection may have been given to another since
        QVERIFY(behind().isNull());
    }

    void twoPoolsHaveTwoCauses()
    {
        PostgresScene scene = calledByTheBouncer(hotRow(4, 30s));
        scene.sessions.push_back(idleFor(10s, 301));
        Snapshot bouncer = waitingPool({101, 102});
        const Snapshot other = waitingPool({301});
        auto state = std::make_shared<PgBouncerState>(*bouncer.pgbouncer);
        auto servers = std::make_shared<PgBouncerSockets>(*state->servers);
        state->pools.push_back(other.pgbouncer->pools.front());
        servers->all.push_back(other.pgbouncer->servers->all.front());
        state->pools.back().user = servers->all.back().user = u"report"_s;
        state->servers = servers;
        bouncer.pgbouncer = state;
        Observer observer(fleet());
        observer.observe(at(scene.snapshot(), 0s));
        const ObservationPtr pools = observer.observe(at(bouncer, 1s));
        QMap<QString, QString> causes;
        for (const FleetFindings::Cause &cause : pools->fleet->causes)
            causes.insert(cause.of, cause.cause.id);
        QCOMPARE(causes.value(u"pool.waiting front/pool:orders/web"_s), u"pg.lock.blocked"_s);
        QCOMPARE(causes.value(u"pool.waiting front/pool:orders/report"_s), u"pool.idle_transaction"_s);
    }

    void aPoolThatIsMerelyBusyHasNoSuchCause()
    {
        PostgresScene scene = calledByTheBouncer(hotRow(1, 30s)); // somebody waits for a lock
        for (const int pid : {201, 202, 203}) {
            Session busy = session(pid, SessionState::Active);
            busy.clientPort = 50'000 + pid;
            scene.sessions.push_back(busy);
        }
        QCOMPARE(causeOfWaiting(scene, {101, 201, 202, 203}), FindingRef());
    }

    void aPidOfAnotherServerIsNotTakenForIt()
    {
        PostgresScene scene = hotRow(4, 30s); // called from elsewhere: the same pids, other ports
        for (Session &session : scene.sessions)
            session.clientPort = 40'000;
        QCOMPARE(causeOfWaiting(scene, {101, 102, 103}), FindingRef());
    }

    void aServerIsSilentBecauseItsPoolIsPaused()
    {
        Snapshot bouncer = waitingPool({101});
        auto state = std::make_shared<PgBouncerState>(*bouncer.pgbouncer);
        state->databases[0].isPaused = true;
        bouncer.pgbouncer = state;
        bouncer.link.address = u"10.0.0.1:6432"_s;
        Snapshot server = silent();
        server.link.address = u"10.0.0.1:6432"_s;
        Observer observer(fleet());
        const ObservationPtr behind = observer.observe(at(server, 0s));
        const ObservationPtr front = observer.observe(at(bouncer, 1s));
        QMap<QString, QString> causes;
        for (const FleetFindings::Cause &cause : front->fleet->causes)
            causes.insert(cause.of, cause.cause.id);
        QCOMPARE(causes.value(only(behind, "target.unreachable"_L1).key), u"target.behind_pause"_s);
        QCOMPARE(front->fleet->findings.size(), 1U);
        QCOMPARE(causes.value(front->fleet->findings.front().key), u"pool.paused"_s);
    }

    void whatIsNewBetweenTargetsComesWithTheSnapshotThatTellsIt()
    {
        Fleet large = fleet();
        for (int i = 0; i < 100; ++i) {
            Target other;
            other.name = u"other-%1"_s.arg(i);
            large.targets.push_back(other);
        }
        Observer observer(large);
        observer.observe(at(calledByTheBouncer(hotRow(4, 30s)).snapshot(), 0s));
        QVERIFY(!observer.observe(at(waitingPool({101, 102}), 1s))->fleet->causes.empty());
        // nothing is new: what was said before is shared
        const auto before = observer.observe(at(waitingPool({101, 102}), 2s))->fleet;
        QCOMPARE(observer.observe(at(waitingPool({101, 102}), 3s))->fleet, before);
    }
};

LOCKMASTER_TEST(TestObserver)
#include "tst_observer.moc"
