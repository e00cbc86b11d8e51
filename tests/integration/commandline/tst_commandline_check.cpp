// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster check` against real servers: what it finds, in which words, and what it ends with.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/process/processes.h"
#include "lab/scenes/scene.h"

#include <QElapsedTimer>
#include <QTcpServer>

#include <algorithm>

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
};

void TestCommandLineCheck::healthyServer()
{
    const Ended text = run({u"check"_s, kFleet, m_fleet});
    QVERIFY2(text.exitCode == 0, text.words());
    QVERIFY2(text.out.startsWith(u"ok       orders-primary"_s), text.words());
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

LOCKMASTER_TEST(TestCommandLineCheck)
#include "tst_commandline_check.moc"
