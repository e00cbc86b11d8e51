// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster act` against real servers: it plans, acts on what was confirmed, and on nobody else.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"

#include <QDir>
#include <QElapsedTimer>
#include <QScopeGuard>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestCommandLineAct : public CommandLineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(LabPart::Standbys); }
    void cleanupTestCase() { m_lab.reset(); }

    void actPlansAndThenActs();
    void actOnPidThatIsGone();
    void actLooksAtAStandbyWhateverTheDefaults();
    void actRefusesAnotherBackendStart();
    void filteredNeedsTheTargetsToken();
    void withTwoPrimariesTheServersNameIsTyped();
    void othersAreAskedOnlyAboutWhatIsAllowed();
    void eachActionHasItsHelp();
    void vacuumsATable();
    void interruptTakesItBack();
    void whatAnotherConsoleWaitsForIsTold();
};

void TestCommandLineAct::actPlansAndThenActs()
{
    const auto scene = makeScene(u"hot-row:5"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString pid = QString::number(scene->facts().rootPid);
    const QString isThere = u"SELECT count(*) FROM pg_stat_activity WHERE pid = "_s + pid;
    const QStringList words{u"act"_s, u"postgres.session.terminate_root"_s, kPrimary, u"pid="_s + pid, kFleet, m_fleet};

    const Ended dry = run(words + QStringList{u"--dry-run"_s, u"--confirm"_s, pid, u"--json"_s});
    QVERIFY2(dry.exitCode == 0, dry.words());
    QCOMPARE(dry.json().value(u"confirm"_s).toString(), pid);
    QCOMPARE(dry.json().value(u"plan"_s)[u"freed"_s].toInt(), 5);
    QVERIFY(!dry.json().value(u"plan"_s)[u"preflight"_s].toArray().isEmpty());
    QVERIFY(dry.json().value(u"result"_s).isNull());
    QCOMPARE(m_lab->value(isThere), u"1"_s);

    const Ended unconfirmed = run(words);
    QVERIFY2(unconfirmed.exitCode == 2 && unconfirmed.out.contains(u"--confirm '%1'"_s.arg(pid)), unconfirmed.words());
    const Ended wrong = run(words + QStringList{u"--confirm"_s, u"yes"_s});
    QCOMPARE(wrong.exitCode, 2);
    QCOMPARE(m_lab->value(isThere), u"1"_s);

    const Ended done = run(words + QStringList{u"--confirm"_s, pid, u"--json"_s});
    QVERIFY2(done.exitCode == 0, done.words());
    QCOMPARE(done.json().value(u"result"_s)[u"result"_s].toString(), u"done_verified"_s);
    QCOMPARE(m_lab->value(isThere), u"0"_s);
    QVERIFY(!QDir(m_home.filePath(u"data/lockmaster/journal"_s)).entryList({u"actions-*.jsonl"_s}).isEmpty());
}

void TestCommandLineAct::actOnPidThatIsGone()
{
    const QString pid = u"pid=4000000"_s;
    const Ended ended = run({u"act"_s, u"postgres.session.terminate"_s, kPrimary, pid, kFleet, m_fleet});
    QCOMPARE(ended.exitCode, 2);
    QVERIFY2(ended.err.contains(u"No session has pid 4000000"_s), ended.words());
}

/// A hot standby refuses every statement of a serializable transaction.
void TestCommandLineAct::actLooksAtAStandbyWhateverTheDefaults()
{
    QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster SET default_transaction_isolation = serializable"_s));
    QTRY_COMPARE(m_lab->standby(1).value(u"SELECT count(*) FROM pg_db_role_setting "
                                         "WHERE 'default_transaction_isolation=serializable' = ANY (setconfig)"_s),
                 u"1"_s);
    const Ended ended = run({u"act"_s, u"postgres.session.terminate"_s, u"orders-standby-1"_s, u"pid=4000000"_s,
                             u"--dry-run"_s, kFleet, m_fleet});
    QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster RESET default_transaction_isolation"_s));
    QVERIFY2(ended.err.contains(u"No session has pid 4000000"_s), ended.words());
}

void TestCommandLineAct::actRefusesAnotherBackendStart()
{
    const auto scene = makeScene(u"hot-row:1"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString pid = QString::number(scene->facts().rootPid);
    const Ended ended = run({u"act"_s, u"postgres.session.terminate"_s, kPrimary, u"pid="_s + pid,
                             u"backend_start=2020-01-01T00:00:00.000000Z"_s, u"--confirm"_s, pid, kFleet, m_fleet});
    QVERIFY2(ended.exitCode == 2, ended.words());
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE pid = "_s + pid), u"1"_s);
}

void TestCommandLineAct::filteredNeedsTheTargetsToken()
{
    const auto scene = makeScene(u"idle-in-transaction:3"_s);
    QVERIFY(scene->begin(*m_lab));
    const QStringList words{u"act"_s,
                            u"postgres.session.terminate_filtered"_s,
                            kPrimary,
                            u"user=billing"_s,
                            u"state=idle in transaction"_s,
                            u"older_than=0"_s,
                            kFleet,
                            m_fleet,
                            u"--json"_s};
    const QJsonObject plan = run(words).json();
    QCOMPARE(plan[u"plan"_s][u"victims"_s].toArray().size(), 3);
    QVERIFY(plan[u"result"_s].isNull());
    const QString token = plan[u"confirm"_s].toString();
    QVERIFY(!token.isEmpty());
    QStringList accepted;
    for (const auto &check : plan[u"plan"_s][u"preflight"_s].toArray()) {
        if (check[u"verdict"_s].toString() == u"warning")
            accepted << u"--accept"_s << check[u"id"_s].toString();
    }
    const Ended done = run(words + QStringList{u"--confirm"_s, token} + accepted);
    QVERIFY2(done.exitCode == 0, done.words());
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_activity WHERE usename = 'billing'"_s), u"0"_s);
}

/// The same guard as in the window (F35): on which of the two is it meant?
void TestCommandLineAct::withTwoPrimariesTheServersNameIsTyped()
{
    const auto victim = makeScene(u"hot-row:1"_s);
    QVERIFY(victim->begin(*m_lab));
    const QStringList words{u"act"_s,       u"postgres.session.terminate"_s,
                            kPrimary,       u"pid=%1"_s.arg(victim->facts().rootPid),
                            kFleet,         m_fleet,
                            u"--dry-run"_s, u"--json"_s};
    const Ended alone = run(words);
    QVERIFY2(alone.exitCode == 0, alone.words());
    QCOMPARE(alone.json().value(u"confirm"_s).toString(), QString::number(victim->facts().rootPid));
    const auto split = makeScene(u"two-primaries"_s);
    QVERIFY(split->begin(*m_lab));
    const Ended ended = run(words);
    QVERIFY2(ended.exitCode == 0, ended.words());
    QCOMPARE(ended.json().value(u"confirm"_s).toString(), kPrimary);
}

/// Of servers that never answer: one that must not be acted on, and one that may be another primary.
void TestCommandLineAct::othersAreAskedOnlyAboutWhatIsAllowed()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QFile labs(m_fleet);
    QVERIFY(labs.open(QIODevice::ReadOnly));
    const QByteArray url = "postgresql://nobody@127.0.0.1:" + QByteArray::number(silent.serverPort()) + "/orders\n";
    const QString fleet = write(u"silent.yaml"_s, labs.readAll() + "  - name: frozen\n    read_only: true\n    url: "
                                                      + url + "  - name: perhaps-primary\n    url: " + url);
    const auto act = [&](const QString &target, const QString &pid) {
        return run({u"act"_s, u"postgres.session.terminate"_s, target, u"pid="_s + pid, u"--dry-run"_s, kFleet, fleet});
    };
    const auto wasAsked = [&] { return silent.hasPendingConnections() || silent.waitForNewConnection(0); };

    const Ended frozen = act(u"frozen"_s, u"1"_s);
    QVERIFY2(frozen.exitCode == 2 && frozen.out.contains(u"marks this target read-only"_s), frozen.words());
    const Ended gone = act(kPrimary, u"4000000"_s);
    QVERIFY2(gone.exitCode == 2 && gone.err.contains(u"No session has pid 4000000"_s), gone.words());
    QVERIFY(!wasAsked());

    const auto victim = makeScene(u"hot-row:1"_s);
    QVERIFY(victim->begin(*m_lab));
    const Ended allowed = act(kPrimary, QString::number(victim->facts().rootPid));
    QVERIFY2(allowed.exitCode == 0, allowed.words());
    QVERIFY(wasAsked());
}

void TestCommandLineAct::eachActionHasItsHelp()
{
    const Ended all = run({u"act"_s, u"--help"_s});
    QCOMPARE(all.exitCode, 0);
    for (const QString &id : {u"postgres.session.cancel"_s, u"postgres.table.vacuum"_s, u"pgbouncer.pause"_s,
                              u"pgbouncer.resume"_s, u"redis.failover"_s})
        QVERIFY2(all.out.contains(id), all.words());
    const Ended one = run({u"act"_s, u"pgbouncer.pause"_s, u"--help"_s});
    QCOMPARE(one.exitCode, 0);
    for (const QString &words : {u"[database=TEXT]"_s, u"[timeout=NUMBER]"_s, u"Default: 5."_s, u"kind pgbouncer"_s})
        QVERIFY2(one.out.contains(words), one.words());
    const Ended wrong = run({u"act"_s, u"pgbouncer.pause"_s, kPrimary, kFleet, m_fleet});
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY2(wrong.err.contains(u"is not for orders-primary"_s), wrong.words());
}

void TestCommandLineAct::vacuumsATable()
{
    QVERIFY(m_lab->exec(u"CREATE TABLE cards (i int); INSERT INTO cards SELECT generate_series(1, 1000); "
                        "DELETE FROM cards; ALTER TABLE cards OWNER TO lockmaster"_s));
    const QStringList words{u"act"_s, u"postgres.table.vacuum"_s, kPrimary, u"table=cards"_s, kFleet, m_fleet};
    const Ended dry = run(words + QStringList{u"--dry-run"_s, u"--json"_s});
    QVERIFY2(dry.exitCode == 0, dry.words());
    const QJsonObject plan = dry.json().value(u"plan"_s).toObject();
    QCOMPARE(dry.json().value(u"confirm"_s).toString(), u"public.cards"_s);
    QCOMPARE(plan[u"arguments"_s][u"table"_s].toString(), u"public.cards"_s);
    QCOMPARE(plan[u"subjects"_s][0][u"name"_s].toString(), u"public.cards"_s);
    const QString seen = u"SELECT last_vacuum IS NULL FROM pg_stat_all_tables WHERE relname = 'cards'"_s;
    QCOMPARE(m_lab->value(seen), u"t"_s);
    const Ended done = run(words + QStringList{u"--confirm"_s, u"public.cards"_s, u"--json"_s});
    QVERIFY2(done.exitCode == 0, done.words());
    QCOMPARE(done.json().value(u"result"_s)[u"result"_s].toString(), u"done_verified"_s);
    QCOMPARE(m_lab->value(seen), u"f"_s);
}

void TestCommandLineAct::interruptTakesItBack()
{
    QVERIFY(m_lab->exec(u"CREATE TABLE slow (i int, t text) WITH (autovacuum_enabled = off); INSERT INTO slow "
                        "SELECT i, repeat('x', 500) FROM generate_series(1, 40000) i; DELETE FROM slow; "
                        "ALTER TABLE slow OWNER TO lockmaster; ALTER ROLE lockmaster SET vacuum_cost_delay = '50ms'; "
                        "ALTER ROLE lockmaster SET vacuum_cost_limit = 10"_s));
    QProcess process;
    begin(process, {u"act"_s, u"postgres.table.vacuum"_s, kPrimary, u"table=slow"_s, u"--confirm"_s, u"public.slow"_s,
                    kFleet, m_fleet});
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->value(u"SELECT count(*) FROM pg_stat_progress_vacuum"_s), u"1"_s, 15'000);
    QTest::qWait(1200); // it has told how far it is
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    const Ended done = ended(process);
    QVERIFY2(done.exitCode == 2 && done.out.contains(u"failed_clean  It was cancelled."_s), done.words());
    QVERIFY2(done.err.contains(u"scanning heap"_s) && done.err.contains(u"Taking it back"_s), done.words());
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_stat_progress_vacuum"_s), u"0"_s);
    QVERIFY(m_lab->exec(u"ALTER ROLE lockmaster RESET ALL"_s));
}

/// The second one to act on a session is told of the first, who still waits; so is who checks.
void TestCommandLineAct::whatAnotherConsoleWaitsForIsTold()
{
    const auto scene = makeScene(u"hot-row:1"_s);
    QVERIFY(scene->begin(*m_lab));
    const pid_t root = scene->facts().rootPid;
    const QStringList words{u"act"_s, u"postgres.session.terminate_root"_s, kPrimary, u"pid=%1"_s.arg(root), kFleet,
                            m_fleet};
    QCOMPARE(::kill(root, SIGSTOP), 0); // the answer takes five seconds
    const auto goesOn = qScopeGuard([root] { ::kill(root, SIGCONT); });
    QProcess first;
    begin(first, words + QStringList{u"--confirm"_s, QString::number(root)});
    const auto openActions = [this] {
        const QJsonArray targets = run({u"check"_s, kFleet, m_fleet, u"--json"_s}).json().value(u"targets"_s).toArray();
        QJsonArray open;
        for (const auto &target : targets) {
            if (target[u"target"_s].toString() == kPrimary)
                open = target[u"open_actions"_s].toArray();
        }
        return open;
    };
    QTRY_COMPARE_WITH_TIMEOUT(openActions().size(), 1, 5000);
    const Ended second = run(words + QStringList{u"--dry-run"_s});
    QVERIFY2(second.exitCode == 0, second.words());
    const QString warning = u"which still waits for the answer"_s;
    QVERIFY2(second.out.contains(u"action.open"_s) && second.out.contains(warning), second.words());
    QVERIFY2(second.out.contains(u"another console (pid %1)"_s.arg(first.processId())), second.words());
    QCOMPARE(::kill(root, SIGCONT), 0);
    const Ended done = ended(first);
    QVERIFY2(done.exitCode == 0, done.words());
    QCOMPARE(openActions(), QJsonArray());
}

LOCKMASTER_TEST(TestCommandLineAct)
#include "tst_commandline_act.moc"
