// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who holds vacuum back, ranked: sessions, prepared transactions, slots and standbys by one measure.
#include <QTest>

#include "harness/testprogram.h"
#include "model/postgres/progress.h"
#include "model/postgres/replication.h"
#include "model/postgres/xminholders.h"

using namespace lockmaster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr ServerTime kServerTime{1'795'000'000s};

Session clientOf(int pid, std::optional<std::uint32_t> xmin, std::optional<std::uint32_t> xid = {})
{
    Session one;
    one.key = {pid, kServerTime - 1h};
    one.databaseOid = 16384;
    one.database = u"orders"_s;
    one.application = u"client %1"_s.arg(pid);
    one.backendType = u"client backend"_s;
    one.state = SessionState::Active;
    one.transactionStart = kServerTime - 90s;
    one.backendXmin = xmin;
    one.backendXid = xid;
    return one;
}

PostgresState stateOf(const std::vector<Session> &sessions, std::uint32_t next)
{
    PostgresState state;
    state.serverNow = kServerTime;
    state.nextTransaction = next;
    for (const Session &one : sessions)
        state.sessions.push_back(std::make_shared<const Session>(one));
    return state;
}

QString ranked(const PostgresState &state)
{
    QStringList lines;
    for (const XminHolder &holder : xminHolders(state))
        lines << u"%1 %2 %3"_s.arg(xminHolderKindName(holder.kind), holder.name).arg(holder.age);
    return lines.join(u'\n');
}

} // namespace

class TestXminHolders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allKindsByOneMeasure()
    {
        Session sender = clientOf(71, 900);
        sender.databaseOid = 0;
        sender.backendType = u"walsender"_s;
        sender.application = u"s1"_s;
        PostgresState state = stateOf({clientOf(1, 950), clientOf(2, {}, 700), clientOf(3, {}), sender}, 1000);
        state.preparedTransactions = {{u"transfer"_s, u"billing"_s, u"reports"_s, kServerTime - 2h, 600, {}}};
        Replication replication;
        replication.senders = {WalSender{.pid = 71, .application = u"s1"_s}};
        ReplicationSlot left{.name = u"gone"_s, .inactiveSince = kServerTime - 3h, .xminAge = 800, .rowXminAge = 800};
        ReplicationSlot logical{.name = u"sub"_s, .isLogical = true, .isActive = true, .activePid = 72, .xminAge = 50};
        ReplicationSlot plain{.name = u"s3"_s, .isActive = true, .activePid = 73};
        replication.slotsKept = {left, logical, plain};
        state.replication = std::make_shared<const Replication>(replication);
        QCOMPARE(ranked(state), u"slot gone 800\nprepared transfer 400\nsession client 2 300\nstandby s1 100\n"
                                "session client 1 50\nslot sub 50"_s);
        const auto all = xminHolders(state);
        QVERIFY(all[0].isForgotten() && !all[0].isInUse && all[0].database.isEmpty());
        QCOMPARE(all[0].heldFor, std::optional<std::chrono::microseconds>(3h));
        QVERIFY(all[1].isForgotten() && all[1].holdsRowsOf(u"reports"_s) && !all[1].holdsRowsOf(u"orders"_s));
        QCOMPARE(all[2].heldFor, std::optional<std::chrono::microseconds>(90s));
        QVERIFY(all[3].holdsRowsOf(u"orders"_s) && !all[3].heldFor);
        QVERIFY(all[5].keepsCatalogs && !all[5].holdsRowsOf(u"orders"_s));
    }

    /// 32 bits go round.
    void idsGoRound()
    {
        QCOMPARE(ranked(stateOf({clientOf(1, 4'294'967'200U)}, 104)), u"session client 1 200"_s);
        QCOMPARE(ranked(stateOf({clientOf(1, 110)}, 104)), u"session client 1 0"_s); // began since
    }

    void vacuumsAndWorkersAreLeftOut()
    {
        Session worker = clientOf(3, 100);
        worker.leaderPid = 1;
        Session autovacuum = clientOf(4, 100);
        autovacuum.backendType = u"autovacuum worker"_s;
        autovacuum.query = u"autovacuum: VACUUM public.orders"_s;
        Session analyze = autovacuum;
        analyze.key.pid = 5;
        analyze.application = u"analyze"_s;
        analyze.query = u"autovacuum: ANALYZE public.orders"_s;
        PostgresState state = stateOf({clientOf(1, 100), clientOf(2, 100), worker, autovacuum, analyze}, 1000);
        WorkInProgress work{{{.pid = 2, .kind = WorkKind::Vacuum, .phase = u"scanning heap"_s}}};
        state.work = std::make_shared<const WorkInProgress>(work);
        QCOMPARE(ranked(state), u"session client 1 900\nsession analyze 900"_s);
        Session waiting = clientOf(6, 100);
        waiting.query = u"vacuum orders"_s;
        Session full = clientOf(7, 100);
        full.query = u"VACUUM (FULL) orders"_s;
        QCOMPARE(ranked(stateOf({waiting, full}, 1000)), u"session client 7 900"_s);
        work.commands.front().kind = WorkKind::Cluster; // VACUUM FULL is no vacuum
        state.work = std::make_shared<const WorkInProgress>(work);
        QCOMPARE(xminHolders(state).size(), 3U);
    }

    /// Each of them starts from the oldest that writes, and is gone in a moment.
    void shortTransactionsAreLeftOut()
    {
        Session brief = clientOf(2, 100);
        brief.transactionStart = kServerTime - 300ms;
        Session longer = clientOf(3, 100);
        longer.transactionStart = kServerTime - 3h;
        QCOMPARE(ranked(stateOf({clientOf(1, {}, 100), brief, longer}, 1000)),
                 u"session client 3 900\nsession client 1 900"_s);
    }

    void theNextIsWhoHoldsTheSameRows()
    {
        Session other = clientOf(2, 200);
        other.database = u"reports"_s;
        const auto all = xminHolders(stateOf({clientOf(1, 100), other, clientOf(3, 300)}, 1000));
        QCOMPARE(nextHolder(all, 0)->name, u"client 3"_s);
        QCOMPARE(nextHolder(all, 2)->name, u"client 1"_s);
        QVERIFY(!nextHolder(all, 1));
    }

    /// As of a moment that was saved before the console knew of it.
    void withoutTheNextIdNothingIsMeasured()
    {
        PostgresState state = stateOf({clientOf(1, 100)}, 1000);
        state.nextTransaction.reset();
        QVERIFY(xminHolders(state).empty());
    }
};

LOCKMASTER_TEST(TestXminHolders)
#include "tst_xminholders.moc"
