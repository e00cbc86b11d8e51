// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster act` against real servers: it plans, acts on what was confirmed, and on nobody else.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/scenes/scene.h"

#include <QDir>

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
    void actRefusesAnotherBackendStart();
    void filteredNeedsTheTargetsToken();
    void withTwoPrimariesTheServersNameIsTyped();
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
    QCOMPARE(dry.json()[u"confirm"_s].toString(), pid);
    QCOMPARE(dry.json()[u"plan"_s][u"freed"_s].toInt(), 5);
    QVERIFY(!dry.json()[u"plan"_s][u"preflight"_s].toArray().isEmpty());
    QVERIFY(dry.json()[u"result"_s].isNull());
    QCOMPARE(m_lab->value(isThere), u"1"_s);

    const Ended unconfirmed = run(words);
    QVERIFY2(unconfirmed.exitCode == 2 && unconfirmed.out.contains(u"--confirm '%1'"_s.arg(pid)), unconfirmed.words());
    const Ended wrong = run(words + QStringList{u"--confirm"_s, u"yes"_s});
    QCOMPARE(wrong.exitCode, 2);
    QCOMPARE(m_lab->value(isThere), u"1"_s);

    const Ended done = run(words + QStringList{u"--confirm"_s, pid, u"--json"_s});
    QVERIFY2(done.exitCode == 0, done.words());
    QCOMPARE(done.json()[u"result"_s][u"result"_s].toString(), u"done_verified"_s);
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
    QCOMPARE(alone.json()[u"confirm"_s].toString(), QString::number(victim->facts().rootPid));
    const auto split = makeScene(u"two-primaries"_s);
    QVERIFY(split->begin(*m_lab));
    const Ended ended = run(words);
    QVERIFY2(ended.exitCode == 0, ended.words());
    QCOMPARE(ended.json()[u"confirm"_s].toString(), kPrimary);
}

LOCKMASTER_TEST(TestCommandLineAct)
#include "tst_commandline_act.moc"
