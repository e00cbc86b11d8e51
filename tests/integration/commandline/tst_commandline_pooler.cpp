// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster act` on a PgBouncer: a pause that ends by itself, and one whose console was killed.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"

#include <QTest>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestCommandLinePooler : public CommandLineTest
{
    Q_OBJECT

    const QString m_pooler = u"pgbouncer"_s;

    QString paused()
    {
        for (const auto &row : m_lab->pgbouncer().console(u"SHOW DATABASES"_s).value_or(SqlRecords())) {
            if (row[u"name"_s] == u"orders")
                return row[u"paused"_s];
        }
        return {};
    }
    [[nodiscard]] QStringList pauseFor(int seconds) const
    {
        return {u"act"_s,
                u"pgbouncer.pause"_s,
                m_pooler,
                u"database=orders"_s,
                u"window=%1"_s.arg(seconds),
                u"--confirm"_s,
                u"orders"_s,
                kFleet,
                m_fleet};
    }

private Q_SLOTS:
    void initTestCase()
    {
        startLab(LabPart::Postgres | LabPart::PgBouncer);
        m_fleet = m_lab->fleetFile(u"lab_admin"_s).value();
    }
    void cleanup() { (void)m_lab->pgbouncer().console(u"RESUME orders"_s); }
    void cleanupTestCase() { m_lab.reset(); }

    void aPauseEndsByItself()
    {
        const Ended done = run(pauseFor(1));
        QVERIFY2(done.exitCode == 0 && done.out.contains(u"nobody kept it paused"), done.words());
        QVERIFY2(done.err.contains(u"paused, and resumed by itself"), done.words());
        QCOMPARE(paused(), u"0"_s);
    }

    void whatIsLeftToDoIsALineToPaste()
    {
        const Ended kept = run(pauseFor(1) + QStringList{u"then=keep"_s});
        QVERIFY2(kept.exitCode == 0, kept.words());
        QCOMPARE(paused(), u"1"_s);
        const qsizetype from = kept.out.indexOf(u"lockmaster act pgbouncer.resume");
        QVERIFY2(from >= 0, kept.words());
        const Ended resumed = runInShell(kept.out.sliced(from).section(u'\n', 0, 0) + u" --confirm orders"_s);
        QVERIFY2(resumed.exitCode == 0, resumed.words());
        QCOMPARE(paused(), u"0"_s);
    }

    /// kill -9: the pause stays, and the next console says so first thing, with what ends it.
    void aKilledConsolesPauseIsTold()
    {
        QProcess console;
        begin(console, pauseFor(50));
        QTRY_COMPARE_WITH_TIMEOUT(paused(), u"1"_s, 10'000);
        QTest::qWait(300); // it waits for the end of the pause
        console.kill();
        QVERIFY(console.waitForFinished());
        QCOMPARE(paused(), u"1"_s);
        const Ended check = run({u"check"_s, kFleet, m_fleet});
        QVERIFY2(check.out.contains(u"pgbouncer.pause (orders) was sent at"), check.words());
        QVERIFY2(check.out.contains(u"its outcome is not known"), check.words());
        const qsizetype from = check.out.indexOf(u"lockmaster act pgbouncer.resume");
        QVERIFY2(from >= 0, check.words());
        const Ended resumed = runInShell(check.out.sliced(from).section(u'\n', 0, 0) + u" --confirm orders"_s);
        QVERIFY2(resumed.exitCode == 0, resumed.words());
        QCOMPARE(paused(), u"0"_s);
        const QJsonArray targets = run({u"check"_s, kFleet, m_fleet, u"--json"_s}).json()[u"targets"_s].toArray();
        for (const auto &target : targets) {
            for (const auto &open : target[u"open_actions"_s].toArray())
                QCOMPARE(open[u"undo_action"_s][u"action"_s].toString(), u"pgbouncer.resume"_s);
        }
    }
};

LOCKMASTER_TEST(TestCommandLinePooler)
#include "tst_commandline_pooler.moc"
