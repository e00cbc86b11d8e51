// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster check` against real servers: what it finds, in which words, and what it ends with.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/process/processes.h"
#include "lab/scenes/scene.h"

#include <QDir>
#include <QElapsedTimer>
#include <QScopeGuard>
#include <QTcpServer>

#include <algorithm>
#include <csignal>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

namespace {

QStringList idsOf(const QJsonArray &findings)
{
    QStringList ids;
    for (const auto &finding : findings)
        ids << finding[u"id"_s].toString();
    return ids;
}

QJsonObject findingOf(const QJsonArray &findings, const QString &id)
{
    const auto isIt = [&](const auto &finding) { return finding[u"id"_s].toString() == id; };
    const auto found = std::ranges::find_if(findings, isIt);
    return found == findings.end() ? QJsonObject() : found->toObject();
}

QStringList linesToCopy(const QString &text)
{
    const QString mark = u"to do: "_s;
    QStringList copied;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (line.trimmed().startsWith(mark + u"lockmaster "_s))
            copied << line.trimmed().sliced(mark.size());
    }
    return copied;
}

} // namespace

class TestCommandLineCheck : public CommandLineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(); }
    void cleanupTestCase() { m_lab.reset(); }

    void healthyServer();
    void chainNamesTheRootThatTheServerNames();
    void unreachable();
    void refusalIsKnownInEveryLanguage();
    void silentServerIsGivenUpInTime();
    void wrongPasswordIsUnknown();
    void plainRoleIsUnknownWithGrant();
    void severalTargetsAndTheWorstCounts();
    void linesToCopyRun_data();
    void linesToCopyRun();
    void passwordOfUrlIsToBePutBack();
    void trendsAreToldByWatching();
    void interruptJudgesWhatWasSeen();
    void slowPasswordIsNoSilentServer();
};

void TestCommandLineCheck::healthyServer()
{
    const Ended text = run({u"check"_s, kFleet, m_fleet});
    QVERIFY2(text.exitCode == 0, text.words());
    QVERIFY2(text.out.startsWith(u"ok       orders-primary"_s), text.words());
    QVERIFY2(text.out.endsWith(u"Rates and trends: not looked at, --for 30 watches.\n"_s), text.words());
    const Ended json = run({u"check"_s, kFleet, m_fleet, u"--json"_s});
    QCOMPARE(json.json()[u"status"_s].toString(), u"ok"_s);
    QCOMPARE(json.json()[u"exit_code"_s].toInt(-1), 0);
    QCOMPARE(json.json()[u"findings"_s].toArray(), QJsonArray());
    const QJsonObject target = json.json()[u"targets"_s][0].toObject();
    QCOMPARE(target[u"target"_s].toString(), kPrimary);
    QCOMPARE(target[u"version"_s].toString(), m_lab->value(u"SHOW server_version"_s));
    QCOMPARE(target[u"link"_s][u"phase"_s].toString(), u"live"_s);
    QCOMPARE(target[u"link"_s][u"verified"_s].toBool(), true);
}

void TestCommandLineCheck::chainNamesTheRootThatTheServerNames()
{
    const auto scene = makeScene(u"blocking-chain:8"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString root = m_lab->value(
        u"WITH RECURSIVE up AS (SELECT %1 AS pid UNION SELECT b FROM up, unnest(pg_blocking_pids(up.pid)) b) "
        "SELECT pid FROM up WHERE cardinality(pg_blocking_pids(pid)) = 0"_s.arg(scene->facts().victimPids.back()));
    Ended ended; // ok as long as nobody has waited for a second, then a warning, then critical
    QVERIFY(waitUntil([&] { return (ended = run({u"check"_s, kFleet, m_fleet, u"--json"_s})).exitCode != 0; },
                      std::chrono::seconds(20)));
    QVERIFY2(ended.exitCode == 1 || ended.exitCode == 2, ended.words());
    const QJsonObject finding = findingOf(ended.json()[u"findings"_s].toArray(), u"pg.lock.blocked"_s);
    QCOMPARE(QString::number(finding[u"evidence"_s][u"root"_s][u"pid"_s].toInt()), root);
    QCOMPARE(finding[u"evidence"_s][u"victims"_s].toInt(), 8);
    QCOMPARE(finding[u"evidence"_s][u"relation"_s].toString(), u"orders"_s);
    QCOMPARE(finding[u"recommended"_s][0][u"action"_s].toString(), u"postgres.session.terminate_root"_s);
    const Ended text = run({u"check"_s, kFleet, m_fleet});
    const QString summary = u"8 sessions wait behind session %1 (billing-worker, idle in transaction) on orders"_s;
    const QString advice = u"lockmaster act postgres.session.terminate_root orders-primary pid=%1 backend_start="_s;
    QVERIFY2(text.out.contains(summary.arg(root)) && text.out.contains(advice.arg(root)), text.words());
}

void TestCommandLineCheck::unreachable()
{
    QTcpServer taken; // a port that nobody else listens on, and soon nobody at all
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const quint16 port = taken.serverPort();
    taken.close();
    const Ended ended = run({u"check"_s, u"postgresql://lockmaster@127.0.0.1:%1/orders"_s.arg(port), u"--json"_s});
    QVERIFY2(ended.exitCode == 2, ended.words());
    const QJsonObject finding = ended.json()[u"findings"_s][0].toObject();
    QCOMPARE(finding[u"id"_s].toString(), u"target.unreachable"_s);
    QCOMPARE(finding[u"evidence"_s][u"rung"_s].toString(), u"tcp"_s);
}

/// Its words are the C library's, which translates them where it has German.
void TestCommandLineCheck::refusalIsKnownInEveryLanguage()
{
    qputenv("LC_ALL", "C.UTF-8");
    qputenv("LANGUAGE", "de");
    const Ended ended = run({u"check"_s, u"postgresql://lockmaster@127.0.0.1:1/orders"_s});
    qunsetenv("LC_ALL");
    qunsetenv("LANGUAGE");
    QVERIFY2(ended.out.contains(u"Connection refused: nothing listens there"_s), ended.words());
}

void TestCommandLineCheck::silentServerIsGivenUpInTime()
{
    QTcpServer silent; // accepts and never says a word
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QElapsedTimer timer;
    timer.start();
    const QString url = u"postgresql://lockmaster@127.0.0.1:%1/orders"_s.arg(silent.serverPort());
    const Ended ended = run({u"check"_s, url, m_lab->url()});
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(ended.exitCode == 2 || ended.exitCode == 3, ended.words());
}

void TestCommandLineCheck::wrongPasswordIsUnknown()
{
    const QString url = u"postgresql://lockmaster:%1@127.0.0.1:%2/orders"_s.arg(kCanary).arg(m_lab->primary().port());
    const Ended ended = run({u"check"_s, url});
    QVERIFY2(ended.exitCode == 3, ended.words());
    QVERIFY2(ended.out.contains(u"target.unreachable"_s), ended.words());
    QVERIFY2(ended.out.contains(u"password authentication failed"_s), ended.words());
    QVERIFY(!ended.words().contains(kCanary.toUtf8()));
}

void TestCommandLineCheck::plainRoleIsUnknownWithGrant()
{
    const QString fleet = m_lab->fleetFile(u"lockmaster_plain"_s).value();
    const Ended ended = run({u"check"_s, kFleet, fleet});
    QVERIFY2(ended.exitCode == 3, ended.words());
    QVERIFY2(ended.out.contains(u"GRANT pg_monitor TO lockmaster_plain;"_s), ended.words());
}

void TestCommandLineCheck::severalTargetsAndTheWorstCounts()
{
    const QByteArray yaml = "targets:\n"
                            "  - {name: first, url: 'postgresql://lockmaster@127.0.0.1:1/orders'}\n"
                            "  - {name: second, url: '"
                            + m_lab->url().toUtf8() + "', password: {command: \"cat '"
                            + m_lab->passwordFile(u"lockmaster"_s).toUtf8() + "'\"}}\n";
    const Ended ended = run({u"check"_s, kFleet, write(u"two.yaml"_s, yaml), u"--json"_s});
    QVERIFY2(ended.exitCode == 2, ended.words());
    const QJsonArray targets = ended.json()[u"targets"_s].toArray();
    QCOMPARE(targets.size(), 2);
    QCOMPARE(targets[0][u"target"_s].toString() + targets[0][u"status"_s].toString(), u"firstcritical"_s);
    QCOMPARE(targets[1][u"target"_s].toString() + targets[1][u"status"_s].toString(), u"secondok"_s);
    QCOMPARE(idsOf(ended.json()[u"findings"_s].toArray()), QStringList{u"target.unreachable"_s});
}

void TestCommandLineCheck::linesToCopyRun_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("URL") << u"'%1'"_s.arg(m_lab->url());
    QTest::newRow("--fleet") << u"--fleet '%1'"_s.arg(m_fleet);
    QTest::newRow("the usual file") << QString();
    QFile fleet(m_fleet);
    QVERIFY(fleet.open(QIODevice::ReadOnly));
    const QByteArray odd = fleet.readAll().replace("name: orders-primary", "name: \"it's $HOME\"");
    QTest::newRow("odd names") << u"--fleet \"%1\""_s.arg(write(u"the fleet's.yaml"_s, odd));
}

/// What is recommended finds the same target again, however it was named.
void TestCommandLineCheck::linesToCopyRun()
{
    QFETCH(QString, words);
    const QString usual = m_home.filePath(u"config/lockmaster/fleet.yaml"_s);
    const auto unmade = qScopeGuard([&usual] { QFile::remove(usual); });
    QVERIFY(QDir().mkpath(QFileInfo(usual).path()) && QFile::copy(m_fleet, usual));
    const auto scene = makeScene(u"hot-row:2"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString login = u"export PGPASSWORD=\"$(cat '%1')\"; "_s.arg(m_lab->passwordFile(u"lockmaster"_s));
    QStringList lines;
    const auto hasLines = [&] {
        lines = linesToCopy(runInShell(login + u"lockmaster check "_s + words).out);
        return !lines.isEmpty();
    };
    QVERIFY(waitUntil(hasLines, std::chrono::seconds(20)));
    for (const QString &line : std::as_const(lines)) {
        const Ended dry = runInShell(login + line + u" --dry-run"_s);
        QVERIFY2(dry.exitCode == 0, qPrintable(line + u'\n' + dry.out + dry.err));
    }
}

void TestCommandLineCheck::passwordOfUrlIsToBePutBack()
{
    const auto scene = makeScene(u"hot-row:2"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString password = m_lab->password(u"lockmaster"_s);
    QString url = m_lab->url();
    url.replace(u"lockmaster@"_s, u"lockmaster:%1@"_s.arg(password));
    Ended ended;
    QVERIFY(waitUntil([&] { return (ended = run({u"check"_s, url})).exitCode != 0; }, std::chrono::seconds(20)));
    const QString line = u"to do, with the password in the URL: lockmaster act postgres.session.terminate_root "
                         "'postgresql://lockmaster@127.0.0.1:"_s;
    QVERIFY2(ended.out.contains(line), ended.words());
    QVERIFY(!ended.words().contains(password.toUtf8()));
}

void TestCommandLineCheck::trendsAreToldByWatching()
{
    const auto scene = makeScene(u"leak-of-idle-connections:20"_s);
    QVERIFY(scene->begin(*m_lab));
    const QStringList words{u"check"_s, kFleet, m_fleet, u"--json"_s};
    const QString leak = u"pg.connections.leak"_s;
    const QJsonObject once = run(words).json();
    QCOMPARE(once[u"watched_seconds"_s].toInt(-1), 0);
    QCOMPARE(once[u"not_looked_at"_s].toArray(), (QJsonArray{u"rates"_s, u"trends"_s}));
    QCOMPARE(findingOf(once[u"findings"_s].toArray(), leak), QJsonObject());
    const Ended watched = run(words + QStringList{u"--for"_s, u"8"_s});
    QVERIFY2(watched.exitCode == 1 || watched.exitCode == 2, watched.words());
    QVERIFY2(watched.err.isEmpty(), watched.words()); // progress is for a terminal
    QCOMPARE(watched.json()[u"watched_seconds"_s].toInt(-1), 8);
    QCOMPARE(watched.json()[u"not_looked_at"_s].toArray(), QJsonArray());
    QVERIFY2(!findingOf(watched.json()[u"findings"_s].toArray(), leak).isEmpty(), watched.words());
}

void TestCommandLineCheck::interruptJudgesWhatWasSeen()
{
    QProcess process;
    begin(process, {u"check"_s, kFleet, m_fleet, u"--for"_s, u"600"_s, u"--json"_s});
    const QString sampled = u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'lockmaster' "
                            "AND state = 'idle' AND state_change < clock_timestamp() - interval '300 ms'"_s;
    QTRY_COMPARE_WITH_TIMEOUT(m_lab->value(sampled), u"1"_s, 15'000);
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    const Ended done = ended(process);
    QVERIFY2(done.exitCode == 0, done.words());
    QVERIFY2(done.err.contains(u"Judging what was seen so far"_s), done.words());
    QCOMPARE(done.json()[u"status"_s].toString(), u"ok"_s);
    QVERIFY(done.json()[u"watched_seconds"_s].toInt(-1) < 60);
}

/// The server was not even asked: nothing is said of it that nobody knows.
void TestCommandLineCheck::slowPasswordIsNoSilentServer()
{
    const QByteArray yaml =
        "targets:\n  - {name: slow, url: '" + m_lab->url().toUtf8() + "', password: {command: \"sleep 20\"}}\n";
    const QStringList from{kFleet, write(u"slow.yaml"_s, yaml)};
    const QString silence = u"nothing was heard of it in time"_s;
    const Ended checked = run(QStringList{u"check"_s} + from);
    QVERIFY2(checked.exitCode == 3 && checked.out.startsWith(u"unknown  slow"_s), checked.words());
    QVERIFY2(checked.out.contains(silence), checked.words());
    const Ended shown = run(QStringList{u"snapshot"_s, u"slow"_s} + from);
    QVERIFY2(shown.exitCode == 3 && shown.err.contains(u"slow: "_s + silence), shown.words());
}

LOCKMASTER_TEST(TestCommandLineCheck)
#include "tst_commandline_check.moc"
