// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real program: what it does not understand, how it helps, and what it never says.
#include "commandlinefixtures.h"
#include "harness/builtprogram.h"
#include "harness/testprogram.h"

#include <QTcpServer>

#include <algorithm>

using namespace lockmaster;
using namespace lockmaster::fixtures;
using namespace Qt::StringLiterals;

class TestCommandLine : public CommandLineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { startLab(); }
    void cleanupTestCase() { m_lab.reset(); }

    void badArguments_data();
    void badArguments();
    void fleetMistakesHaveLines();
    void helpOfEveryCommand_data();
    void helpOfEveryCommand();
    void passwordsAreNeverPrinted();
    void noGuiLibraryIsLoaded();
    void processListShowsNoPassword();
};

void TestCommandLine::badArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    const QString terminate = u"postgres.session.terminate"_s;
    const QString filtered = u"postgres.session.terminate_filtered"_s;
    const QString url = u"postgresql://x@127.0.0.1/x"_s;
    const QString start = u"backend_start=now"_s;
    QTest::newRow("command") << QStringList{u"chek"_s} << 64 << u"There is no command “chek”"_s;
    QTest::newRow("option") << QStringList{u"check"_s, u"--jsn"_s} << 64 << u"Unknown option 'jsn'"_s;
    QTest::newRow("no target") << QStringList{u"snapshot"_s} << 64 << u"Targets or one file are needed"_s;
    QTest::newRow("action") << QStringList{u"act"_s, u"kill"_s, url} << 64 << u"There is no action “kill”"_s;
    QTest::newRow("no pid") << QStringList{u"act"_s, terminate, url} << 64 << u"needs pid=NUMBER"_s;
    QTest::newRow("pid") << QStringList{u"act"_s, terminate, url, u"pid=12x"_s} << 64 << u"needs pid=NUMBER"_s;
    QTest::newRow("key") << QStringList{u"act"_s, terminate, url, u"pdi=12"_s} << 64
                         << u"pid=NUMBER [backend_start=TIME]"_s;
    QTest::newRow("time") << QStringList{u"act"_s, terminate, url, u"pid=1"_s, start} << 64
                          << u"backend_start is not a time"_s;
    QTest::newRow("filter") << QStringList{u"act"_s, filtered, url, u"state=idle"_s} << 64 << u"At least one of"_s;
    QTest::newRow("state") << QStringList{u"act"_s, filtered, url, u"user=x"_s, u"state=lazy"_s} << 64
                           << u"state= takes"_s;
    QTest::newRow("url") << QStringList{u"check"_s, u"postgresql://x@[::1/x"_s} << 78 << QString();
    QTest::newRow("size") << QStringList{u"screenshot"_s, u"locks"_s, u"-o"_s, u"x.png"_s, u"--size"_s, u"big"_s} << 64
                          << u"--size takes"_s;
    QTest::newRow("watch") << QStringList{u"check"_s, u"--for"_s, u"soon"_s, url} << 64 << u"--for takes seconds"_s;
    QTest::newRow("no fleet") << QStringList{u"check"_s} << 78 << u"there is no fleet file"_s;
    QTest::newRow("file") << QStringList{u"check"_s, kFleet, u"/nowhere/fleet.yaml"_s} << 78 << u"cannot be read"_s;
}

void TestCommandLine::badArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    const Ended ended = run(arguments);
    QVERIFY2(ended.exitCode == exitCode, ended.words());
    QVERIFY2(ended.err.startsWith(u"lockmaster: "_s) && ended.err.contains(says), ended.words());
    QCOMPARE(ended.out, QString());
}

void TestCommandLine::fleetMistakesHaveLines()
{
    const QString file = write(u"bad.yaml"_s, "targets:\n"
                                              "  - name: one\n"
                                              "    url: postgresql://monitor@db1/orders\n"
                                              "    enviroment: staging\n"
                                              "  - name: one\n"
                                              "    url: postgresql://monitor:"
                                                  + kCanary.toUtf8() + "@db2/orders\n");
    const Ended ended = run({u"check"_s, kFleet, file});
    QCOMPARE(ended.exitCode, 78);
    QVERIFY2(ended.err.contains(u"bad.yaml:4:"_s), ended.words());
    QVERIFY2(ended.err.contains(u"bad.yaml:6:"_s), ended.words());
    QVERIFY(!ended.words().contains(kCanary.toUtf8()));
}

void TestCommandLine::helpOfEveryCommand_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("all") << QStringList{u"--help"_s} << u"snapshot"_s;
    QTest::newRow("check") << QStringList{u"check"_s, u"--help"_s} << u"3  unknown"_s;
    QTest::newRow("snapshot") << QStringList{u"snapshot"_s, u"--help"_s} << u"--full-text"_s;
    QTest::newRow("note") << QStringList{u"note"_s, u"-h"_s} << u"--for TIME"_s;
    QTest::newRow("note, masked") << QStringList{u"note"_s, u"-h"_s} << u"shown as ?, unless --full-text is"_s;
    QTest::newRow("act") << QStringList{u"act"_s, u"-h"_s} << u"postgres.session.terminate_filtered"_s;
    QTest::newRow("an action") << QStringList{u"act"_s, u"redis.failover"_s, u"-h"_s} << u"[candidate=TEXT]"_s;
}

void TestCommandLine::helpOfEveryCommand()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Ended ended = run(arguments);
    QVERIFY2(ended.exitCode == 0 && ended.err.isEmpty(), ended.words());
    QVERIFY2(ended.out.startsWith(u"Usage: lockmaster"_s) && ended.out.contains(says), ended.words());
    const QStringList lines = ended.out.split(u'\n');
    QVERIFY(std::ranges::all_of(lines, [](const QString &line) { return line.size() <= 120; }));
}

void TestCommandLine::passwordsAreNeverPrinted()
{
    const QString password = m_lab->password(u"lockmaster"_s);
    const QString good = u"postgresql://lockmaster:%1@127.0.0.1:%2/orders"_s.arg(password).arg(m_lab->primary().port());
    const QString odd = u"postgresql://lockmaster:%1@pa@127.0.0.1/orders"_s.arg(kCanary);
    const QString keywords = u"host=127.0.0.1 port=1 user=x password='%1"_s.arg(kCanary);
    for (const QString &url : {good, odd, keywords}) {
        for (const QStringList &words : {QStringList{u"check"_s, url},
                                         {u"check"_s, url, u"--json"_s},
                                         {u"snapshot"_s, url},
                                         {u"snapshot"_s, url, u"--json"_s, u"--full-text"_s},
                                         {u"note"_s, url, u"--for"_s, u"1s"_s, u"--full-text"_s},
                                         {u"act"_s, u"postgres.session.cancel"_s, url, u"pid=1"_s}}) {
            const Ended ended = run(words);
            QVERIFY2(!ended.words().contains(kCanary.toUtf8()), ended.words());
            QVERIFY2(!ended.words().contains(password.toUtf8()), ended.words());
        }
    }
    QCOMPARE(run({u"check"_s, good}).exitCode, 0);
}

void TestCommandLine::noGuiLibraryIsLoaded()
{
    QProcess ldd;
    ldd.start(u"ldd"_s, {builtProgram(QStringLiteral("app/lockmaster"))});
    QVERIFY(ldd.waitForFinished());
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY(libraries.contains("libQt6Core"));
    QVERIFY2(!libraries.contains("libQt6Gui") && !libraries.contains("libQt6Widgets"), libraries);
}

void TestCommandLine::processListShowsNoPassword()
{
    for (const QString &target : {u"postgresql://x:%1@127.0.0.1:%2/x"_s, u"postgresql://127.0.0.1:%2/x?password=%1"_s,
                                  u"password='it\\'s %1 & more' host=127.0.0.1 port=%2 user=x"_s}) {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QProcess process;
        process.start(builtProgram(QStringLiteral("app/lockmaster")),
                      {u"check"_s, target.arg(kCanary).arg(silent.serverPort())});
        QVERIFY(silent.waitForNewConnection(10'000)); // its arguments are read by now
        QFile commandLine(u"/proc/%1/cmdline"_s.arg(process.processId()));
        QVERIFY(commandLine.open(QIODevice::ReadOnly));
        const QByteArray shown = commandLine.readAll();
        QVERIFY2(shown.contains("****") && shown.contains("127.0.0.1"), shown);
        QVERIFY2(!shown.contains(kCanary.toUtf8()), shown);
        process.kill();
        QVERIFY(process.waitForFinished());
    }
}

LOCKMASTER_TEST(TestCommandLine)
#include "tst_commandline.moc"
