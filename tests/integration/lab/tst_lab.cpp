// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lab stands up, its scenes can be seen and go away again, and nothing of it remains.
#include "harness/testprogram.h"
#include "lab/lab.h"
#include "lab/process/processes.h"
#include "lab/scenes/scene.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace lockmaster;
using namespace Qt::StringLiterals;

namespace {

QByteArray words(const Error &error)
{
    return (error.text + u'\n' + error.detail).toUtf8();
}

QString waiters()
{
    return u"SELECT count(*) FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0"_s;
}

/// The pids at the end of every chain of blockers that starts at `pid`.
QString rootsOf(int pid)
{
    return u"WITH RECURSIVE up AS (SELECT %1 AS pid UNION SELECT b FROM up, unnest(pg_blocking_pids(up.pid)) b) "
           "SELECT string_agg(pid::text, ',') FROM up WHERE cardinality(pg_blocking_pids(pid)) = 0"_s.arg(pid);
}

} // namespace

class TestLab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void urlWorks();
    void plainRoleSeesLess();
    void scenesBeginAndEnd_data();
    void scenesBeginAndEnd();
    void deadlocksAreCounted();
    void tooManyClientsRefuses();
    void sceneTooLargeSaysSo();
    void crowdIsMixed();
    void endedRootFreesTheVictims();
    void abandonedFoldersAreSwept();

private:
    std::unique_ptr<Lab> m_lab;
};

void TestLab::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    m_lab = std::make_unique<Lab>();
    const Result<void> up = m_lab->start();
    QVERIFY2(up, up ? "" : words(up.error()));
    qInfo("a single primary is up after %lld ms", timer.elapsed());
}

void TestLab::cleanupTestCase()
{
    const QString folder = m_lab->folder();
    m_lab.reset();
    QVERIFY(!QDir(folder).exists());
    QVERIFY(processesIn(folder).empty());
}

void TestLab::urlWorks()
{
    qputenv("PGPASSWORD", m_lab->password(u"lockmaster"_s).toUtf8());
    const auto answer = runSql(m_lab->url(), u"SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"_s);
    qunsetenv("PGPASSWORD");
    QVERIFY2(answer, answer ? "" : words(answer.error()));
    QCOMPARE(answer->front().front(), u"true"_s);
}

void TestLab::plainRoleSeesLess()
{
    const QString sql = u"SELECT count(*) FROM pg_stat_activity "
                        "WHERE usename = 'web' AND query = '<insufficient privilege>'"_s;
    std::unique_ptr<Scene> scene = makeScene(u"hot-row:3"_s);
    QVERIFY(scene->begin(*m_lab));
    const auto monitor = runSql(m_lab->conninfo(u"lockmaster"_s, u"test"_s), sql);
    const auto plain = runSql(m_lab->conninfo(u"lockmaster_plain"_s, u"test"_s), sql);
    QCOMPARE(monitor.value().front().front(), u"0"_s);
    QCOMPARE(plain.value().front().front(), u"3"_s);
}

void TestLab::scenesBeginAndEnd_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<int>("victims");
    QTest::newRow("blocking-chain") << u"blocking-chain"_s << 40;
    QTest::newRow("hot-row") << u"hot-row"_s << 100;
    QTest::newRow("hot-row of 7") << u"hot-row:7"_s << 7;
    QTest::newRow("ddl-queue") << u"ddl-queue"_s << 21;
    QTest::newRow("prepared-transaction") << u"prepared-transaction"_s << 5;
    QTest::newRow("idle-in-transaction") << u"idle-in-transaction"_s << 0;
    QTest::newRow("long-query") << u"long-query"_s << 0;
}

void TestLab::scenesBeginAndEnd()
{
    QFETCH(QString, scene);
    QFETCH(int, victims);
    const std::unique_ptr<Scene> played = makeScene(scene);
    QVERIFY(played);
    const Result<void> begun = played->begin(*m_lab);
    QVERIFY2(begun, begun ? "" : words(begun.error()));
    QCOMPARE(played->facts().victimPids.size(), static_cast<std::size_t>(victims));
    QCOMPARE(m_lab->value(waiters()), QString::number(victims));
    if (victims > 0) {
        QCOMPARE(m_lab->value(rootsOf(played->facts().victimPids.back())), QString::number(played->facts().rootPid));
    }
    const Result<void> ended = played->end();
    QVERIFY2(ended, ended ? "" : words(ended.error()));
    QCOMPARE(m_lab->value(waiters()), u"0"_s);
    const QString guests = u"SELECT count(*) FROM pg_stat_activity WHERE usename IN ('billing', 'web', 'report')"_s;
    QCOMPARE(m_lab->value(guests), u"0"_s);
    QCOMPARE(m_lab->value(u"SELECT count(*) FROM pg_prepared_xacts"_s), u"0"_s);
}

void TestLab::deadlocksAreCounted()
{
    const std::unique_ptr<Scene> scene = makeScene(u"deadlock"_s);
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY2(begun, begun ? "" : words(begun.error()));
    const QString counter = u"SELECT deadlocks FROM pg_stat_database WHERE datname = 'orders'"_s;
    const int first = m_lab->value(counter).toInt();
    QVERIFY(first > 0);
    QVERIFY(waitUntil([&] { return m_lab->value(counter).toInt() > first; }, std::chrono::seconds(10))); // and again
}

void TestLab::tooManyClientsRefuses()
{
    const std::unique_ptr<Scene> scene = makeScene(u"too-many-clients"_s);
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY2(begun, begun ? "" : words(begun.error()));
    const QString conninfo = m_lab->conninfo(u"lockmaster"_s, u"test"_s);
    const auto refused = runSql(conninfo, u"SELECT 1"_s);
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.contains(u"connection slots"), words(refused.error()));
    QVERIFY(scene->end());
    QVERIFY(runSql(conninfo, u"SELECT 1"_s));
}

void TestLab::sceneTooLargeSaysSo()
{
    const std::unique_ptr<Scene> scene = makeScene(u"hot-row:400"_s);
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY(!begun);
    QCOMPARE(begun.error().kind, ErrorKind::Full);
    QVERIFY(scene->end());
}

void TestLab::crowdIsMixed()
{
    const std::unique_ptr<Scene> scene = makeScene(u"crowd:100"_s);
    const Result<void> begun = scene->begin(*m_lab);
    QVERIFY2(begun, begun ? "" : words(begun.error()));
    const auto counts = m_lab->exec(u"SELECT count(*) FILTER (WHERE wait_event_type = 'Lock'),"
                                    "       count(*) FILTER (WHERE state = 'idle in transaction'),"
                                    "       count(*) FILTER (WHERE state = 'active' AND wait_event = 'PgSleep'),"
                                    "       min(length(query)) >= 300, max(length(query)) < 305"
                                    "  FROM pg_stat_activity WHERE usename IN ('billing', 'web', 'report')"_s);
    QVERIFY(counts);
    // Two of the five blocked are in a chain; its root and the hot row's holder are idle in transaction as well.
    QCOMPARE(counts->front(), QStringList({u"5"_s, u"12"_s, u"1"_s, u"t"_s, u"t"_s}));
}

void TestLab::endedRootFreesTheVictims()
{
    const std::unique_ptr<Scene> scene = makeScene(u"blocking-chain:6"_s);
    QVERIFY(scene->begin(*m_lab));
    QVERIFY(m_lab->endSessions({scene->facts().rootPid}));
    // The chain's own transactions stay open: now its first link is the root of all others.
    const QString first = QString::number(scene->facts().victimPids.front());
    const QString roots = rootsOf(scene->facts().victimPids.back());
    QVERIFY(waitUntil([&] { return m_lab->value(roots) == first; }, std::chrono::seconds(5)));
    QCOMPARE(m_lab->value(waiters()), u"5"_s);
}

void TestLab::abandonedFoldersAreSwept()
{
    const QTemporaryDir own;
    const QByteArray usual = qgetenv("TMPDIR");
    qputenv("TMPDIR", own.path().toUtf8());
    const auto kept = LabFolder::make();
    QVERIFY(kept);
    const QString keptPath = kept.value()->path();
    const QString old = own.filePath(u"lockmaster-lab-old"_s);
    const QString young = own.filePath(u"lockmaster-lab-young"_s);
    for (const QString &folder : {old, young}) {
        QVERIFY(QDir().mkdir(folder));
    }
    const timespec longAgo[2] = {{1000, 0}, {1000, 0}};
    for (const QString &folder : {old, keptPath}) {
        utimensat(AT_FDCWD, QFile::encodeName(folder).constData(), longAgo, 0);
    }
    sweepAbandonedLabs();
    usual.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", usual);
    QVERIFY(!QDir(old).exists());
    QVERIFY(QDir(young).exists());
    QVERIFY2(QDir(keptPath).exists(), "its keeper lives");
}

LOCKMASTER_TEST(TestLab)
#include "tst_lab.moc"
