// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL server in each trouble that a rule knows. Durations have more digits than milliseconds: what is cut for
// the reader must not have been rounded before.
#pragma once

#include "standbyscene.h"
#include "trouble.h"

#include "model/postgres/wraparound.h"

namespace lockmaster::fixtures {

/// Each has waited for so long.
inline Snapshot withWait(PostgresScene scene, std::chrono::microseconds waited)
{
    for (LockWait &wait : scene.waits)
        wait.waitStart = kNow - waited;
    return scene.snapshot();
}

inline PostgresScene ddlQueue(int holder)
{
    PostgresScene scene;
    scene.sessions = {session(1, SessionState::IdleInTransaction),
                      session(2, SessionState::Active, u"ALTER TABLE orders ADD x int"_s),
                      session(3, SessionState::Active), session(4, SessionState::Active)};
    scene.waits = {wait(2, {holder}, 8s, u"AccessExclusiveLock"_s), wait(3, {2}, 7s, u"AccessShareLock"_s)};
    return scene;
}

inline PostgresScene preparedScene(std::optional<ServerTime> prepared, bool isWaitedFor)
{
    PostgresScene scene;
    scene.prepared = {{u"transfer-7"_s, u"billing"_s, u"orders"_s, prepared, 4711, {}}};
    if (isWaitedFor) {
        scene.sessions = {session(7, SessionState::Active)};
        scene.waits = {wait(7, {kPreparedTransactionPid}, 6s)};
    }
    return scene;
}

inline void addLocks(Troubles &all)
{
    PostgresScene bare = hotRow(1, 2s);
    bare.waits.front().relation.clear();
    bare.sessions.front().application.clear();
    PostgresScene cycle;
    cycle.sessions = {session(1, SessionState::Active), session(2, SessionState::Active)};
    cycle.waits = {wait(1, {2}, 1s), wait(2, {1}, 1s)};
    PostgresScene deadlocks;
    deadlocks.samples = {{u"sum(rate(pg_stat_database_deadlocks))"_s, 0.3149}};
    const auto longAgo = kNow - 3661'999'700us;
    all.insert(all.end(),
               {
                   {"many wait", &rules::lockBlocked, alone(withWait(hotRow(42, 30s), 59'999'600us))},
                   {"one waits a whole second", &rules::lockBlocked, alone(hotRow(1, 2s).snapshot())},
                   {"one waits a little more", &rules::lockBlocked, alone(withWait(hotRow(1, 2s), 2'000'400us))},
                   {"no relation, no application", &rules::lockBlocked, alone(bare.snapshot())},
                   {"behind a prepared transaction", &rules::lockBlocked, alone(preparedScene(kNow, true).snapshot())},
                   {"a cycle", &rules::lockBlocked, alone(cycle.snapshot())},
                   {"a queue", &rules::lockDdlQueue, alone(ddlQueue(1).snapshot())},
                   {"a queue behind who is gone", &rules::lockDdlQueue, alone(ddlQueue(9).snapshot())},
                   {"waited for", &rules::lockPrepared, alone(preparedScene(kNow - 9'999us, true).snapshot())},
                   {"who knows how old", &rules::lockPrepared, alone(preparedScene({}, true).snapshot())},
                   {"forgotten", &rules::lockPrepared, alone(preparedScene(longAgo, false).snapshot())},
                   {"deadlocks", &rules::lockDeadlocks, alone(deadlocks.snapshot())},
               });
}

inline Snapshot busySessions(int count, SessionState state, std::chrono::microseconds age)
{
    PostgresScene scene;
    for (int pid = 1; pid <= count; ++pid) {
        scene.sessions.push_back(session(pid, state));
        scene.sessions.back().queryStart = scene.sessions.back().stateChange = kNow - age;
    }
    return scene.snapshot();
}

inline Snapshot hidingSessions()
{
    Snapshot snapshot = busySessions(90, SessionState::Idle, 1s);
    auto state = std::make_shared<PostgresState>(*snapshot.postgres);
    Session hidden = session(91, SessionState::Hidden);
    state->sessions.push_back(std::make_shared<const Session>(hidden));
    state->headroom = headroom(state->sessions, state->settings);
    snapshot.postgres = state;
    return snapshot;
}

inline Snapshot leaking(const QString &application)
{
    PostgresScene scene;
    for (int pid = 1; pid <= 20; ++pid) {
        scene.sessions.push_back(session(pid, SessionState::Idle));
        scene.sessions.back().application = application;
    }
    const QString idle = u"deriv(lockmaster_idle_sessions{application_name=\"%1\"}[%2])"_s;
    scene.samples = {{idle.arg(application, u"1m"_s), 77.0 / 60}, {idle.arg(application, u"15s"_s), 77.0 / 60}};
    return scene.snapshot();
}

inline Snapshot restarted(std::chrono::microseconds ago)
{
    Snapshot snapshot = PostgresScene().snapshot();
    auto state = std::make_shared<PostgresState>(*snapshot.postgres);
    state->identity.started = kNow - ago;
    state->identity.systemIdentifier = std::uint64_t(kNow.time_since_epoch() / 1s - 86'400) << 32;
    snapshot.postgres = state;
    return snapshot;
}

inline Snapshot inTemplate()
{
    Snapshot snapshot = PostgresScene().snapshot();
    auto state = std::make_shared<PostgresState>(*snapshot.postgres);
    state->identity.database = u"template1"_s;
    snapshot.postgres = state;
    return snapshot;
}

/// Behind an autovacuum that does not give way.
inline Snapshot behindWraparound()
{
    PostgresScene scene;
    Session worker = session(1, SessionState::Active, u"autovacuum: VACUUM public.big (to prevent wraparound)"_s);
    worker.backendType = u"autovacuum worker"_s;
    scene.sessions = {worker, session(2, SessionState::Active), session(3, SessionState::Active)};
    scene.waits = {wait(2, {1}, 8s), wait(3, {2}, 7s)};
    return scene.snapshot();
}

inline void addSessions(Troubles &all)
{
    Snapshot uncounted = busySessions(0, SessionState::Idle, 1s);
    auto state = std::make_shared<PostgresState>(*uncounted.postgres);
    state->headroom.used = 97;
    uncounted.postgres = state;
    Snapshot hidden = PostgresScene().snapshot();
    hidden.hidden = {u"Queries are hidden. To show them: GRANT pg_monitor TO lockmaster;"_s};
    all.insert(
        all.end(),
        {
            {"nearly full", &rules::connectionsExhausted, alone(busySessions(88, SessionState::Idle, 1s))},
            {"idle ones are hidden", &rules::connectionsExhausted, alone(hidingSessions())},
            {"nobody is seen", &rules::connectionsExhausted, alone(uncounted)},
            {"a leak", &rules::connectionLeak, alone(leaking(u"stock-sync"_s))},
            {"a leak without a name", &rules::connectionLeak, alone(leaking({}))},
            {"one idles", &rules::transactionIdle,
             alone(busySessions(1, SessionState::IdleInTransaction, 359'999'900us))},
            {"five idle", &rules::transactionIdle,
             alone(busySessions(5, SessionState::IdleInTransaction, 4'299'990us))},
            {"one runs long", &rules::queryLong, alone(busySessions(1, SessionState::Active, 301s))},
            {"four run long", &rules::queryLong, alone(busySessions(4, SessionState::Active, 59'999'900us))},
            {"one is not tracked", &rules::sessionsUntracked, alone(busySessions(1, SessionState::Disabled, 1s))},
            {"in template1", &rules::inTemplate, alone(inTemplate())},
            {"restarted", &rules::postgresRestarted, alone(restarted(20s))},
            {"behind wraparound", &rules::lockBlocked, alone(behindWraparound())},
            {"hidden", &rules::postgresHidden, alone(hidden)},
        });
}

inline WalSender lateSender(Lsn sent, Lsn written, Lsn flushed, Lsn replayed)
{
    WalSender sender;
    sender.pid = 4711;
    sender.application = u"standby-1"_s;
    sender.state = u"streaming"_s;
    sender.syncState = u"async"_s;
    sender.sent = kHere - sent;
    sender.written = kHere - written;
    sender.flushed = kHere - flushed;
    sender.replayed = kHere - replayed;
    sender.unreplayedSince = kNow - 7'099'990us;
    return sender;
}

inline ReplicationScene streaming(const WalSender &sender)
{
    ReplicationScene scene;
    scene.replication.senders = {sender};
    scene.samples = {growing(sender, 0)};
    return scene;
}

inline ReplicationScene delayed(const QString &applyDelay, Lsn behind)
{
    ReplicationScene scene;
    scene.replication.inRecovery = true;
    scene.replication.hasUpstream = true;
    scene.replication.receiver.emplace();
    scene.replication.receiver->status = u"streaming"_s;
    scene.replication.replayed = kHere - behind;
    scene.replication.applyDelay = applyDelay;
    scene.replication.unreplayedSince = kNow - 3'600'000'400us;
    scene.samples = {{u"deriv(lockmaster_standby_lag_bytes[15s])"_s, 0}};
    return scene;
}

inline void addLag(Troubles &all)
{
    constexpr Lsn kMuch = 200 << 20;
    ReplicationScene unknown = streaming(lateSender(0, 0, 0, kMuch));
    unknown.replication.senders.front().unreplayedSince.reset();
    ReplicationScene once = streaming(lateSender(0, 0, 0, kMuch));
    once.samples.clear();
    ReplicationScene onceItself = delayed(u"0"_s, kMuch);
    onceItself.samples.clear();
    ReplicationScene subscriber = streaming(lateSender(0, 0, 0, kMuch));
    subscriber.replication.slotsKept = {slot(u"standby-1"_s, true)};
    subscriber.replication.slotsKept.front().isLogical = true;
    subscriber.replication.slotsKept.front().activePid = 4711;
    ReplicationScene subscriberOnce = subscriber;
    subscriberOnce.samples.clear();
    ReplicationScene paused = delayed(u"0"_s, kMuch);
    paused.replication.isReplayPaused = true;
    ReplicationScene waiting = delayed(u"0"_s, 0);
    waiting.replication.isReplayPaused = true;
    ReplicationScene conflicts = delayed(u"0"_s, 0);
    conflicts.replication.conflicts = {{u"snapshot"_s, 5}, {u"lock"_s, 4}, {u"slot"_s, 0}};
    conflicts.samples = {{u"rate(lockmaster_conflicts_total{cause=\"snapshot\"}[1m])"_s, 3.0 / 60},
                         {u"rate(lockmaster_conflicts_total{cause=\"lock\"}[1m])"_s, 1.0 / 60}};
    const auto of = [](const ReplicationScene &scene) { return alone(*scene.snapshot()); };
    all.insert(all.end(),
               {
                   {"not sent", &rules::replicationLate, of(streaming(lateSender(kMuch, kMuch, kMuch, kMuch)))},
                   {"under way", &rules::replicationLate, of(streaming(lateSender(0, kMuch, kMuch, kMuch)))},
                   {"not on disk", &rules::replicationLate, of(streaming(lateSender(0, 0, kMuch, kMuch)))},
                   {"not replayed", &rules::replicationLate, of(streaming(lateSender(0, 0, 0, kMuch)))},
                   {"since who knows when", &rules::replicationLate, of(unknown)},
                   {"a first look", &rules::replicationLate, of(once)},
                   {"a first look by itself", &rules::replicationLate, of(onceItself)},
                   {"a late subscriber", &rules::replicationLate, of(subscriber)},
                   {"a first look at a subscriber", &rules::replicationLate, of(subscriberOnce)},
                   {"late by itself", &rules::replicationLate, of(delayed(u"0"_s, kMuch))},
                   {"late on purpose", &rules::replicationLate, of(delayed(u"1h"_s, kMuch))},
                   {"paused", &rules::replicationPaused, of(paused)},
                   {"paused, and nothing came", &rules::replicationPaused, of(waiting)},
                   {"queries are cancelled", &rules::replicationConflicts, of(conflicts)},
               });
}

inline ReplicationScene lostStandbys()
{
    ReplicationScene scene;
    scene.replication.slotsKept = {slot(u"s1"_s, false), slot(u"s2"_s, false)};
    scene.replication.slotsKept.front().inactiveSince = kNow - 10'000'300us;
    scene.replication.synchronousStandbys = u"s1, s3"_s;
    return scene;
}

inline ReplicationScene keeping(ReplicationSlot one, std::optional<std::int64_t> safe, bool isRateKnown)
{
    ReplicationScene scene;
    one.safeBytes = safe;
    scene.replication.slotsKept = {one};
    const QString behind = u"deriv(lockmaster_slot_behind_bytes{slot_name=\"s1\"}["_s;
    if (isRateKnown)
        scene.samples = {{u"rate(lockmaster_wal_bytes_total[1m])"_s, 1'000'003},
                         {behind + u"1m])"_s, 1'000'003},
                         {behind + u"15s])"_s, 1'000'003}};
    return scene;
}

inline ReplicationScene committing(int sessions, const QString &names)
{
    ReplicationScene scene;
    for (int pid = 1; pid <= sessions; ++pid) {
        scene.sessions.push_back(session(pid, SessionState::Active));
        scene.sessions.back().waitEvent = u"SyncRep"_s;
        scene.sessions.back().queryStart = kNow - 1'999'999us;
    }
    scene.replication.synchronousStandbys = names;
    return scene;
}

/// For one that keeps WAL and never replays it.
inline ReplicationScene committingForEver()
{
    ReplicationScene scene = committing(1, u"*"_s);
    WalSender receiver = standby(u"pg_receivewal"_s);
    receiver.replayed.reset();
    receiver.replied = kNow;
    receiver.syncState = u"sync"_s;
    scene.replication.senders = {receiver};
    scene.settings = {{u"synchronous_commit"_s, u"remote_apply"_s}};
    return scene;
}

inline ReplicationScene ofAnotherClock(std::chrono::microseconds ahead)
{
    ReplicationScene scene = delayed(u"0"_s, 0);
    scene.replication.clockAhead = ahead;
    return scene;
}

/// A standby whose replay is paused, and its primary.
inline Snapshots pausedWithPrimary(const QString &connectionsThere)
{
    ReplicationScene paused = delayed(u"0"_s, 0);
    paused.target = u"orders-standby-1"_s;
    paused.replication.isReplayPaused = true;
    for (const char *name : {"max_connections", "max_worker_processes", "max_wal_senders", "max_prepared_transactions",
                             "max_locks_per_transaction"})
        paused.settings[QString::fromLatin1(name)] = u"100"_s;
    ReplicationScene primary;
    primary.settings = paused.settings;
    primary.settings[u"max_connections"_s] = connectionsThere;
    return {paused.snapshot(), primary.snapshot()};
}

inline SnapshotPtr withoutAReceiver(Snapshot standby)
{
    auto state = std::make_shared<PostgresState>(*standby.postgres);
    Replication here = *state->replication;
    here.receiver.reset();
    state->replication = std::make_shared<const Replication>(here);
    standby.postgres = state;
    return std::make_shared<const Snapshot>(std::move(standby));
}

inline void addClocks(Troubles &all)
{
    ReplicationScene future;
    future.replication.senders = {standby(u"standby-1"_s)};
    future.replication.senders.front().replied = kNow + 132'999'990us;
    const auto of = [](const ReplicationScene &scene) { return alone(*scene.snapshot()); };
    Snapshots reached = pausedWithPrimary(u"100"_s);
    reached.front() = withoutAReceiver(*reached.front());
    all.insert(all.end(), {
                              {"a clock ahead", &rules::clockSkew, of(ofAnotherClock(129'999'990us))},
                              {"a clock behind", &rules::clockSkew, of(ofAnotherClock(-129'999'990us))},
                              {"a reply of the future", &rules::clockSkew, of(future)},
                              {"paused by the server", &rules::replayPausedBy, pausedWithPrimary(u"200"_s)},
                              {"paused by somebody", &rules::replayPausedBy, pausedWithPrimary(u"100"_s)},
                              {"paused, who knows by whom", &rules::replayPausedBy, reached},
                          });
}

inline ReplicationScene archiving(const QString &file)
{
    ReplicationScene scene;
    scene.replication.archiver = Archiver{.isOn = true, .failed = 3, .lastFailed = file, .segmentBytes = 16 << 20};
    scene.replication.archiver->lastFailedAt = kNow - 1s;
    scene.replication.here = (11ULL << 32) + (0xA2ULL << 24) + 5;
    return scene;
}

inline void addReplication(Troubles &all)
{
    ReplicationScene orphan = delayed(u"0"_s, 0);
    orphan.replication.receiver.reset();
    ReplicationSlot lost = slot(u"s1"_s, false);
    lost.walStatus = u"lost"_s;
    ReplicationSlot copy = slot(u"sub"_s, false);
    copy.isSynced = copy.isTemporary = true;
    const auto of = [](const ReplicationScene &scene) { return alone(*scene.snapshot()); };
    all.insert(all.end(),
               {
                   {"standbys are gone", &rules::replicationBroken, of(lostStandbys())},
                   {"a standby of nobody", &rules::replicationBroken, of(orphan)},
                   {"lost", &rules::replicationSlots, of(keeping(lost, {}, false))},
                   {"soon lost", &rules::replicationSlots, of(keeping(slot(u"s1"_s, true), 59'999'999, true))},
                   {"lost some day", &rules::replicationSlots, of(keeping(slot(u"s1"_s, false), 59'999'999, false))},
                   {"without a limit", &rules::replicationSlots, of(keeping(slot(u"s1"_s, false), {}, true))},
                   {"a copy that is not ready", &rules::replicationSlots, of(keeping(copy, {}, false))},
                   {"for one that never replays", &rules::replicationSyncWait, of(committingForEver())},
                   {"one commit waits", &rules::replicationSyncWait, of(committing(1, u"s1, s2"_s))},
                   {"commits wait for any", &rules::replicationSyncWait, of(committing(3, u"*"_s))},
                   {"files wait", &rules::archiveFailing, of(archiving(u"000000010000000B000000A0"_s))},
                   {"who knows how many wait", &rules::archiveFailing, of(archiving(u"00000002.history"_s))},
               });
}

inline Snapshot old(std::int64_t transactions, std::optional<double> perSecond, const QString &query,
                    bool seesAll = true)
{
    PostgresState state;
    state.identity.canSeeAll = seesAll;
    Session worker = session(1, seesAll ? SessionState::Active : SessionState::Hidden, query);
    state.sessions.push_back(std::make_shared<const Session>(worker));
    Wraparound all;
    all.databases = {{u"orders"_s, transactions, transactions > 1 ? 7 : 1'500'000'000, {}}};
    all.transactionsPerSecond = perSecond;
    state.wraparound = std::make_shared<const Wraparound>(all);
    Snapshot snapshot;
    snapshot.link.phase = LinkPhase::Live;
    snapshot.postgres = std::make_shared<const PostgresState>(std::move(state));
    return snapshot;
}

inline void addAges(Troubles &all)
{
    const QString vacuum = u"autovacuum: VACUUM public.orders (to prevent wraparound)"_s;
    constexpr std::int64_t kDayLeft = kIdHorizon - kIdReserve - 86'399;
    all.insert(all.end(), {
                              {"very old", &rules::wraparound, alone(old(kDayLeft, 1, {}))},
                              {"old, in years", &rules::wraparound, alone(old(1'300'000'000, 0.001, vacuum))},
                              {"old multixacts", &rules::wraparound, alone(old(1, 500, {}, false))},
                          });
}

inline void addPostgres(Troubles &all)
{
    addLocks(all);
    addSessions(all);
    addLag(all);
    addReplication(all);
    addClocks(all);
    addAges(all);
}

} // namespace lockmaster::fixtures
