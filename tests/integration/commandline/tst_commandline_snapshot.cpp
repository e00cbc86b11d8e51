// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// `lockmaster snapshot` and `lockmaster screenshot` of real servers: what is seen, as text, as JSON and as pictures.
#include "commandlinefixtures.h"
#include "harness/testprogram.h"
#include "lab/crowd/crowd.h"
#include "lab/scenes/scene.h"

#include <QElapsedTimer>
#include <QImage>
#include <QRegularExpression>
#include <QTcpServer>

#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestCommandLineSnapshot : public CommandLineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(); }
    void cleanupTestCase() { m_lab.reset(); }

    void hundredBehindOneRow();
    void snapshotIsWhole();
    void literalsAreMaskedUnlessAsked();
    void hostileNamesDoNotReachTheTerminal();
    void everyPageAsPicture();
    void pictureOfSilentServer();
};

void TestCommandLineSnapshot::hundredBehindOneRow()
{
    const auto scene = makeScene(u"hot-row:100"_s);
    QVERIFY(scene->begin(*m_lab));
    const QJsonObject json = run({u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--json"_s}).json();
    const QJsonArray waits = json[u"locks"_s][u"waits"_s].toArray();
    QCOMPARE(waits.size(), 100);
    const int root = scene->facts().rootPid;
    QVERIFY(std::ranges::all_of(waits, [&](const auto &wait) { return wait[u"root"_s].toInt() == root; }));
    QCOMPARE(json[u"locks"_s][u"roots"_s].toArray().size(), 1);
    QCOMPARE(json[u"locks"_s][u"roots"_s][0][u"victims"_s].toInt(), 100);
    QCOMPARE(json[u"locks"_s][u"roots"_s][0][u"relation"_s].toString(), u"customers"_s);
}

void TestCommandLineSnapshot::snapshotIsWhole()
{
    const Ended ended = run({u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--json"_s});
    QVERIFY2(ended.exitCode == 0, ended.words());
    const QJsonObject json = ended.json();
    QCOMPARE(json[u"target"_s].toString(), kPrimary);
    QCOMPARE(json[u"identity"_s][u"database"_s].toString(), u"orders"_s);
    QCOMPARE(json[u"identity"_s][u"system_identifier"_s].toString(),
             m_lab->value(u"SELECT system_identifier FROM pg_control_system()"_s));
    QCOMPARE(QString::number(json[u"headroom"_s][u"maximum"_s].toInt()), m_lab->value(u"SHOW max_connections"_s));
    QVERIFY(!json[u"sessions"_s].toArray().isEmpty());
    QVERIFY(!json[u"databases"_s].toArray().isEmpty());
    QVERIFY(!json[u"costs"_s].toArray().isEmpty());
    QVERIFY(json[u"samples"_s].toObject().contains(u"pg_settings_max_connections"_s));
    static const QRegularExpression iso(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$"_s);
    QVERIFY(iso.match(json[u"taken"_s].toString()).hasMatch());
    const Ended text = run({u"snapshot"_s, kPrimary, kFleet, m_fleet});
    QVERIFY2(text.exitCode == 0 && text.out.contains(u"No findings"_s), text.words());
}

void TestCommandLineSnapshot::literalsAreMaskedUnlessAsked()
{
    const auto scene = makeScene(u"ddl-queue:1"_s);
    QVERIFY(scene->begin(*m_lab));
    const QStringList words{u"snapshot"_s, kPrimary, kFleet, m_fleet, u"--json"_s};
    QVERIFY(!run(words).out.contains(u"order_id = 1"_s));
    QVERIFY(run(words + QStringList{u"--full-text"_s}).out.contains(u"order_id = 1"_s));
}

void TestCommandLineSnapshot::hostileNamesDoNotReachTheTerminal()
{
    const QString column = u"\u202eevil\u009b31m\u001b[31m"_s;
    Crowd crowd([this](const QString &user, const QString &name) { return m_lab->conninfo(user, name); });
    crowd.join({u"web"_s, u"shop-backend"_s, {u"BEGIN"_s, u"SELECT 1 AS \"%1\""_s.arg(column)}});
    QVERIFY(crowd.waitUntilSettled(std::chrono::seconds(10)));
    const QStringList plain{u"snapshot"_s, kPrimary, kFleet, m_fleet};
    for (const QStringList &words : {plain, plain + QStringList{u"--json"_s}}) {
        const Ended ended = run(words);
        QVERIFY2(ended.exitCode == 0, ended.words());
        QVERIFY(!ended.out.contains(u'\u202e') && !ended.out.contains(u'\u009b') && !ended.out.contains(u'\u001b'));
        QVERIFY2(ended.out.contains(u"\\u202eevil\\u009b31m\\u001b[31m"_s), ended.words());
    }
}

void TestCommandLineSnapshot::everyPageAsPicture()
{
    const auto scene = makeScene(u"blocking-chain:4"_s);
    QVERIFY(scene->begin(*m_lab));
    const QString folder = m_home.filePath(u"pictures"_s);
    const QString size = u"1280x720"_s;
    const Ended ended = run({u"screenshot"_s, u"all"_s, kFleet, m_fleet, u"--size"_s, size, u"-o"_s, folder});
    QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.words());
    for (const QString &page : {u"overview"_s, u"sessions"_s, u"locks"_s})
        QCOMPARE(QImage(folder + u'/' + page + u".png"_s).size(), QSize(1280, 720));
    const QImage overview(folder + u"/overview.png"_s);
    QVERIFY(overview != QImage(folder + u"/locks.png"_s));
    QVERIFY(!QFile::exists(m_home.filePath(u"config/lockmaster/lockmaster.conf"_s)));
}

void TestCommandLineSnapshot::pictureOfSilentServer()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QByteArray url = "postgresql://x@127.0.0.1:" + QByteArray::number(silent.serverPort()) + "/x";
    const QString fleet = write(u"silent.yaml"_s, "targets:\n  - {name: silent, url: '" + url + "'}\n");
    QElapsedTimer timer;
    timer.start();
    const QString file = m_home.filePath(u"silent.png"_s);
    const Ended ended = run({u"screenshot"_s, u"overview"_s, kFleet, fleet, u"-o"_s, file});
    QVERIFY2(ended.exitCode == 0, ended.words());
    QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed()))); // 5 s of patience, and no more
    QVERIFY(!QImage(file).isNull());
}

LOCKMASTER_TEST(TestCommandLineSnapshot)
#include "tst_commandline_snapshot.moc"
